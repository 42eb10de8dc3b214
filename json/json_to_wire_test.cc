#include "json/json_to_wire.h"

#include <gtest/gtest.h>

#include "json/testing/sample_message.h"
#include "status/errors.h"
#include "status/matchers.h"

namespace ett::json {
namespace {

using testing::Differences;
using testing::FromText;
using testing::FromWire;
using testing::Legacy;
using testing::PlanOf;
using testing::Sample;

struct Reading {
  const char* json;
  const char* text;
};

void ExpectReadings(const std::vector<Reading>& cases) {
  for (const Reading& test : cases) {
    const auto wire = WireOf(PlanOf<Sample>(), test.json);
    if (!wire.ok()) {
      ADD_FAILURE() << test.json << ": " << wire.status();
      continue;
    }
    EXPECT_EQ(Differences(FromWire<Sample>(*wire), FromText<Sample>(test.text)), "") << test.json;
  }
}

TEST(Wire, HoldsNumbersAsTheirFieldsDo) {
  ExpectReadings({
      {"{}", ""},
      {" \t\r\n{ } ", ""},
      {R"({"anInt64":"-9223372036854775808"})", "an_int64: -9223372036854775808"},
      {R"({"anInt64":9223372036854775807})", "an_int64: 9223372036854775807"},
      {R"({"anInt64":9223372036854775807.0})", "an_int64: 9223372036854775807"},
      {R"({"anInt64":9007199254740993})", "an_int64: 9007199254740993"},
      {R"({"anInt64":1e3})", "an_int64: 1000"},
      {R"({"anInt64":"1.5e1"})", "an_int64: 15"},
      {R"({"anInt64":120e-1})", "an_int64: 12"},
      {R"({"anInt64":0e999999999999999999999})", ""},
      {R"({"anInt64":-0})", ""},
      {R"({"aUint64":"18446744073709551615","aUint32":4294967295})",
       "a_uint64: 18446744073709551615 a_uint32: 4294967295"},
      {R"({"anInt32":-2147483648,"aSint32":-1,"aSint64":"-9223372036854775808"})",
       "an_int32: -2147483648 a_sint32: -1 a_sint64: -9223372036854775808"},
      {R"({"aFixed32":1,"aFixed64":"2","aSfixed32":-3,"aSfixed64":-4})",
       "a_fixed32: 1 a_fixed64: 2 a_sfixed32: -3 a_sfixed64: -4"},
      {R"({"aDouble":"1.5","aFloat":-0.25e1})", "a_double: 1.5 a_float: -2.5"},
      {R"({"aDouble":"NaN","aFloat":"-Infinity"})", "a_double: nan a_float: -inf"},
      {R"({"aDouble":1e-400,"aFloat":1e-60})", ""},
      {R"({"aDouble":-0.0})", "a_double: -0"},
      {R"({"aFloat":3.4028235e38})", "a_float: 3.4028235e38"},
      {R"({"aBool":true,"bools":[true,false]})", "a_bool: true bools: [true, false]"},
      {R"({"maybe":0})", "maybe: 0"},
      {R"({"far":-1})", "far: -1"},
  });
}

TEST(Wire, HoldsTextBytesAndEnums) {
  ExpectReadings({
      {R"({"aString":"\"\\\/\b\f\n\r\t\u00e6\ud83d\ude01\u0000"})",
       R"(a_string: "\"\\/\b\f\n\r\tæ😁\000")"},
      {R"({"aString":"plain then æ then \u0041 and more of the plain"})",
       R"(a_string: "plain then æ then A and more of the plain")"},
      {R"({"someBytes":"+/8="})", R"(some_bytes: "\373\377")"},
      {R"({"someBytes":"-_8"})", R"(some_bytes: "\373\377")"},
      {R"({"someBytes":"-_"})", R"(some_bytes: "\373")"},
      {R"({"someBytes":""})", ""},
      {R"({"colour":"COLOUR_RED","colours":[0,-5,"COLOUR_BLUE",77]})",
       "colour: COLOUR_RED colours: [COLOUR_UNSPECIFIED, COLOUR_BELOW, COLOUR_BLUE, 77]"},
      {R"({"called \"this\"":"a"})", "renamed: 'a'"},
      {R"({"renamed":"a"})", "renamed: 'a'"},
      {R"({"aStr\u0069ng":"a"})", "a_string: 'a'"},
  });
}

