#include <gtest/gtest.h>

#include "json/field_tree.h"
#include "json/testing/sample_message.h"
#include "json/wire_to_json.h"
#include "status/matchers.h"

namespace ett::json {
namespace {

using status::IsOkAndHolds;
using testing::JsonOfText;
using testing::PlanOf;
using testing::Sample;

TEST(Json, ShowsAnUnknownAnyAsBytesWhereAskedTo) {
  PrintOptions options;
  options.unknown_any_as_bytes = true;
  EXPECT_EQ(
      JsonOfText(
          "anys { type_url: 'nowhere/none' value: 'a' } anys { type_url: 't/ett.json.testing.Sample' "
          "value: '\\242\\001\\001\\010' } anys { [type.googleapis.com/google.protobuf.Empty] {} }",
          options),
      R"({"anys":[{"@type":"nowhere/none","value":"YQ=="},)"
      R"({"@type":"t/ett.json.testing.Sample","value":"ogEBCA=="},{"@type":"type.googleapis.com/google.protobuf.Empty"}]})");
}

TEST(Json, ShowsDefaultsWhereAskedTo) {
  PrintOptions options;
  options.defaults = true;
  const auto json = JsonOf(PlanOf<testing::Line>(), "", options);
  EXPECT_THAT(json, IsOkAndHolds(R"({"sku":"","unitPrice":0,"tags":[]})"));
  const std::string sample = JsonOfText("maybe: 1 line { unit_price: 5 }", options);
  for (const char* part :
       {R"("aDouble":0,)", R"("anInt64":"0",)", R"("aBool":false,)", R"("someBytes":"",)",
        R"("colour":"COLOUR_UNSPECIFIED",)", R"("line":{"sku":"","unitPrice":5,"tags":[]},)",
        R"("lines":[],"maybe":1,)", R"("stringByString":{},)", R"("null":null,)", R"("far":0})"}) {
    EXPECT_NE(sample.find(part), std::string::npos) << part << " in " << sample;
  }
  for (const char* part : {"child", "text", "either", "\"time\"", "int64Value\""}) {
    EXPECT_EQ(sample.find(part), std::string::npos) << part << " in " << sample;
  }
}

TEST(Json, WritesNumbersAndContractNamesWhereAskedTo) {
  PrintOptions options;
  options.enum_numbers = true;
  options.proto_names = true;
  EXPECT_EQ(
      JsonOfText("colour: COLOUR_RED colours: COLOUR_BELOW null: NULL_VALUE line { unit_price: 1 }",
                 options),
      R"({"colour":1,"line":{"unit_price":1},"colours":[-5]})");
}

TEST(Json, ShowsOnlyTheFieldsAskedFor) {
  const auto shown = [](const std::vector<std::string>& paths, bool defaults) {
    const auto tree = FieldTree::Of(PlanOf<Sample>(), paths, "read_mask");
    if (!tree.ok()) return tree.status().ToString();
    PrintOptions options;
    options.shown = &*tree;
    options.defaults = defaults;
    return JsonOfText(
        "an_int32: 1 a_bool: true line { sku: 'a' unit_price: 2 part { sku: 'b' } } "
        "lines { sku: 'c' unit_price: 3 } string_by_string { key: 'a' value: 'b' } time {}",
        options);
  };
  EXPECT_EQ(shown({"an_int32", "line.part"}, false),
            R"({"anInt32":1,"line":{"part":{"sku":"b"}}})");
  EXPECT_EQ(shown({"lines.unitPrice", "time"}, false),
            R"({"lines":[{"unitPrice":3}],"time":"1970-01-01T00:00:00Z"})");
  EXPECT_EQ(shown({"line", "line.sku"}, false),
            R"({"line":{"sku":"a","unitPrice":2,"part":{"sku":"b"}}})");
  EXPECT_EQ(shown({"line.tags", "aDouble"}, true), R"({"aDouble":0,"line":{"tags":[]}})");
  EXPECT_EQ(shown({}, true), "{}");
  EXPECT_EQ(
      shown({"*"}, false),
      JsonOfText(
          "an_int32: 1 a_bool: true line { sku: 'a' unit_price: 2 part { sku: 'b' } } "
          "lines { sku: 'c' unit_price: 3 } string_by_string { key: 'a' value: 'b' } time {}"));
  for (const char* nowhere :
       {"", "nope", "line.nope", "line..sku", "time.seconds", "string_by_string.a", "an_int32.x"}) {
    EXPECT_NE(shown({nowhere}, false).find("read_mask: want a field of ett.json.testing."),
              std::string::npos)
        << nowhere;
  }
}

}  // namespace
}  // namespace ett::json
