#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "json/json_to_wire.h"
#include "json/testing/sample_message.h"
#include "json/text_fields.h"
#include "status/errors.h"
#include "status/matchers.h"

namespace ett::json {
namespace {

using status::IsOk;
using status::IsOkAndHolds;
using testing::Differences;
using ::testing::ElementsAre;
using testing::FromText;
using testing::FromWire;
using testing::Legacy;
using testing::PlanOf;
using testing::Sample;

TextFields Fields(const std::vector<std::pair<std::string, std::string>>& fields) {
  TextFields text(PlanOf<Sample>());
  for (const auto& [path, value] : fields) EXPECT_THAT(text.Add(path, value), IsOk()) << path;
  return text;
}

TEST(TextFields, SayFieldsOfEveryKindThatHasAText) {
  std::string wire;
  Fields({{"a_double", "1e3"},
          {"aFloat", "-Infinity"},
          {"an_int64", "-5"},
          {"aUint64", "5"},
          {"a_sint32", "-1"},
          {"a_fixed32", "7"},
          {"aBool", "true"},
          {"a_string", "æ"},
          {"some_bytes", "-_8"},
          {"colour", "COLOUR_BLUE"},
          {"line.unit_price", "3"},
          {"line.part.sku", "x"},
          {"maybe", "0"},
          {"strings", "a"},
          {"strings", ""},
          {"int64s", "1"},
          {"int64s", "2"},
          {"colours", "-5"},
          {"colours", "9"},
          {"time", "1970-01-01T00:00:01Z"},
          {"times", "1970-01-01T00:00:02Z"},
          {"duration", "1.5s"},
          {"mask", "foo_bar,bazQux"},
          {"int64_value", "4"},
          {"string_value", ""},
          {"bool_value", "0"},
          {"bytes_value", "AQ=="},
          {"number", "6"},
          {"child.colour", "1"}})
      .AppendTo(wire);
  EXPECT_EQ(
      Differences(
          FromWire<Sample>(wire),
          FromText<Sample>(
              "a_double: 1000 a_float: -inf an_int64: -5 a_uint64: 5 a_sint32: -1 a_fixed32: 7 "
              "a_bool: true a_string: 'æ' some_bytes: '\\373\\377' colour: COLOUR_BLUE "
              "line { unit_price: 3 part { sku: 'x' } } maybe: 0 strings: 'a' strings: '' "
              "int64s: [1, 2] colours: [COLOUR_BELOW, 9] time { seconds: 1 } times { seconds: 2 } "
              "duration { seconds: 1 nanos: 500000000 } mask { paths: 'foo_bar' paths: 'baz_qux' } "
              "int64_value { value: 4 } string_value {} bool_value {} bytes_value { value: '\\001' } "
              "number: 6 child { colour: COLOUR_RED }")),
      "");
}

TEST(TextFields, AreRefusedByName) {
  const struct {
    const char* path;
    const char* value;
    const char* reason;
    const char* message;
  } kCases[] = {
      {"nope", "1", "UNKNOWN_PARAMETER", "want a field of ett.json.testing.Sample: aDouble, "},
      {"line.nope", "1", "UNKNOWN_PARAMETER",
       "want a field of ett.json.testing.Line: sku, unitPrice"},
      {"line..sku", "1", "UNKNOWN_PARAMETER", ""},
      {"lines.sku", "1", "UNKNOWN_PARAMETER", ""},
      {"time.seconds", "1", "UNKNOWN_PARAMETER", ""},
      {"a_string.x", "1", "UNKNOWN_PARAMETER", ""},
      {"\xff", "1", "UNKNOWN_PARAMETER", ""},
      {"line", "1", "NOT_A_VALUE", "want its fields, such as line.sku, got \"1\""},
      {"string_by_string", "1", "NOT_A_VALUE", "want a map, which only a body can say"},
      {"struct", "{}", "NOT_A_VALUE", ""},
      {"any", "{}", "NOT_A_VALUE", ""},
      {"an_int32", "1.5", "INVALID_FIELD", "want an integer of 32 bits, got \"1.5\""},
      {"a_bool", "yes", "INVALID_FIELD", "want true or false, got \"yes\""},
      {"colour", "MAUVE", "INVALID_FIELD", "want one of COLOUR_UNSPECIFIED, COLOUR_RED"},
      {"time", "now", "INVALID_FIELD", "want a time such as 2019-04-01T12:00:00Z, got \"now\""},
      {"int64_value", "a", "INVALID_FIELD", "want an integer of 64 bits, got \"a\""},
      {"some_bytes", "?", "INVALID_FIELD", "want bytes in base64, got \"?\""},
      {"a_string", "\xff", "INVALID_FIELD", "want text in UTF-8, got \"\uFFFD\""},
      {"mask", "\xff", "INVALID_FIELD", "got \"\uFFFD\""},
      {"anInt64", "1", "REPEATED_PARAMETER", "want one value, got \"several\""},
      {"text", "a", "ONEOF_CONFLICT", "want nothing beside number, got \"a\""},
      {"either.sku", "a", "ONEOF_CONFLICT", "want nothing beside number"},
  };
  for (const auto& test : kCases) {
    TextFields fields = Fields({{"an_int64", "1"}, {"number", "2"}});
    const absl::Status status = fields.Add(test.path, test.value);
    EXPECT_EQ(status::ReasonOf(status), test.reason) << test.path;
    EXPECT_NE(status.message().find(test.message), absl::string_view::npos) << status;
  }
}

TEST(Body, LeavesTheFieldsOfThePathToIt) {
  const TextFields path =
      Fields({{"line.sku", "path"}, {"an_int64", "0"}, {"strings", "path"}, {"number", "1"}});
  ParseOptions options;
  options.beside = &path;
  auto wire = WireOf(PlanOf<Sample>(), R"({"line":{"sku":"path","unitPrice":2},"anInt64":"0",
      "strings":["path"],"aBool":true,"text":"body"})",
                     options);
  ASSERT_TRUE(wire.ok()) << wire.status();
  path.AppendTo(*wire);
  EXPECT_EQ(
      Differences(FromWire<Sample>(*wire),
                  FromText<Sample>(
                      "line { sku: 'path' unit_price: 2 } strings: 'path' a_bool: true number: 1")),
      "");
  EXPECT_FALSE(WireOf(PlanOf<Sample>(), R"({"line":{"sku":[1,]}})", options).ok());
  EXPECT_FALSE(WireOf(PlanOf<Sample>(), R"({"anInt64":1,"anInt64":1})", options).ok());
}

