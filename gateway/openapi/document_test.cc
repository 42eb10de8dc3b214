#include "gateway/openapi/document.h"

#include <gtest/gtest.h>

#include <set>

#include "gateway/openapi/testing/contract.h"

namespace ett::openapi {
namespace {

using Json = nlohmann::ordered_json;

Json DocumentOf(std::vector<const google::protobuf::ServiceDescriptor*> services,
                Language language = Language::kEnglish) {
  return MakeDocument({std::move(services),
                       "Library",
                       "1.2",
                       "http://localhost:8080",
                       language,
                       {{"theShelf", "7"}, {"ett.openapi.testing.WatchBooksRequest.shelf", "9"}}});
}

class DocumentTest : public ::testing::Test {
 protected:
  const Json& Operation(const std::string& path, const std::string& verb) {
    return document_["paths"][path][verb];
  }
  Json Parameter(const Json& operation, const std::string& name) {
    for (const Json& each : operation["parameters"]) {
      if (each["name"] == name) return each;
    }
    return nullptr;
  }
  std::vector<std::string> Names(const Json& operation) {
    std::vector<std::string> names;
    for (const Json& each : operation["parameters"]) names.push_back(each["name"]);
    return names;
  }
  const Json& Schema(const std::string& name) {
    return document_["components"]["schemas"]["ett.openapi.testing." + name];
  }

