#include "gateway/edge/contract_breaks.h"

#include <gmock/gmock.h>
#include <google/protobuf/compiler/parser.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <gtest/gtest.h>

#include "absl/strings/str_replace.h"
#include "gateway/edge/generations.h"
#include "status/matchers.h"

namespace ett::edge {
namespace {

constexpr char kContract[] = R"(
syntax = "proto3";
package shop.v1;
import "google/api/annotations.proto";
service Shelves {
  rpc Get(GetRequest) returns (Shelf) {
    option (google.api.http) = {get: "/v1/{name=shelves/*}" response_body: "title"};
  }
  rpc Put(Shelf) returns (Shelf) {
    option (google.api.http) = {put: "/v1/{name=shelves/*}" body: "*"};
  }
  rpc Watch(GetRequest) returns (stream Shelf);
}
message GetRequest { string name = 1; }
message Shelf {
  string name = 1;
  string title = 2;
  int32 size = 3;
  repeated Book books = 4;
  Colour colour = 5;
  oneof place { string room = 6; string box = 7; }
  map<string, int32> counts = 8;
}
message Book { string author = 1; }
message Unused { string anything = 1; }
enum Colour { COLOUR_UNSPECIFIED = 0; COLOUR_RED = 1; }
)";

class NoErrors final : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line, int, const std::string& message) override {
    ADD_FAILURE() << "line " << line << ": " << message;
  }
};

UpstreamFiles FilesOf(const std::string& source) {
  google::protobuf::io::ArrayInputStream input(source.data(), static_cast<int>(source.size()));
  NoErrors errors;
  google::protobuf::io::Tokenizer tokenizer(&input, &errors);
  google::protobuf::FileDescriptorProto file;
  google::protobuf::compiler::Parser parser;
  parser.RecordErrorsTo(&errors);
  EXPECT_TRUE(parser.Parse(&tokenizer, &file));
  file.set_name("shop/v1/shop.proto");
  UpstreamFiles files;
  for (const auto& service : file.service()) files.services.push_back("shop.v1." + service.name());
  files.files[file.name()] = file.SerializeAsString();
  return files;
}

std::shared_ptr<const UpstreamSchema> SchemaOf(const std::string& source) {
  auto schema = UpstreamSchema::Build(FilesOf(source));
  EXPECT_THAT(schema, status::IsOk());
  return *schema;
}

std::string Changed(const std::string& from, const std::string& to) {
  const std::string changed = absl::StrReplaceAll(kContract, {{from, to}});
  EXPECT_NE(changed, kContract) << from;
  return changed;
}

struct Change {
  std::string from;
  std::string to;
  // What is said; empty when nothing is broken.
  std::string said;
};

