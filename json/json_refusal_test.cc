#include <gtest/gtest.h>

#include "json/json_to_wire.h"
#include "json/testing/sample_message.h"
#include "status/errors.h"
#include "status/matchers.h"

namespace ett::json {
namespace {

using testing::Legacy;
using testing::PlanOf;
using testing::Sample;

// Its reason; OK when there is none to refuse.
std::string ReasonFor(absl::string_view json) {
  const auto wire = WireOf(PlanOf<Sample>(), json);
  return wire.ok() ? "OK" : status::ReasonOf(wire.status());
}

TEST(Refusal, NamesTheFieldWhatWasWantedAndWhatCame) {
  const struct {
    const char* json;
    const char* field;
    const char* reason;
    const char* message;
  } kCases[] = {
      {"{\"lines\":[{},{},\n {\"unitPrice\":1.5}]}", "lines[2].unitPrice", "INVALID_FIELD",
       "want an integer of 32 bits, got \"1.5\""},
      {R"({"line":{"part":{"tags":["a",5]}}})", "line.part.tags[1]", "INVALID_FIELD",
       "want a string, got \"5\""},
      {R"({"lineByInt32":{"7":{"sku":false}}})", R"(lineByInt32["7"].sku)", "INVALID_FIELD",
       "want a string, got \"false\""},
      {R"({"line_by_int32":{"x":{}}})", "lineByInt32", "INVALID_FIELD",
       "want keys that are an integer of 32 bits, got \"x\""},
      {R"({"colour":"MAUVE"})", "colour", "INVALID_FIELD",
       "want one of COLOUR_UNSPECIFIED, COLOUR_RED, COLOUR_BLUE, COLOUR_BELOW, got \"MAUVE\""},
      {R"({"time":"yesterday"})", "time", "INVALID_FIELD",
       "want a time such as 2019-04-01T12:00:00Z, got \"yesterday\""},
      {R"({"line":{"price":1}})", "line.price", "UNKNOWN_FIELD",
       "want a field of ett.json.testing.Line: sku, unitPrice, tags, part, got \"price\""},
      {R"({"line":{"unit_price":1,"unitPrice":1}})", "line.unitPrice", "DUPLICATE_FIELD",
       "want one value, got \"another\""},
      {R"({"text":"a","number":1})", "number", "ONEOF_CONFLICT",
       "want one field of `choice`, got \"another\""},
      {R"({"struct":{"a":[{"b":1,"b":2}]}})", R"(struct["a"][0]["b"])", "DUPLICATE_FIELD",
       "want one value, got \"another\""},
      {R"({"anys":[{"@type":"t/google.protobuf.Duration","value":"1"}]})", "anys[0].value",
       "INVALID_FIELD", "want a duration such as 1.5s, got \"1\""},
      {R"({"any":{"@type":"t/no.such.Type"}})", "any", "UNKNOWN_TYPE",
       "want an `@type` that is known, such as type.googleapis.com/google.protobuf.Empty, got \"t/no.such.Type\""},
      {"{\"line\":{\"sku\":\"a\",\n  }}", "line", "MALFORMED_JSON",
       "want a string in double quotes at line 2, column 3, got \"}}\""},
      {"[]", "body", "INVALID_FIELD", "want an object, got \"[]\""},
      {"null", "body", "INVALID_FIELD", "want an object, got \"null\""},
      {"{} x", "body", "MALFORMED_JSON", "want nothing more at line 1, column 4, got \"x\""},
  };
  for (const auto& test : kCases) {
    const auto wire = WireOf(PlanOf<Sample>(), test.json);
    ASSERT_THAT(wire, status::StatusIs(absl::StatusCode::kInvalidArgument)) << test.json;
    EXPECT_EQ(status::ReasonOf(wire.status()), test.reason) << test.json;
    const auto errors = status::FieldErrorsOf(wire.status());
    ASSERT_EQ(errors.size(), 1);
    EXPECT_EQ(errors[0].field, test.field) << test.json;
    EXPECT_EQ(errors[0].message, test.message) << test.json;
  }
}

TEST(Refusal, IsForWhatIsNotJson) {
  for (const char* json : {"",
                           " ",
                           "{",
                           "}",
                           "{\"aBool\"",
                           "{\"aBool\":",
                           "{\"aBool\":true",
                           "{\"aBool\":true,}",
                           "{,}",
                           "{aBool:true}",
                           "{'aBool':true}",
                           R"({"aString":'a'})",
                           R"({"aBool":True})",
                           R"({"aBool":tru})",
                           R"({"aBool":truex})",
                           R"({"aBool" true})",
                           R"({"aBool":true "anInt32":1})",
                           R"({"lines":[{},]})",
                           R"({"lines":[,{}]})",
                           R"({"lines":[{} {}]})",
                           R"({"lines":[{})",
                           R"({"anInt32":01})",
                           R"({"anInt32":+1})",
                           R"({"anInt32":-})",
                           R"({"anInt32":.5})",
                           R"({"anInt32":1.})",
                           R"({"anInt32":1e})",
                           R"({"anInt32":1e+})",
                           R"({"anInt32":0x1})",
                           R"({"aDouble":NaN})",
                           R"({"aDouble":-Infinity})",
                           R"({"aString":"a)",
                           R"({"aString":"\)",
                           R"({"aString":"\x"})",
                           R"({"aString":"\U0041"})",
                           R"({"aString":"\u12"})",
                           R"({"aString":"\u12G4"})",
                           R"({"aString":"\ud800"})",
                           R"({"aString":"\udc00"})",
                           R"({"aString":"\ude01\ud83d"})",
                           R"({"aString":"\ud83d\u0041"})",
                           R"({"aString":"\ud83dx"})",
                           "{\"aString\":\"a\nb\"}",
                           "{\"aString\":\"\x01\"}",
                           "{\"aString\":\"\xff\"}",
                           "{\"aString\":\"\xc0\x80\"}",
                           "{\"aString\":\"\xed\xa0\x80\"}",
                           "{\"aString\":\"\xf4\x90\x80\x80\"}",
                           "{\"aString\":\"\xe6\"}",
                           "{\"aString\":\"\xf0\x80\x80\x80\"}",
                           "{\"\xff\":1}",
                           "{} {}",
                           "{}\x01",
                           "\xef\xbb\xbf{}",
                           "{} // a"}) {
    EXPECT_EQ(ReasonFor(json), "MALFORMED_JSON") << json;
  }
  EXPECT_EQ(ReasonFor(absl::string_view("{}\0", 3)), "MALFORMED_JSON");
}