TEST(Wire, HoldsWhatRepeatsAndWhatLiesWithin) {
  ExpectReadings({
      {R"({"line":{"unitPrice":1,"part":{"sku":"a"}}})",
       "line { unit_price: 1 part { sku: 'a' } }"},
      {R"({"line":{"unit_price":1}})", "line { unit_price: 1 }"},
      {R"({"line":{}})", "line {}"},
      {R"({"lines":[{},{"sku":"a","tags":["x",""]}]})",
       "lines {} lines { sku: 'a' tags: 'x' tags: '' }"},
      {R"({"doubles":[],"int64s":[1,"2"],"unpacked":[0,1],"strings":[""]})",
       "int64s: [1, 2] unpacked: [0, 1] strings: ''"},
      {R"({"stringByString":{"":"","a":"b"}})",
       "string_by_string { key: '' value: '' } string_by_string { key: 'a' value: 'b' }"},
      {R"({"lineByInt32":{"-1":{},"0":{"sku":"a"}}})",
       "line_by_int32 { key: -1 value {} } line_by_int32 { key: 0 value { sku: 'a' } }"},
      {R"({"doubleByBool":{"true":1,"f\u0061lse":"NaN"}})",
       "double_by_bool { key: true value: 1 } double_by_bool { key: false value: nan }"},
      {R"({"colourByUint64":{"18446744073709551615":1}})",
       "colour_by_uint64 { key: 18446744073709551615 value: COLOUR_RED }"},
      {R"({"number":"0"})", "number: 0"},
      {R"({"nothing":null})", "nothing: NULL_VALUE"},
      {R"({"nothing":"NULL_VALUE"})", "nothing: NULL_VALUE"},
  });
  const std::string large(300, 'x');
  const auto wire = WireOf(
      PlanOf<Sample>(), absl::StrCat(R"({"child":{"child":{"line":{"sku":")", large, R"("}}}})"));
  ASSERT_TRUE(wire.ok());
  EXPECT_EQ(FromWire<Sample>(*wire).child().child().line().sku(), large);
}

TEST(Wire, LacksWhatIsNull) {
  ExpectReadings({
      {R"({"aString":null,"anInt32":null,"line":null,"lines":null,"stringByString":null,"colour":null,
           "time":null,"int64Value":null,"any":null,"maybe":null,"struct":null,"list":null})",
       ""},
      {R"({"null":null,"value":null,"values":[null],"nulls":[null],"valueByString":{"a":null}})",
       "value { null_value: NULL_VALUE } values { null_value: NULL_VALUE } nulls: NULL_VALUE "
       "value_by_string { key: 'a' value { null_value: NULL_VALUE } }"},
      {R"({"text":null,"number":1,"either":null})", "number: 1"},
  });
}

TEST(Wire, HoldsWellKnownTypes) {
  ExpectReadings({
      {R"({"time":"2000-02-29T23:59:59.5+01:30"})", "time { seconds: 951863399 nanos: 500000000 }"},
      {R"({"time":"1970-01-01T00:00:00Z"})", "time {}"},
      {R"({"time":"1969-12-31T23:59:59.999999999-00:00"})",
       "time { seconds: -1 nanos: 999999999 }"},
      {R"({"duration":"-1.000000001s"})", "duration { seconds: -1 nanos: -1 }"},
      {R"({"duration":"-0.5s"})", "duration { nanos: -500000000 }"},
      {R"({"duration":"315576000000.999999999s"})",
       "duration { seconds: 315576000000 nanos: 999999999 }"},
      {R"({"mask":"foo,barBaz.quxQuux"})", "mask { paths: 'foo' paths: 'bar_baz.qux_quux' }"},
      {R"({"mask":""})", "mask {}"},
      {R"({"empty":{}})", "empty {}"},
      {R"({"value":1.5})", "value { number_value: 1.5 }"},
      {R"({"value":[null,true,"a",{}]})",
       "value { list_value { values { null_value: NULL_VALUE } values { bool_value: true } "
       "values { string_value: 'a' } values { struct_value {} } } }"},
      {R"({"struct":{"a":{"b":[0]}}})",
       "struct { fields { key: 'a' value { struct_value { fields { key: 'b' value { list_value { "
       "values { number_value: 0 } } } } } } } }"},
      {R"({"list":[]})", "list {}"},
      {R"({"boolValue":false,"bytesValue":"AQ","int64Value":"5","stringValue":"","doubleValue":"NaN",
           "int64Values":[0,1]})",
       "bool_value {} bytes_value { value: '\\001' } int64_value { value: 5 } string_value {} "
       "double_value { value: nan } int64_values {} int64_values { value: 1 }"},
  });
}