TEST(ContractBreaks, AreWhatCallersCanNoLongerRelyOn) {
  const std::vector<Change> cases = {
      // Methods.
      {"rpc Watch(GetRequest) returns (stream Shelf);", "", "method shop.v1.Shelves.Watch is gone"},
      {"service Shelves", "service Shelf2", "service shop.v1.Shelves is gone"},
      {"Watch(GetRequest) returns (stream", "Watch(GetRequest) returns (",
       "the response is no longer a stream"},
      {"Watch(GetRequest)", "Watch(stream GetRequest)", "the request is now a stream"},
      {"Watch(GetRequest)", "Watch(Book)",
       R"(the request was "shop.v1.GetRequest" and is "shop.v1.Book")"},
      {"returns (stream Shelf)", "returns (stream Book)", "the response was"},
      {"rpc Watch", "rpc More(Book) returns (Book);\n  rpc Watch", ""},
      // Ways by HTTP.
      {"get: \"/v1/{name=shelves/*}\"", "get: \"/v2/{name=shelves/*}\"",
       "GET /v1/{name=shelves/*} with body \"\" and response_body \"title\" is gone"},
      {"put:", "patch:", "PUT /v1/{name=shelves/*}"},
      {"body: \"*\"", "body: \"title\"", "with body \"*\""},
      {"response_body: \"title\"", "response_body: \"size\"", "response_body \"title\" is gone"},
      {"body: \"*\"};", "body: \"*\" additional_bindings {post: \"/v1/x\" body: \"*\"}};", ""},
      // Fields.
      {"int32 size = 3;", "", "field shop.v1.Shelf.size = 3 is gone and not reserved"},
      {"int32 size = 3;", "reserved 3;", "is gone and not reserved"},
      {"int32 size = 3;", "reserved 3; reserved \"size\";", ""},
      {"int32 size = 3;", "int32 size = 9;", "is gone and not reserved"},
      {"int32 size = 3;", "int32 length = 3;", R"(the name of 3 was "size" and is "length")"},
      {"int32 size = 3;", "int32 size = 3 [json_name = \"Size\"];", "the JSON name was"},
      {"int32 size = 3;", "string size = 3;", R"(the type was "int32" and is "string")"},
      {"int32 size = 3;", "int64 size = 3;", "the type was"},
      {"int32 size = 3;", "uint32 size = 3;", ""},
      {"int32 size = 3;", "repeated int32 size = 3;", "is now repeated"},
      {"int32 size = 3;", "optional int32 size = 3;", ""},
      {"int32 size = 3;", "int32 size = 3; int32 more = 9;", ""},
      {"repeated Book books", "Book books", "has another cardinality"},
      {"repeated Book books", "repeated Unused books", "the type was"},
      {"map<string, int32>", "map<string, string>", "CountsEntry.value: the type was"},
      {"string room = 6; string box = 7; }", "string room = 6; } string box = 7;",
       R"(the oneof was "place" and is "")"},
      {"string author = 1;", "", "field shop.v1.Book.author"},
      {"string anything = 1;", "", ""},
      // Values.
      {"COLOUR_RED = 1;", "", "enum value shop.v1.COLOUR_RED = 1 is gone"},
      {"COLOUR_RED = 1;", "COLOUR_BLUE = 1;",
       "enum value shop.v1.COLOUR_RED = 1 is now COLOUR_BLUE"},
      {"COLOUR_RED = 1;", "COLOUR_RED = 2;", "enum value shop.v1.COLOUR_RED = 1 is gone"},
      {"COLOUR_RED = 1;", "reserved 1; reserved \"COLOUR_RED\";", ""},
      {"COLOUR_RED = 1;", "COLOUR_RED = 1; COLOUR_BLUE = 2;", ""},
  };
  const auto served = SchemaOf(kContract);
  for (const Change& change : cases) {
    const auto breaks = ContractBreaks(*served, *SchemaOf(Changed(change.from, change.to)));
    if (change.said.empty()) {
      EXPECT_THAT(breaks, ::testing::IsEmpty()) << change.from << " → " << change.to;
    } else {
      EXPECT_THAT(breaks, ::testing::Contains(::testing::HasSubstr(change.said)))
          << change.from << " → " << change.to;
    }
  }
}

class GenerationsTest : public ::testing::Test {
 protected:
  GenerationsTest() { generations_.SetReplicas({"a:1", "b:1"}); }

  void Learn(const std::string& address, const std::string& source) {
    EXPECT_THAT(generations_.Learn(address, FilesOf(source), now_), status::IsOk());
    generations_.Judge(now_);
  }
  const ReplicaOffer& a() { return (offers_ = generations_.Offers())[0]; }
  const ReplicaOffer& b() { return (offers_ = generations_.Offers())[1]; }
  bool ServesMore() const { return generations_.served()->Serves("/shop.v1.Shelves/More"); }

  const std::string more_ = Changed("rpc Watch", "rpc More(Book) returns (Book);\n  rpc Watch");
  const std::string less_ = Changed("int32 size = 3;", "");
  absl::Time now_ = absl::UnixEpoch();
  Generations generations_{{.accept_breaking = false, .quarantine = absl::Minutes(1)}};
  std::vector<ReplicaOffer> offers_;
};

TEST_F(GenerationsTest, TheNewestThatBreaksNothingIsServed) {
  Learn("a:1", kContract);
  EXPECT_FALSE(ServesMore());
  Learn("b:1", more_);
  EXPECT_TRUE(ServesMore());
  // The older one stays, and gets the calls that it can answer.
  EXPECT_EQ(a().quarantine, "");
  EXPECT_FALSE(a().schema->Serves("/shop.v1.Shelves/More"));
}

TEST_F(GenerationsTest, AtTheFirstLookTheOrderOfAddressesSaysNothing) {
  ASSERT_THAT(generations_.Learn("a:1", FilesOf(more_), now_), status::IsOk());
  Learn("b:1", kContract);
  EXPECT_TRUE(ServesMore());
  EXPECT_EQ(b().quarantine, "");
}