TEST(Refusal, IsForValuesThatTheFieldCannotHold) {
  for (const char* json : {R"({"anInt64":1.5})",
                           R"({"anInt64":9223372036854775808})",
                           R"({"anInt64":"-9223372036854775809"})",
                           R"({"anInt64":""})",
                           R"({"anInt64":" 1"})",
                           R"({"anInt64":"1 "})",
                           R"({"anInt64":"+1"})",
                           R"({"anInt64":"01"})",
                           R"({"anInt64":"0x1"})",
                           R"({"anInt64":"a"})",
                           R"({"anInt64":1e30})",
                           R"({"anInt64":1e99999999999999999999})",
                           R"({"anInt64":5e-1})",
                           R"({"anInt64":true})",
                           R"({"anInt64":[]})",
                           R"({"anInt64":{}})",
                           R"({"anInt64":"NaN"})",
                           R"({"aUint64":-1})",
                           R"({"aUint64":18446744073709551616})",
                           R"({"aUint32":4294967296})",
                           R"({"anInt32":2147483648})",
                           R"({"anInt32":-2147483649})",
                           R"({"aFloat":3.5e38})",
                           R"({"aFloat":"-3.5e38"})",
                           R"({"aDouble":1e309})",
                           R"({"aDouble":"nan"})",
                           R"({"aDouble":"inf"})",
                           R"({"aDouble":"+Infinity"})",
                           R"({"aDouble":"1e"})",
                           R"({"aDouble":""})",
                           R"({"aBool":1})",
                           R"({"aBool":"true"})",
                           R"({"aString":1})",
                           R"({"aString":true})",
                           R"({"someBytes":"A"})",
                           R"({"someBytes":"AQ=x"})",
                           R"({"someBytes":"A Q="})",
                           R"({"someBytes":"AQ==="})",
                           R"({"someBytes":"===="})",
                           R"({"someBytes":1})",
                           R"({"colour":"colour_red"})",
                           R"({"colour":"1"})",
                           R"({"colour":1.5})",
                           R"({"colour":2147483648})",
                           R"({"colour":true})",
                           R"({"line":"a"})",
                           R"({"line":[]})",
                           R"({"lines":{}})",
                           R"({"lines":[null]})",
                           R"({"int64s":[1,null]})",
                           R"({"int64s":1})",
                           R"({"stringByString":[]})",
                           R"({"stringByString":{"a":null}})",
                           R"({"doubleByBool":{"1":1}})",
                           R"({"lineByInt32":{"1.5":{}}})",
                           R"({"int64Values":[null]})",
                           R"({"times":[null]})",
                           R"({"time":"2019-02-29T00:00:00Z"})",
                           R"({"time":"2019-01-01T24:00:00Z"})",
                           R"({"time":"2019-01-01T00:00:60Z"})",
                           R"({"time":"2019-01-01t00:00:00Z"})",
                           R"({"time":"2019-01-01T00:00:00z"})",
                           R"({"time":"2019-01-01 00:00:00Z"})",
                           R"({"time":"2019-01-01T00:00:00"})",
                           R"({"time":"2019-01-01T00:00:00.Z"})",
                           R"({"time":"2019-01-01T00:00:00.1234567890Z"})",
                           R"({"time":"0000-12-31T00:00:00Z"})",
                           R"({"time":"0001-01-01T00:00:00+00:01"})",
                           R"({"time":"10000-01-01T00:00:00Z"})",
                           R"({"time":"2019-01-01T00:00:00+1:00"})",
                           R"({"time":"2019-01-01T00:00:00Zx"})",
                           R"({"time":1})",
                           R"({"duration":"1"})",
                           R"({"duration":"s"})",
                           R"({"duration":"1.s"})",
                           R"({"duration":".5s"})",
                           R"({"duration":"+1s"})",
                           R"({"duration":"--1s"})",
                           R"({"duration":"315576000001s"})",
                           R"({"duration":1})",
                           R"({"mask":"foo,bar_bar"})",
                           R"({"mask":"a,,b"})",
                           R"({"mask":["a"]})",
                           R"({"struct":[]})",
                           R"({"list":{}})",
                           R"({"value":1e309})",
                           R"({"any":"a"})",
                           R"({"any":{"sku":"a"}})",
                           R"({"any":{"@type":""}})"}) {
    EXPECT_EQ(ReasonFor(json), "INVALID_FIELD") << json;
  }
}