TEST(Wire, HoldsAnyMessage) {
  ExpectReadings({
      {R"({"any":{}})", "any {}"},
      {R"({"any":{"@type":"type.googleapis.com/ett.json.testing.Line","sku":"a"}})",
       "any { [type.googleapis.com/ett.json.testing.Line] { sku: 'a' } }"},
      {R"({"any":{"unitPrice":1,"@type":"x/y/ett.json.testing.Line","sku":"a"}})",
       "any { type_url: 'x/y/ett.json.testing.Line' value: '\\n\\001a\\020\\001' }"},
      {R"({"any":{"value":"1s","@type":"t/google.protobuf.Duration"}})",
       "any { type_url: 't/google.protobuf.Duration' value: '\\010\\001' }"},
      {R"({"any":{"@type":"t/google.protobuf.Empty"}})",
       "any { type_url: 't/google.protobuf.Empty' }"},
      {R"({"any":{"@type":"type.googleapis.com/google.protobuf.Any",
           "value":{"value":{"a":1},"@type":"type.googleapis.com/google.protobuf.Struct"}}})",
       "any { [type.googleapis.com/google.protobuf.Any] { [type.googleapis.com/google.protobuf.Struct] { "
       "fields { key: 'a' value { number_value: 1 } } } } }"},
  });
}

TEST(Wire, HoldsGroupsExtensionsAndWhatIsRequired) {
  const auto wire =
      WireOf(PlanOf<Legacy>(), R"({"name":"a","place":{"row":3},"mark":[{},{"text":"x"}],
      "[ett.json.testing.surcharge]":5,"[ett.json.testing.remarks]":["r"],"packed":[1],"unpacked":[2]})");
  ASSERT_TRUE(wire.ok()) << wire.status();
  EXPECT_EQ(Differences(
                FromWire<Legacy>(*wire),
                FromText<Legacy>("name: 'a' Place { row: 3 } Mark {} Mark { text: 'x' } "
                                 "[ett.json.testing.surcharge]: 5 [ett.json.testing.remarks]: 'r' "
                                 "packed: 1 unpacked: 2")),
            "");
  EXPECT_TRUE(WireOf(PlanOf<Legacy>(), R"({"name":""})").ok());
}

TEST(Wire, PassesOverUnknownNamesWhereAskedTo) {
  ParseOptions options;
  options.ignore_unknown = true;
  const auto wire =
      WireOf(PlanOf<Sample>(), R"({"a":{"b":[1,null,"\n",{"c":true}]},"colour":"MAUVE",
      "colours":["MAUVE",1],"colourByUint64":{"1":"MAUVE","2":"COLOUR_RED"},"line":{"nope":1,"sku":"a"}})",
             options);
  ASSERT_TRUE(wire.ok()) << wire.status();
  EXPECT_EQ(Differences(FromWire<Sample>(*wire),
                        FromText<Sample>("colours: COLOUR_RED line { sku: 'a' } "
                                         "colour_by_uint64 { key: 2 value: COLOUR_RED }")),
            "");
  EXPECT_FALSE(WireOf(PlanOf<Sample>(), R"({"a":[1,]})", options).ok());
}

}  // namespace
}  // namespace ett::json
