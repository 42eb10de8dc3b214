#include "gateway/openapi/examples.h"

#include <algorithm>
#include <map>
#include <string>

#include "gateway/openapi/schemas.h"

namespace ett::openapi {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;

constexpr std::size_t kDeepest = 5;

// Strings by the names that the AIPs give them, and parts of Google's types.
const Json* Customary(const FieldDescriptor& field) {
  static const auto& values =
      *new std::map<std::string, Json>{{"request_id", "6f1c2f0e-8a51-4b54-9c0e-2d7c1f0a3b11"},
                                       {"page_token", ""},
                                       {"filter", ""},
                                       {"order_by", ""},
                                       {"etag", ""},
                                       {"google.type.Date.year", 2024},
                                       {"google.type.Decimal.value", "1.5"}};
  auto found = values.find(field.full_name());
  if (found == values.end() && field.type() == FieldDescriptor::TYPE_STRING) {
    found = values.find(field.name());
  }
  return found == values.end() ? nullptr : &found->second;
}

// The first value that says something.
Json EnumValue(const EnumDescriptor& type) {
  if (type.full_name() == "google.protobuf.NullValue") return nullptr;
  return type.value(type.value_count() > 1 ? 1 : 0)->name();
}

// Whether a field before it belongs to the same oneof.
bool IsLaterOfOneof(const FieldDescriptor& field) {
  return field.real_containing_oneof() != nullptr &&
         field.real_containing_oneof()->field(0) != &field;
}

}  // namespace

Json Examples::Of(const Descriptor& type, const std::set<std::string>& without) const {
  if (const WellKnown* known = FindWellKnown(type)) return known->example;
  Around around;
  return ObjectOf(type, without, around);
}

Json Examples::Of(const FieldDescriptor& field) const {
  Around around;
  return FieldOf(field, around);
}

Json Examples::ObjectOf(const Descriptor& type, const std::set<std::string>& without,
                        Around& around) const {
  around.push_back(&type);
  Json object = Json::object();
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (without.contains(field.name()) || IsOutputOnly(field) || IsLaterOfOneof(field)) continue;
    Json value = FieldOf(field, around);
    if (!value.is_null()) object[field.json_name()] = std::move(value);
  }
  around.pop_back();
  return object;
}

Json Examples::FieldOf(const FieldDescriptor& field, Around& around) const {
  if (field.is_map()) return MapOf(field, around);
  Json value = ValueOf(field, around);
  if (value.is_null() || !field.is_repeated()) return value;
  return Json::array({std::move(value)});
}

Json Examples::MapOf(const FieldDescriptor& field, Around& around) const {
  const FieldDescriptor& key = *field.message_type()->field(0);
  Json value = ValueOf(*field.message_type()->field(1), around);
  if (value.is_null()) return value;
  switch (key.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return {{"key", std::move(value)}};
    case FieldDescriptor::CPPTYPE_BOOL:
      return {{"true", std::move(value)}};
    default:
      return {{"1", std::move(value)}};
  }
}

Json Examples::ValueOf(const FieldDescriptor& field, Around& around) const {
  const Descriptor* type = field.message_type();
  if (field.enum_type() != nullptr) return EnumValue(*field.enum_type());
  if (type == nullptr) return ScalarOf(field);
  if (const WellKnown* known = FindWellKnown(*type)) return known->example;
  const bool deep = around.size() >= kDeepest && !IsRequired(field);
  if (deep || std::find(around.begin(), around.end(), type) != around.end()) {
    return nullptr;
  }
  return ObjectOf(*type, {}, around);
}

Json Examples::ScalarOf(const FieldDescriptor& field) const {
  if (const Json* customary = Customary(field)) return *customary;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return true;
    case FieldDescriptor::CPPTYPE_INT32:
    case FieldDescriptor::CPPTYPE_UINT32:
      return 1;
    case FieldDescriptor::CPPTYPE_INT64:
    case FieldDescriptor::CPPTYPE_UINT64:
      return "1";
    case FieldDescriptor::CPPTYPE_FLOAT:
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return 1.5;
    default:
      break;
  }
  if (field.type() == FieldDescriptor::TYPE_BYTES) return "dGV4dA==";
  std::string name = resources_.ExampleOf(field);
  return name.empty() ? "text" : name;
}

}  // namespace ett::openapi
