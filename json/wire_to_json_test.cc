#include "json/wire_to_json.h"

#include <gtest/gtest.h>

#include <limits>

#include "json/testing/sample_message.h"
#include "status/matchers.h"

namespace ett::json {
namespace {

using status::IsOkAndHolds;
using status::StatusSays;
using testing::FromText;
using testing::Json;
using testing::JsonOfText;
using testing::Legacy;
using testing::PlanOf;
using testing::Sample;

absl::StatusOr<std::string> JsonOfBytes(absl::string_view wire) {
  return JsonOf(PlanOf<Sample>(), wire);
}

TEST(Json, IsWhatTheMappingSays) {
  const struct {
    const char* text;
    const char* json;
  } kCases[] = {
      {"", "{}"},
      {"an_int64: -9223372036854775808", R"({"anInt64":"-9223372036854775808"})"},
      {"a_uint64: 18446744073709551615", R"({"aUint64":"18446744073709551615"})"},
      {"an_int32: -2147483648 a_uint32: 4294967295",
       R"({"anInt32":-2147483648,"aUint32":4294967295})"},
      {"a_sint32: -1 a_sint64: -2", R"({"aSint32":-1,"aSint64":"-2"})"},
      {"a_fixed64: 1 a_fixed32: 2 a_sfixed32: -3 a_sfixed64: -4",
       R"({"aFixed64":"1","aFixed32":2,"aSfixed32":-3,"aSfixed64":"-4"})"},
      {"a_bool: true a_string: 'x' some_bytes: '\\373\\001'",
       R"({"aBool":true,"aString":"x","someBytes":"+wE="})"},
      {"colour: COLOUR_BELOW", R"({"colour":"COLOUR_BELOW"})"},
      {"colour: 77", R"({"colour":77})"},
      {"maybe: 0", R"({"maybe":0})"},
      {"renamed: 'a'", R"({"called \"this\"":"a"})"},
      {"line {}", R"({"line":{}})"},
      {"line { unit_price: 2 part { sku: 'b' } }",
       R"({"line":{"unitPrice":2,"part":{"sku":"b"}}})"},
      {"lines {} lines { sku: 'b' }", R"({"lines":[{},{"sku":"b"}]})"},
      {"doubles: [0, -0, 1.5] bools: [true, false] unpacked: [1, 0]",
       R"({"doubles":[0,-0,1.5],"bools":[true,false],"unpacked":[1,0]})"},
      {"string_by_string { key: 'a' value: 'b' }", R"({"stringByString":{"a":"b"}})"},
      {"line_by_int32 { key: -1 }", R"({"lineByInt32":{"-1":{}}})"},
      {"double_by_bool { key: true value: 2 }", R"({"doubleByBool":{"true":2}})"},
      {"colour_by_uint64 { key: 9 value: COLOUR_RED }", R"({"colourByUint64":{"9":"COLOUR_RED"}})"},
      {"text: ''", R"({"text":""})"},
      {"nothing: NULL_VALUE", R"({"nothing":null})"},
      {"null: NULL_VALUE", "{}"},
      {"nulls: [NULL_VALUE]", R"({"nulls":[null]})"},
      {"far: 1", R"({"far":1})"},
      {"empty {}", R"({"empty":{}})"},
  };
  for (const auto& test : kCases) EXPECT_EQ(JsonOfText(test.text), test.json) << test.text;
}

TEST(Json, WritesWellKnownTypesInTheirOwnForm) {
  const struct {
    const char* text;
    const char* json;
  } kCases[] = {
      {"time {}", R"({"time":"1970-01-01T00:00:00Z"})"},
      {"time { seconds: -62135596800 }", R"({"time":"0001-01-01T00:00:00Z"})"},
      {"time { seconds: 253402300799 nanos: 999999999 }",
       R"({"time":"9999-12-31T23:59:59.999999999Z"})"},
      {"time { seconds: 951782400 nanos: 10000000 }", R"({"time":"2000-02-29T00:00:00.010Z"})"},
      {"time { nanos: 10000 }", R"({"time":"1970-01-01T00:00:00.000010Z"})"},
      {"time { seconds: -1 nanos: 10 }", R"({"time":"1969-12-31T23:59:59.000000010Z"})"},
      {"duration {}", R"({"duration":"0s"})"},
      {"duration { nanos: -500000000 }", R"({"duration":"-0.500s"})"},
      {"duration { seconds: -1 nanos: -1 }", R"({"duration":"-1.000000001s"})"},
      {"mask { paths: 'foo' paths: 'bar_baz.qux' }", R"({"mask":"foo,barBaz.qux"})"},
      {"mask {}", R"({"mask":""})"},
      {"value {}", R"({"value":null})"},
      {"value { null_value: NULL_VALUE }", R"({"value":null})"},
      {"value { number_value: 0 }", R"({"value":0})"},
      {"value { string_value: '' }", R"({"value":""})"},
      {"value { list_value {} }", R"({"value":[]})"},
      {"struct {}", R"({"struct":{}})"},
      {"struct { fields { key: 'a' value { list_value { values { bool_value: false } } } } }",
       R"({"struct":{"a":[false]}})"},
      {"list { values { struct_value {} } }", R"({"list":[{}]})"},
      {"int64_value {} string_value { value: 'a' } bool_value {}",
       R"({"boolValue":false,"int64Value":"0","stringValue":"a"})"},
      {"int64_values {} int64_values { value: 3 }", R"({"int64Values":["0","3"]})"},
      {"any {}", R"({"any":{}})"},
      {"any { [type.googleapis.com/ett.json.testing.Line] { sku: 'a' } }",
       R"({"any":{"@type":"type.googleapis.com/ett.json.testing.Line","sku":"a"}})"},
      {"any { type_url: 'a.example/google.protobuf.Duration' value: '\\010\\001' }",
       R"({"any":{"@type":"a.example/google.protobuf.Duration","value":"1s"}})"},
      {"any { [type.googleapis.com/google.protobuf.Any] { [type.googleapis.com/google.protobuf.Empty] {} } }",
       R"({"any":{"@type":"type.googleapis.com/google.protobuf.Any","value":{"@type":"type.googleapis.com/google.protobuf.Empty"}}})"},
  };
  for (const auto& test : kCases) {
    EXPECT_EQ(JsonOfText(test.text), test.json) << test.text;
  }
}

TEST(Json, HasTheFewestDigitsThatSayAFloat) {
  const struct {
    double value;
    const char* json;
  } kCases[] = {
      {0.1, "0.1"},
      {1.0 / 3, "0.3333333333333333"},
      {100000, "100000"},
      {1e20, "100000000000000000000"},
      {1e21, "1e+21"},
      {1e-6, "0.000001"},
      {1e-7, "1e-07"},
      {-2.5, "-2.5"},
      {5e-324, "5e-324"},
      {1.7976931348623157e308, "1.7976931348623157e+308"},
      {std::numeric_limits<double>::infinity(), "\"Infinity\""},
      {-std::numeric_limits<double>::infinity(), "\"-Infinity\""},
      {std::numeric_limits<double>::quiet_NaN(), "\"NaN\""},
  };
  for (const auto& test : kCases) {
    Sample sample;
    sample.add_doubles(test.value);
    EXPECT_EQ(Json(sample), absl::StrCat(R"({"doubles":[)", test.json, "]}"));
  }
  EXPECT_EQ(JsonOfText("a_float: 0.1 floats: [3.4028235e38, 16777216]"),
            R"({"aFloat":0.1,"floats":[3.4028235e+38,16777216]})");
}

TEST(Json, EscapesWhatJsonRequires) {
  constexpr char kText[] = "\"\\/\b\f\n\r\t\0\x1f\x7f <>\u2028æ😁";
  Sample sample;
  sample.set_a_string(std::string(kText, sizeof kText - 1));
  EXPECT_EQ(Json(sample),
            std::string(R"({"aString":"\"\\/\b\f\n\r\t\u0000\u001f)") + "\x7f <>\u2028æ😁\"}");
}

TEST(Json, MergesThePiecesOfAMessage) {
  const std::string wire =
      FromText<Sample>("line { sku: 'a' tags: 'x' } int64s: 1").SerializeAsString() +
      FromText<Sample>("a_bool: true").SerializeAsString() +
      FromText<Sample>("line { unit_price: 2 tags: 'y' } int64s: 2").SerializeAsString();
  EXPECT_THAT(
      JsonOfBytes(wire),
      IsOkAndHolds(
          R"({"aBool":true,"line":{"sku":"a","unitPrice":2,"tags":["x","y"]},"int64s":["1","2"]})"));
}

TEST(Json, TakesTheLastOfASingularFieldAndOfAOneof) {
  const auto wire = [](const char* text) { return FromText<Sample>(text).SerializeAsString(); };
  EXPECT_THAT(JsonOfBytes(wire("an_int32: 1") + wire("an_int32: 2")),
              IsOkAndHolds(R"({"anInt32":2})"));
  EXPECT_THAT(JsonOfBytes(wire("text: 'a'") + wire("number: 1")),
              IsOkAndHolds(R"({"number":"1"})"));
  EXPECT_THAT(JsonOfBytes(wire("either { sku: 'a' }") + wire("number: 1") +
                          wire("either { unit_price: 1 }")),
              IsOkAndHolds(R"({"either":{"unitPrice":1}})"));
  EXPECT_THAT(JsonOfBytes(wire("either { sku: 'a' }") + wire("either { unit_price: 1 }")),
              IsOkAndHolds(R"({"either":{"sku":"a","unitPrice":1}})"));
}

TEST(Json, TakesPackedAndUnpackedValues) {
  EXPECT_THAT(JsonOfBytes(absl::string_view("\x8a\x02\x02\x01\x02\x88\x02\x03", 8)),
              IsOkAndHolds(R"({"int64s":["1","2","3"]})"));
  EXPECT_THAT(JsonOfBytes(absl::string_view("\xc2\x02\x02\x01\x02", 5)),
              IsOkAndHolds(R"({"unpacked":[1,2]})"));
}

TEST(Json, TakesTheLastEntryOfAKey) {
  const auto wire = [](const char* text) { return FromText<Sample>(text).SerializeAsString(); };
  EXPECT_THAT(JsonOfBytes(wire("string_by_string { key: 'a' value: '1' }") +
                          wire("string_by_string { key: 'b' value: '2' }") +
                          wire("string_by_string { key: 'a' value: '3' }")),
              IsOkAndHolds(R"({"stringByString":{"b":"2","a":"3"}})"));
  // A key in two lengths of varint, and none at all.
  EXPECT_THAT(JsonOfBytes(absl::string_view("\xa2\x03\x03\x08\x80\x00\xa2\x03\x00", 9)),
              IsOkAndHolds(R"({"lineByInt32":{"0":{}}})"));
}

TEST(Json, LeavesOutWhatTheContractDoesNotHave) {
  // Field 5000 in every wire type, and field 1, a double, as a varint.
  const std::string wire(
      "\xc0\xb8\x02\x01\xc1\xb8\x02\x01\x02\x03\x04\x05\x06\x07\x08\xc2\xb8\x02\x01\x61"
      "\xc3\xb8\x02\x08\x01\xc4\xb8\x02\xc5\xb8\x02\x01\x02\x03\x04\x08\x01",
      37);
  EXPECT_THAT(JsonOfBytes(wire), IsOkAndHolds(std::string("{}")));
}

TEST(Json, OfMalformedWireIsAnError) {
  for (const std::string& wire :
       {std::string("\x08", 1), std::string("\x0a\x05\x61", 3), std::string("\x00\x01", 2),
        std::string("\x0c", 1), std::string("\x0b\x08\x01", 3), std::string("\x0b\x14", 2),
        std::string("\x0f\x01", 2), std::string("\x28") + std::string(10, '\xff') + '\x01',
        std::string("\xfa\x01\x07"
                    "1234567",
                    10),
        std::string("\xa2\x01\x01\x0a", 4)}) {
    EXPECT_THAT(JsonOfBytes(wire),
                StatusSays(absl::StatusCode::kInternal, "does not fit its contract"));
  }
}

TEST(Json, OfWhatItHasNoTextForIsAnError) {
  for (const char* text :
       {"time { seconds: 253402300800 }", "time { seconds: -62135596801 }", "time { nanos: -1 }",
        "time { nanos: 1000000000 }", "duration { seconds: 315576000001 }",
        "duration { seconds: 1 nanos: -1 }", "duration { seconds: -9223372036854775808 }",
        "duration { nanos: 1000000000 }", "mask { paths: 'fooBar' }", "mask { paths: 'foo_3_bar' }",
        "mask { paths: 'foo__bar' }", "mask { paths: 'foo_' }", "mask { paths: 'a,b' }",
        "mask { paths: '' }", "value { number_value: nan }", "value { number_value: -inf }",
        "any { type_url: 'nowhere/none' value: 'a' }", "any { value: 'a' }",
        "any { type_url: 't/ett.json.testing.Line' value: '\\010' }"}) {
    EXPECT_THAT(JsonOfBytes(FromText<Sample>(text).SerializeAsString()),
                StatusSays(absl::StatusCode::kInternal, "does not fit its contract"))
        << text;
  }
  EXPECT_THAT(JsonOfBytes("\x4a\x01\xff"),
              StatusSays(absl::StatusCode::kInternal, "a_string is not UTF-8"));
}

TEST(Json, OfMessagesTooDeepIsAnError) {
  const auto nested = [](int depth) {
    std::string wire;
    for (int i = 0; i < depth; ++i) {
      std::string outer = PlanOf<Sample>().FindByName("child")->tag;
      AppendBytes(wire, outer);
      wire = std::move(outer);
    }
    return wire;
  };
  EXPECT_TRUE(JsonOfBytes(nested(100)).ok());
  EXPECT_THAT(JsonOfBytes(nested(101)), StatusSays(absl::StatusCode::kInternal, "100 messages"));
  EXPECT_FALSE(JsonOfBytes(nested(5000)).ok());
  EXPECT_FALSE(JsonOfBytes(std::string(100000, '\x0b')).ok());
}

TEST(Json, HasGroupsAndExtensions) {
  const auto message = FromText<Legacy>(
      "name: 'a' Place { row: 3 } Mark { text: 'x' } Mark {} [ett.json.testing.surcharge]: 5 "
      "[ett.json.testing.remarks]: 'r' packed: [1, 2] unpacked: [3] count: 7");
  EXPECT_THAT(
      JsonOf(PlanOf<Legacy>(), message.SerializeAsString()),
      IsOkAndHolds(R"({"name":"a","count":7,"unpacked":[3],"packed":[1,2],"place":{"row":3},)"
                   R"("mark":[{"text":"x"},{}],"[ett.json.testing.surcharge]":5,)"
                   R"("[ett.json.testing.remarks]":["r"]})"));
}

}  // namespace
}  // namespace ett::json