  std::unique_ptr<google::protobuf::DescriptorPool> pool_ = LearntPool();
  Json document_ = DocumentOf({pool_->FindServiceByName(kLibrary)});
  const std::string book_ = "/v1/shelves/{theShelf}/books/{book}";
};

TEST_F(DocumentTest, EveryBindingIsAnOperationOfItsOwn) {
  EXPECT_EQ(Operation(book_, "get")["operationId"], "LibraryService_GetBook");
  EXPECT_EQ(Operation(book_, "post")["operationId"], "LibraryService_GetBook_2");
  EXPECT_EQ(Operation(book_, "patch")["operationId"], "LibraryService_UpdateBook");
  EXPECT_EQ(Operation(book_ + ":read", "get")["operationId"], "LibraryService_GetBook_3");
  EXPECT_EQ(Operation("/v1/files/{name}", "get")["operationId"], "LibraryService_GetBook_4");
}

TEST_F(DocumentTest, PathsThatDifferInNamesAloneAreOne) {
  const Json& remove = Operation(book_, "delete");
  EXPECT_EQ(remove["operationId"], "LibraryService_DeleteBook");
  EXPECT_EQ(Names(remove)[0], "theShelf");
  EXPECT_EQ(Names(remove)[1], "book");
  EXPECT_FALSE(document_["paths"].contains("/v1/shelves/{name}/books/{label}"));
}

TEST_F(DocumentTest, AnOperationThatAnotherShadowsIsTold) {
  ASSERT_EQ(document_["x-shadowed"].size(), 1u);
  EXPECT_EQ(document_["x-shadowed"][0], Json::parse(R"({
      "operationId": "LibraryService_GetVolume",
      "x-rpc": "ett.openapi.testing.LibraryService.GetVolume",
      "path": "/v1/shelves/{theShelf}/books/{book}", "verb": "get",
      "by": "LibraryService_GetBook"})"));
}

TEST_F(DocumentTest, AMethodWithoutAPathIsNotThere) {
  EXPECT_EQ(document_.dump().find("Hidden"), std::string::npos);
}

TEST_F(DocumentTest, TextsAreTheContracts) {
  const Json& get = Operation(book_, "get");
  EXPECT_EQ(get["summary"], "One book");
  EXPECT_EQ(get["description"], "One book. Of all.\n\nNOT_FOUND  no such book");
  EXPECT_EQ(Operation("/v1/books:watch", "get")["summary"], "Watch books");
  EXPECT_EQ(document_["tags"][0]["description"], "Books on shelves. Nothing else.\n\nMore of it.");
  EXPECT_EQ(Schema("Book")["description"], "A book.");
  EXPECT_EQ(Schema("Book")["properties"]["name"]["description"], "Its name.");
  EXPECT_EQ(Schema("Kind")["description"], "Kinds of books.\n\n- `KIND_NOVEL`: Made up");
}

TEST_F(DocumentTest, SummariesComeInBokmaal) {
  const Json document = DocumentOf({pool_->FindServiceByName(kLibrary)}, Language::kBokmaal);
  EXPECT_EQ(document["paths"][book_]["get"]["summary"], "Henter en bok");
  EXPECT_EQ(document["paths"][book_]["patch"]["summary"], "Update book");
  EXPECT_EQ(document["tags"][0]["description"], "Bøker i hyller");
}

TEST_F(DocumentTest, WithoutCommentsNamesSpeak) {
  const auto bare = LearntPool([](auto& file) { file.clear_source_code_info(); });
  const Json document = DocumentOf({bare->FindServiceByName(kLibrary)});
  EXPECT_EQ(document["paths"][book_]["get"]["summary"], "Get book");
  EXPECT_FALSE(document["paths"][book_]["get"].contains("description"));
}

TEST_F(DocumentTest, QueriesHoldWhatPathAndBodyLeave) {
  EXPECT_EQ(
      Names(Operation(book_, "get")),
      (std::vector<std::string>{"theShelf", "book", "tree.label", "kinds", "limit", "asKnownAt"}));
  EXPECT_EQ(Names(Operation(book_, "post")), (std::vector<std::string>{"theShelf", "book"}));
  EXPECT_EQ(Names(Operation(book_, "patch")),
            (std::vector<std::string>{"theShelf", "book", "updateMask"}));
  EXPECT_EQ(Names(Operation("/v1/shelves/{theShelf}/books", "post")),
            (std::vector<std::string>{"theShelf", "bookId"}));
}

TEST_F(DocumentTest, AQueryParameterHasItsFormAndMarks) {
  const Json& get = Operation(book_, "get");
  EXPECT_EQ(Parameter(get, "kinds"), Json::parse(R"({
      "name": "kinds", "in": "query", "style": "form", "explode": true,
      "schema": {"type": "array", "items": {"$ref": "#/components/schemas/ett.openapi.testing.Kind"}},
      "example": ["KIND_NOVEL"]})"));
  EXPECT_EQ(Parameter(get, "limit")["schema"],
            Json::parse(R"({"type": "string", "format": "int64"})"));
  EXPECT_EQ(Parameter(get, "asKnownAt")["deprecated"], true);
  EXPECT_FALSE(Parameter(get, "limit").contains("required"));
  EXPECT_EQ(Parameter(Operation("/v1/shelves/{theShelf}/books", "post"), "bookId")["required"],
            true);
}

TEST_F(DocumentTest, ADateInAQueryIsThreeNumbersWithItsFieldsComment) {
  const Json& watch = Operation("/v1/books:watch", "get");
  EXPECT_EQ(Names(watch),
            (std::vector<std::string>{"shelf", "number", "day.year", "day.month", "day.day"}));
  EXPECT_EQ(Parameter(watch, "day.year")["description"], "From when.");
  EXPECT_EQ(Parameter(watch, "day.year")["example"], 2024);
  EXPECT_FALSE(Parameter(watch, "day.month").contains("required"));
  EXPECT_EQ(Parameter(watch, "shelf")["example"], "9");
}

TEST_F(DocumentTest, APathParameterHasItsForm) {
  EXPECT_EQ(Parameter(Operation(book_, "get"), "theShelf"), Json::parse(R"({
      "name": "theShelf", "in": "path", "required": true, "description": "A part of `name`: Which.",
      "schema": {"type": "string", "minLength": 1, "pattern": "^[^/]+$"}, "example": "7"})"));
  EXPECT_EQ(Parameter(Operation("/v1/numbers/{number}", "get"), "number"), Json::parse(R"({
      "name": "number", "in": "path", "required": true,
      "schema": {"type": "integer", "format": "int32"}, "example": 1})"));
  EXPECT_EQ(Parameter(Operation("/v1/files/{name}", "get"), "name")["x-slashes"], true);
}

TEST_F(DocumentTest, ScopesAndDeprecationAreSaid) {
  EXPECT_EQ(Operation(book_, "get")["security"], Json::parse(R"([{"bearer": ["library.read"]}])"));
  EXPECT_FALSE(Operation(book_, "patch").contains("security"));
  EXPECT_EQ(Operation("/v1/numbers/{number}", "get")["deprecated"], true);
}

TEST_F(DocumentTest, TheSameContentsMakeTheSameText) {
  EXPECT_EQ(document_.dump(), DocumentOf({LearntPool()->FindServiceByName(kLibrary)}).dump());
}

TEST_F(DocumentTest, EqualTypesOfTwoPoolsAreOneSchema) {
  const auto other =
      LearntPool([](auto& file) { file.mutable_service(0)->set_name("OtherService"); });
  const Json document = DocumentOf({pool_->FindServiceByName(kLibrary),
                                    other->FindServiceByName("ett.openapi.testing.OtherService")});
  EXPECT_EQ(document["components"], document_["components"]);
  EXPECT_EQ(document["tags"].size(), 2u);
}

TEST_F(DocumentTest, AServiceWithoutAPathIsNotInIt) {
  const auto other = LearntPool([](auto& file) {
    file.mutable_service(0)->set_name("OtherService");
    for (auto& method : *file.mutable_service(0)->mutable_method()) method.clear_options();
  });
  const Json document = DocumentOf({other->FindServiceByName("ett.openapi.testing.OtherService"),
                                    pool_->FindServiceByName(kLibrary)});
  EXPECT_EQ(document, document_);
}

TEST_F(DocumentTest, TypesOfOneNameThatDifferAreTwo) {
  const auto other = LearntPool([](auto& file) {
    file.mutable_service(0)->set_name("OtherService");
    auto* rule = file.mutable_service(0)->mutable_method(0)->mutable_options();
    rule->Clear();
    for (auto& message : *file.mutable_message_type()) {
      if (message.name() == "Tree") message.mutable_field(0)->set_json_name("etikett");
    }
  });
  const Json document = DocumentOf({pool_->FindServiceByName(kLibrary),
                                    other->FindServiceByName("ett.openapi.testing.OtherService")});
  // Its operations are all shadowed, so nothing refers to its types.
  EXPECT_EQ(document["paths"], document_["paths"]);
  const Json swapped = DocumentOf({other->FindServiceByName("ett.openapi.testing.OtherService"),
                                   pool_->FindServiceByName(kLibrary)});
  const Json& schemas = swapped["components"]["schemas"];
  EXPECT_TRUE(schemas["ett.openapi.testing.Tree"]["properties"].contains("etikett"));
  EXPECT_TRUE(schemas["ett.openapi.testing.Tree_2"]["properties"].contains("label"));
  // A type that holds one that differs does too.
  EXPECT_EQ(schemas["ett.openapi.testing.Book_2"]["properties"]["family"]["$ref"],
            "#/components/schemas/ett.openapi.testing.Tree_2");
}

}  // namespace
}  // namespace ett::openapi
