#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "absl/strings/str_cat.h"
#include "gateway/edge/address.h"
#include "gateway/edge/form.h"
#include "gateway/edge/grpc_wire.h"
#include "gateway/edge/path_template.h"
#include "gateway/edge/percent.h"
#include "gateway/edge/resolve.h"
#include "status/errors.h"
#include "status/matchers.h"

namespace ett::edge {
namespace {

TEST(Timeout, HasDigitsAndAUnit) {
  EXPECT_EQ(ParseTimeout("100m"), absl::Milliseconds(100));
  EXPECT_EQ(ParseTimeout("1H"), absl::Hours(1));
  EXPECT_EQ(ParseTimeout("99999999u"), absl::Microseconds(99'999'999));
  for (const char* wrong : {"", "m", "5", "5x", "-5m", "+5m", "123456789m", "5 m", "1.5S"}) {
    EXPECT_FALSE(ParseTimeout(wrong).has_value()) << wrong;
  }
}

RC_GTEST_PROP(Timeout, IsNeverToldShorterThanItIs, ()) {
  const absl::Duration timeout = absl::Nanoseconds(*rc::gen::inRange<std::int64_t>(1, 1L << 55));
  RC_ASSERT(ParseTimeout(FormatTimeout(timeout)).has_value());
  if (timeout < absl::Hours(24)) RC_ASSERT(*ParseTimeout(FormatTimeout(timeout)) >= timeout);
}

TEST(Message, IsPercentEncodedAndComesBack) {
  EXPECT_EQ(EncodeMessage("så 100%\n"), "s%C3%A5 100%25%0A");
  EXPECT_EQ(DecodeMessage("s%C3%A5 100%25%0A"), "så 100%\n");
  EXPECT_EQ(DecodeMessage("%zz%4"), "%zz%4");
}

TEST(FrameTest, SizeIsReadOnceThePrefixIsWhole) {
  EXPECT_EQ(Frame("abc"), std::string("\0\0\0\0\3abc", 8));
  EXPECT_EQ(MessageSize(Frame("abc")), 3);
  EXPECT_EQ(MessageSize(std::string("\1\0\1\0\2", 5)), 65538);
  EXPECT_EQ(MessageSize(std::string("\0\0\0\0", 4)), std::nullopt);
}

TEST(Trailers, CarryAStatusWithItsDetails) {
  const absl::Status status = status::InvalidField("name", "a better one", "æ");
  const absl::Status back = StatusOf(TrailersOf(status));
  EXPECT_EQ(back.code(), status.code());
  EXPECT_EQ(back.message(), status.message());
  ASSERT_EQ(status::FieldErrorsOf(back).size(), 1);
  EXPECT_EQ(status::FieldErrorsOf(back)[0].field, "name");
}

TEST(Trailers, WithoutAStatusAreUnknown) {
  EXPECT_THAT(StatusOf({{"grpc-status", "seventeen"}}),
              status::StatusIs(absl::StatusCode::kUnknown));
}

TEST(ContentType, IsGrpcsAloneOrWithTheFormOfItsMessages) {
  EXPECT_TRUE(IsGrpc("application/grpc"));
  EXPECT_TRUE(IsGrpc("application/grpc+proto"));
  EXPECT_TRUE(IsGrpc("application/grpc;x=y"));
  EXPECT_FALSE(IsGrpc("application/grpc+json"));
  EXPECT_FALSE(IsGrpc("application/grpc-web"));
  EXPECT_FALSE(IsGrpc("application/json"));
}

struct Matched {
  std::string path_template;
  std::string path;
  // Empty: no match.
  std::vector<std::string> values;
  bool matches = true;
};

TEST(PathTemplate, MatchesAsTheGrammarSays) {
  const std::vector<Matched> cases = {
      {"/v1/{name=shelves/*/books/*}", "/v1/shelves/a/books/b", {"shelves/a/books/b"}},
      {"/v1/{name=shelves/*/books/*}", "/v1/shelves/a/books/", {}, false},
      {"/v1/{name=shelves/*/books/*}", "/v1/shelves/a/books/b/c", {}, false},
      {"/v1/{name=shelves/*}:close", "/v1/shelves/a:close", {"shelves/a"}},
      {"/v1/{name=shelves/*}:close", "/v1/shelves/a", {}, false},
      {"/v1/{name=shelves/*}", "/v1/shelves/a:b", {"shelves/a:b"}},
      {"/v1/{a}/x/{b}", "/v1/1/x/2", {"1", "2"}},
      {"/v1/{a}", "/v1/s%C3%A5%2Fb", {"så/b"}},
      {"/v1/{a=**}", "/v1/x%2Fy/s%C3%A5", {"x%2Fy/så"}},
      {"/v1/{a=**}", "/v1/x/y/z", {"x/y/z"}},
      {"/v1/{a=x/**}:go", "/v1/x/y/z:go", {"x/y/z"}},
      {"/v1/things", "/v1/things", {}},
      {"/v1/things", "/v1/things/", {}, false},
      {"/v1/things", "v1/things", {}, false},
  };
  for (const Matched& each : cases) {
    const auto parsed = PathTemplate::Parse(each.path_template);
    ASSERT_THAT(parsed, status::IsOk());
    const auto values = parsed->Match(each.path);
    ASSERT_EQ(values.has_value(), each.matches) << each.path_template << " " << each.path;
    if (!each.matches) continue;
    std::vector<std::string> found;
    for (const auto& [field, value] : *values) found.push_back(value);
    EXPECT_EQ(found, each.values) << each.path_template << " " << each.path;
  }
}

TEST(PathTemplate, ThatIsNotOneIsRefused) {
  for (const char* wrong : {"", "v1", "/v1/{", "/v1/{a", "/v1/{}", "/v1/{a={b}}", "/v1//x",
                            "/v1/x:", "/v1/x:a/b", "/v1/{a=}", "/**/**", "/v1/{a=**}/x/{b=**}"}) {
    EXPECT_FALSE(PathTemplate::Parse(wrong).ok()) << wrong;
  }
}

// Names and bytes of a form's fields, which comes in pieces of one size.
std::vector<std::string> FieldsOf(absl::string_view form, std::size_t piece) {
  constexpr std::size_t kMost = 1 << 10;
  std::vector<std::string> fields;
  Form reader("b", kMost);
  for (; !form.empty(); form.remove_prefix(std::min(piece, form.size()))) {
    const auto taken = reader.Take(form.substr(0, piece), [&](const FormPiece& each) {
      fields.push_back(absl::StrCat(each.name, "=", each.bytes));
      return absl::OkStatus();
    });
    EXPECT_THAT(taken, status::IsOk());
  }
  EXPECT_THAT(reader.End(), status::IsOk());
  return fields;
}

TEST(Form, HasItsEmptyFieldsInWhateverPiecesItComes) {
  const std::string head = "--b\r\ncontent-disposition: form-data; name=";
  const std::string form =
      absl::StrCat(head, "a\r\n\r\n", head, "c\r\n\r\n--x\r\n", head, "d\r\n\r\n\r\n--b--");
  for (std::size_t piece = 1; piece <= form.size(); ++piece) {
    EXPECT_EQ(FieldsOf(form, piece), (std::vector<std::string>{"a=", "c=--x", "d="})) << piece;
  }
}

TEST(Percent, IsUndoneOnce) {
  EXPECT_EQ(PercentDecode("%2523+x", Keep::kNothing), "%23+x");
  EXPECT_EQ(PercentDecode("a+b%20c", Keep::kPlusAsSpace), "a b c");
  EXPECT_EQ(PercentDecode("%", Keep::kNothing), "%");
  EXPECT_EQ(PercentDecode("%4", Keep::kNothing), "%4");
}

TEST(Address, OfSeveralIsEachOnce) {
  const auto resolved = Resolve("127.0.0.1:2,[::1]:1,127.0.0.1:2,unix:/run/x");
  ASSERT_THAT(resolved, status::IsOk());
  EXPECT_EQ(*resolved, (std::vector<std::string>{"127.0.0.1:2", "[::1]:1", "unix:/run/x"}));
  EXPECT_FALSE(Resolve("127.0.0.1:2,").ok());
}

TEST(Address, IsHostAndPortOrAUnixSocket) {
  EXPECT_EQ(ParseAddress("[::1]:80")->host, "::1");
  EXPECT_EQ(ParseAddress("hr.ett.svc:50051")->port, "50051");
  EXPECT_EQ(ParseAddress("unix:/run/x")->path, "/run/x");
  for (const char* wrong : {"", "host", "host:", ":80", "host:99999", "unix:", "host:x"}) {
    EXPECT_FALSE(ParseAddress(wrong).ok()) << wrong;
  }
}

}  // namespace
}  // namespace ett::edge