TEST_F(GenerationsTest, AnUpdateTakenBackHalfwayIsServedAsBefore) {
  Learn("a:1", kContract);
  Learn("b:1", more_);
  Learn("b:1", kContract);
  EXPECT_FALSE(ServesMore());
  EXPECT_EQ(b().quarantine, "");
}

TEST_F(GenerationsTest, AnUpdateThatWasMadeEverywhereIsUndoneOneByOne) {
  Learn("a:1", kContract);
  Learn("a:1", more_);
  Learn("b:1", more_);
  Learn("a:1", kContract);
  EXPECT_EQ(a().quarantine, "");
  EXPECT_TRUE(ServesMore());
  Learn("b:1", kContract);
  EXPECT_EQ(b().quarantine, "");
  EXPECT_FALSE(ServesMore());
}

TEST_F(GenerationsTest, AContractWithLessThatWasNeverServedIsNoUndoing) {
  Learn("a:1", more_);
  Learn("b:1", kContract);
  EXPECT_THAT(b().quarantine, ::testing::HasSubstr("method shop.v1.Shelves.More is gone"));
  EXPECT_TRUE(ServesMore());
}

TEST_F(GenerationsTest, EqualOnesAreOne) {
  Learn("a:1", kContract);
  Learn("b:1", kContract);
  EXPECT_EQ(a().schema, b().schema);
}

TEST_F(GenerationsTest, OneThatBreaksTheContractIsQuarantinedUntilItChanges) {
  Learn("a:1", kContract);
  const auto served = generations_.served();
  Learn("b:1", less_);
  EXPECT_THAT(b().quarantine, ::testing::HasSubstr("shop.v1.Shelf.size"));
  EXPECT_EQ(generations_.served(), served);
  Learn("b:1", kContract);
  EXPECT_EQ(b().quarantine, "");
}

TEST_F(GenerationsTest, QuarantineLastsAsLongAsSomeoneServes) {
  Learn("a:1", kContract);
  for (int minute = 0; minute < 10; ++minute) {
    Learn("b:1", less_);
    EXPECT_NE(b().quarantine, "");
    now_ += absl::Minutes(1) - absl::Seconds(1);
    Learn("a:1", kContract);
  }
}

TEST_F(GenerationsTest, QuarantineEndsWhenNobodyHasServedForAWhile) {
  Learn("a:1", kContract);
  const auto served = generations_.served();
  Learn("a:1", less_);
  now_ += absl::Minutes(1) - absl::Nanoseconds(1);
  Learn("b:1", less_);
  EXPECT_EQ(generations_.served(), served);
  EXPECT_NE(a().quarantine, "");
  now_ += absl::Nanoseconds(1);
  generations_.Judge(now_);
  EXPECT_EQ(generations_.served(), a().schema);
  EXPECT_EQ(a().quarantine, "");
  EXPECT_EQ(b().quarantine, "");
}

TEST_F(GenerationsTest, AfterQuarantineTheOldContractIsTheOneThatBreaks) {
  const std::string other = Changed("int32 size = 3;", "string size = 3;");
  Learn("a:1", kContract);
  Learn("b:1", other);
  now_ += absl::Minutes(1);
  generations_.Judge(now_);
  EXPECT_EQ(b().quarantine, "");
  EXPECT_EQ(a().schema, nullptr);
  Learn("a:1", kContract);
  EXPECT_THAT(a().quarantine, ::testing::HasSubstr("was \"string\" and is \"int32\""));
}

TEST_F(GenerationsTest, WhereItIsAcceptedOneThatBreaksTheContractIsServed) {
  Generations accepting({.accept_breaking = true});
  accepting.SetReplicas({"a:1"});
  ASSERT_THAT(accepting.Learn("a:1", FilesOf(kContract), now_), status::IsOk());
  accepting.Judge(now_);
  const auto before = accepting.served();
  ASSERT_THAT(accepting.Learn("a:1", FilesOf(less_), now_), status::IsOk());
  accepting.Judge(now_);
  EXPECT_NE(accepting.served(), before);
  EXPECT_EQ(accepting.Offers()[0].quarantine, "");
}

}  // namespace
}  // namespace ett::edge