TEST(Body, MaySayWhatThePathSaysInAnySpelling) {
  const TextFields path = Fields({{"line.sku", "a/b"},
                                  {"an_int64", "5"},
                                  {"a_double", "1e3"},
                                  {"a_bool", "1"},
                                  {"some_bytes", "-_8"},
                                  {"colour", "COLOUR_BLUE"},
                                  {"int64s", "1"},
                                  {"int64s", "2"},
                                  {"bool_value", "0"},
                                  {"time", "1970-01-01T00:00:01Z"},
                                  {"mask", "foo_bar"}});
  ParseOptions options;
  options.beside = &path;
  EXPECT_THAT(WireOf(PlanOf<Sample>(),
                     R"({"line":{"sku":"a\/b"},"anInt64":"5","aDouble":1000.0,"aBool":true,
                     "someBytes":"+/8=","colour":"COLOUR_BLUE","int64s":["1",2],"boolValue":false,
                     "time":"1970-01-01T01:00:01+01:00","mask":"fooBar"})",
                     options),
              IsOkAndHolds(FromText<Sample>("line {}").SerializeAsString()));
}

TEST(Body, MaySayNothingOfWhatThePathSays) {
  const TextFields path = Fields({{"line.sku", "path"}, {"an_int64", "5"}, {"maybe", "1"}});
  ParseOptions options;
  options.beside = &path;
  EXPECT_THAT(WireOf(PlanOf<Sample>(), R"({"line":{"sku":""},"anInt64":0,"maybe":null})", options),
              IsOkAndHolds(FromText<Sample>("line {}").SerializeAsString()));
}

TEST(Body, MaySayNothingElseThanThePath) {
  const TextFields path = Fields({{"line.sku", "path"},
                                  {"an_int64", "5"},
                                  {"strings", "a"},
                                  {"strings", "b"},
                                  {"maybe", "1"}});
  ParseOptions options;
  options.beside = &path;
  const struct {
    const char* json;
    const char* field;
    const char* message;
  } kCases[] = {
      {R"({"line":{"sku":"body"}})", "line.sku",
       R"(want what is said beside the body, "path", got "body")"},
      {R"({"an_int64":7})", "anInt64", R"(want what is said beside the body, "5", got "7")"},
      {R"({"strings":["a"]})", "strings",
       R"(want what is said beside the body, "a,b", got "["a"]")"},
      {R"({"maybe":0})", "maybe", R"(want what is said beside the body, "1", got "0")"},
  };
  for (const auto& test : kCases) {
    const absl::Status status = WireOf(PlanOf<Sample>(), test.json, options).status();
    EXPECT_EQ(status::ReasonOf(status), "FIELD_CONFLICT") << test.json;
    ASSERT_EQ(status::FieldErrorsOf(status).size(), 1) << status;
    EXPECT_EQ(status::FieldErrorsOf(status)[0].field, test.field);
    EXPECT_EQ(status::FieldErrorsOf(status)[0].message, test.message);
  }
  const absl::Status kind = WireOf(PlanOf<Sample>(), R"({"line":{"sku":["x"]}})", options).status();
  EXPECT_EQ(status::ReasonOf(kind), "INVALID_FIELD") << kind;
}

TEST(Body, MaySayAnythingWhereItDoesNotCount) {
  TextFields header(PlanOf<Sample>());
  ASSERT_THAT(header.Add("line.sku", "header", TextFields::InBody::kAnything), IsOk());
  ParseOptions options;
  options.beside = &header;
  EXPECT_THAT(WireOf(PlanOf<Sample>(), R"({"line":{"sku":"body"}})", options),
              IsOkAndHolds(FromText<Sample>("line {}").SerializeAsString()));
  EXPECT_FALSE(WireOf(PlanOf<Sample>(), R"({"line":{"sku":1}})", options).ok());
}

