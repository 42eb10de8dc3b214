#include "gateway/openapi/well_known.h"

#include <map>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace ett::openapi {
namespace {

// By name in google.protobuf: schema, example, whether it stands in a query.
constexpr char kForms[] = R"json({
  "Timestamp":   [{"type": "string", "format": "date-time"}, "2024-01-01T00:00:00Z", true],
  "Duration":    [{"type": "string", "pattern": "^-?[0-9]+(\\.[0-9]{1,9})?s$"}, "60s", true],
  "FieldMask":   [{"type": "string", "format": "field-mask"}, "*", true],
  "DoubleValue": [{"type": ["number", "null"], "format": "double"}, 1.5, true],
  "FloatValue":  [{"type": ["number", "null"], "format": "float"}, 1.5, true],
  "Int64Value":  [{"type": ["string", "null"], "format": "int64"}, "1", true],
  "UInt64Value": [{"type": ["string", "null"], "format": "uint64"}, "1", true],
  "Int32Value":  [{"type": ["integer", "null"], "format": "int32"}, 1, true],
  "UInt32Value": [{"type": ["integer", "null"], "format": "uint32", "minimum": 0}, 1, true],
  "BoolValue":   [{"type": ["boolean", "null"]}, true, true],
  "StringValue": [{"type": ["string", "null"]}, "text", true],
  "BytesValue":  [{"type": ["string", "null"], "format": "byte", "contentEncoding": "base64"},
                  "dGV4dA==", true],
  "Struct":      [{"type": "object", "additionalProperties": true}, {"key": "value"}, false],
  "Value":       [{}, "value", false],
  "ListValue":   [{"type": "array", "items": {}}, ["value"], false],
  "Empty":       [{"type": "object"}, {}, false],
  "Any":         [{"type": "object", "properties": {"@type": {"type": "string"}},
                   "additionalProperties": true},
                  {}, false]
})json";

std::map<std::string, WellKnown> ReadForms() {
  std::map<std::string, WellKnown> forms;
  const Json table = Json::parse(kForms);
  for (const auto& [name, form] : table.items()) {
    forms[absl::StrCat("google.protobuf.", name)] = {form[0], form[1], form[2].get<bool>()};
  }
  return forms;
}

}  // namespace

const WellKnown* FindWellKnown(const google::protobuf::Descriptor& type) {
  static const auto& forms = *new std::map<std::string, WellKnown>(ReadForms());
  const auto found = forms.find(type.full_name());
  return found == forms.end() ? nullptr : &found->second;
}

bool IsHttpBody(const google::protobuf::Descriptor& type) {
  return type.full_name() == "google.api.HttpBody";
}

}  // namespace ett::openapi