TEST(Refusal, IsForWhatIsSaidTwice) {
  for (const char* json :
       {R"({"aBool":true,"aBool":true})", R"({"aBool":null,"aBool":true})",
        R"({"aBool":true,"a_bool":null})", R"({"aBool":true,"aB\u006fol":true})",
        R"({"stringByString":{"a":"","\u0061":""}})", R"({"lineByInt32":{"1":{},"1.0":{}}})",
        R"({"struct":{"a":1,"a":1}})", R"({"value":{"a":1,"a":1}})",
        R"({"any":{"@type":"t/google.protobuf.Empty","@type":"t/google.protobuf.Empty"}})",
        R"({"any":{"@type":"t/google.protobuf.Int32Value","value":1,"value":1}})",
        R"({"any":{"@type":"t/ett.json.testing.Line","sku":"","sku":""}})"}) {
    EXPECT_EQ(ReasonFor(json), "DUPLICATE_FIELD") << json;
  }
  EXPECT_EQ(ReasonFor(R"({"nothing":null,"text":"a"})"), "ONEOF_CONFLICT");
}

TEST(Refusal, IsForNamesAndTypesThatAreNotKnown) {
  for (const char* json :
       {R"({"nope":1})", R"({"":1})", R"({"ABool":true})", R"({"@type":"a"})",
        R"({"line":{"@type":"a"}})", R"({"[ett.json.testing.surcharge]":1})",
        R"({"any":{"@type":"t/google.protobuf.Int32Value","value":1,"more":1}})"}) {
    EXPECT_EQ(ReasonFor(json), "UNKNOWN_FIELD") << json;
  }
  EXPECT_EQ(ReasonFor(R"({"any":{"@type":"google.protobuf.Empty"}})"), "UNKNOWN_TYPE");
  EXPECT_EQ(ReasonFor(R"({"any":{"@type":"t/google.protobuf.Int32Value"}})"), "MISSING_FIELD");
}

TEST(Refusal, IsForARequiredFieldThatIsAbsent) {
  const auto wire = WireOf(PlanOf<Legacy>(), R"({"name":"a","inner":{"count":1}})");
  EXPECT_EQ(status::ReasonOf(wire.status()), "MISSING_FIELD");
  EXPECT_EQ(status::FieldErrorsOf(wire.status())[0].field, "inner.name");
}

std::string Nested(absl::string_view open, absl::string_view middle, absl::string_view close,
                   int depth) {
  std::string json;
  for (int i = 0; i < depth; ++i) absl::StrAppend(&json, open);
  absl::StrAppend(&json, middle);
  for (int i = 0; i < depth; ++i) absl::StrAppend(&json, close);
  return json;
}

TEST(Refusal, IsForMessagesTooDeep) {
  EXPECT_EQ(ReasonFor(Nested(R"({"child":)", "{}", "}", 100)), "OK");
  EXPECT_EQ(ReasonFor(Nested(R"({"child":)", "{}", "}", 101)), "TOO_DEEP");
  EXPECT_EQ(ReasonFor(Nested(R"({"child":)", "{}", "}", 100'000)), "TOO_DEEP");
  // Each array is two messages: a list, and the value that holds it.
  EXPECT_EQ(ReasonFor(absl::StrCat(R"({"list":)", Nested("[", "", "]", 50), "}")), "OK");
  EXPECT_EQ(ReasonFor(absl::StrCat(R"({"list":)", Nested("[", "", "]", 51), "}")), "TOO_DEEP");
  EXPECT_EQ(ReasonFor(Nested("[", "", "]", 100'000)), "MALFORMED_JSON");
}

}  // namespace
}  // namespace ett::json