TEST(Body, DoesNotMissARequiredFieldThatThePathHas) {
  TextFields path(PlanOf<Legacy>());
  ASSERT_THAT(path.Add("name", "a"), IsOk());
  ASSERT_THAT(path.Add("place.row", "3"), IsOk());
  ASSERT_THAT(path.Add("packed", "1"), IsOk());
  ParseOptions options;
  options.beside = &path;
  auto wire = WireOf(PlanOf<Legacy>(), "{}", options);
  ASSERT_TRUE(wire.ok()) << wire.status();
  path.AppendTo(*wire);
  EXPECT_EQ(Differences(FromWire<Legacy>(*wire),
                        FromText<Legacy>("name: 'a' Place { row: 3 } packed: 1")),
            "");
}

TEST(Body, MayBeOfOneField) {
  const struct {
    const char* field;
    const char* json;
    const char* text;
  } kCases[] = {
      {"line", R"({"sku":"a"})", "line { sku: 'a' }"},
      {"lines", R"([{},{"sku":"a"}])", "lines {} lines { sku: 'a' }"},
      {"int64s", "[1,\"2\"]", "int64s: [1, 2]"},
      {"string_by_string", R"({"a":"b"})", "string_by_string { key: 'a' value: 'b' }"},
      {"a_string", R"("a")", "a_string: 'a'"},
      {"time", R"("1970-01-01T00:00:01Z")", "time { seconds: 1 }"},
      {"value", "null", "value { null_value: NULL_VALUE }"},
      {"line", "null", ""},
  };
  for (const auto& test : kCases) {
    const auto wire = WireOfField(*PlanOf<Sample>().FindByName(test.field), test.json);
    ASSERT_TRUE(wire.ok()) << wire.status();
    EXPECT_EQ(Differences(FromWire<Sample>(*wire), FromText<Sample>(test.text)), "") << test.json;
  }
}

TEST(Body, OfOneFieldIsRefusedByItsPath) {
  const FieldPlan& lines = *PlanOf<Sample>().FindByName("lines");
  EXPECT_EQ(status::FieldErrorsOf(WireOfField(lines, R"([{"sku":1}])").status())[0].field,
            "lines[0].sku");
  EXPECT_EQ(status::FieldErrorsOf(WireOfField(lines, R"({"sku":"a"})").status())[0].message,
            R"(want an array, got "{"sku":"a"}")");
  EXPECT_EQ(status::ReasonOf(WireOfField(lines, "[] []").status()), "MALFORMED_JSON");
  EXPECT_EQ(status::ReasonOf(WireOfField(lines, "nul").status()), "MALFORMED_JSON");
}

TEST(Body, OfOneFieldLeavesToThePathWhatIsThePaths) {
  const TextFields path = Fields({{"line.sku", "path"}});
  ParseOptions options;
  options.beside = &path;
  auto wire =
      WireOfField(*PlanOf<Sample>().FindByName("line"), R"({"sku":"path","unitPrice":2})", options);
  ASSERT_TRUE(wire.ok()) << wire.status();
  path.AppendTo(*wire);
  EXPECT_EQ(
      Differences(FromWire<Sample>(*wire), FromText<Sample>("line { sku: 'path' unit_price: 2 }")),
      "");
}

TEST(Body, SaysWhichFieldsItHas) {
  const auto mask =
      MaskOf(PlanOf<Sample>(), R"({"anInt32":0,"a_bool":null,"line":{"unitPrice":1,"part":{}},
      "child":{"line":{"tags":[]}},"lines":[{"sku":"a"}],"stringByString":{"a":"b"},"struct":{"a":{}},
      "time":"now","nope":{"a":1},"called \"this\"":"a"})");
  ASSERT_TRUE(mask.ok()) << mask.status();
  EXPECT_THAT(*mask,
              ElementsAre("an_int32", "a_bool", "line.unit_price", "line.part", "child.line.tags",
                          "lines", "string_by_string", "struct", "time", "renamed"));
  const TextFields path = Fields({{"line.unit_price", "1"}, {"an_int32", "1"}});
  EXPECT_THAT(
      MaskOf(PlanOf<Sample>(), R"({"anInt32":0,"line":{"unitPrice":1,"sku":"a"}})", &path.tree()),
      IsOkAndHolds(std::vector<std::string>{"line.sku"}));
  EXPECT_EQ(status::ReasonOf(MaskOf(PlanOf<Sample>(), "[]").status()), "MALFORMED_JSON");
  EXPECT_FALSE(MaskOf(PlanOf<Sample>(), R"({"line":{"sku":"a",}})").ok());
}

TEST(Body, OfAnyDepthHasAMask) {
  std::string json;
  for (int i = 0; i < 100'000; ++i) json.append(R"({"child":)");
  EXPECT_FALSE(MaskOf(PlanOf<Sample>(), json).ok());
}

}  // namespace
}  // namespace ett::json
