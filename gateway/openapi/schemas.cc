#include "gateway/openapi/schemas.h"

#include <google/api/field_behavior.pb.h>

#include "absl/strings/str_cat.h"
#include "gateway/openapi/same_type.h"
#include "gateway/openapi/text.h"

namespace ett::openapi {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;

bool Has(const FieldDescriptor& field, google::api::FieldBehavior behavior) {
  const auto& options = field.options();
  for (int i = 0; i < options.ExtensionSize(google::api::field_behavior); ++i) {
    if (options.GetExtension(google::api::field_behavior, i) == behavior) return true;
  }
  return false;
}

// Integers of 64 bits are strings: JavaScript's numbers lose their last digits.
Json ScalarOf(const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return {{"type", "boolean"}};
    case FieldDescriptor::CPPTYPE_INT32:
      return {{"type", "integer"}, {"format", "int32"}};
    case FieldDescriptor::CPPTYPE_UINT32:
      return {{"type", "integer"}, {"format", "uint32"}, {"minimum", 0}};
    case FieldDescriptor::CPPTYPE_INT64:
      return {{"type", "string"}, {"format", "int64"}};
    case FieldDescriptor::CPPTYPE_UINT64:
      return {{"type", "string"}, {"format", "uint64"}};
    case FieldDescriptor::CPPTYPE_FLOAT:
      return {{"type", "number"}, {"format", "float"}};
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return {{"type", "number"}, {"format", "double"}};
    default:
      break;
  }
  if (field.type() != FieldDescriptor::TYPE_BYTES) return {{"type", "string"}};
  return {{"type", "string"}, {"format", "byte"}, {"contentEncoding", "base64"}};
}

// The place of `type` among those of its name that differ from each other.
template <class Type>
std::size_t PlaceAmong(std::vector<const Type*>& known, const Type& type) {
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (SameType(*known[i], type)) return i;
  }
  known.push_back(&type);
  return known.size() - 1;
}

template <class Type>
std::string NameOf(std::map<std::string, std::vector<const Type*>>& known, const Type& type) {
  const std::size_t place = PlaceAmong(known[type.full_name()], type);
  return place == 0 ? type.full_name() : absl::StrCat(type.full_name(), "_", place + 1);
}

// Fields of which at most one is set. Said, not demanded: null counts as unset.
Json OneofsOf(const Descriptor& type, const Extent& extent) {
  Json oneofs = Json::array();
  for (int i = 0; i < type.real_oneof_decl_count(); ++i) {
    Json names = Json::array();
    for (int k = 0; k < type.oneof_decl(i)->field_count(); ++k) {
      const FieldDescriptor& field = *type.oneof_decl(i)->field(k);
      if (!extent.without.contains(field.name())) names.push_back(field.json_name());
    }
    if (names.size() > 1) oneofs.push_back(std::move(names));
  }
  return oneofs;
}

void Describe(const std::string& comment, Json& schema) {
  if (!comment.empty()) schema["description"] = comment;
}

}  // namespace

bool IsRequired(const FieldDescriptor& field) { return Has(field, google::api::REQUIRED); }
bool IsOutputOnly(const FieldDescriptor& field) { return Has(field, google::api::OUTPUT_ONLY); }

Json Schemas::Reference(Pending pending) {
  Json reference = {{"$ref", absl::StrCat("#/components/schemas/", pending.name)}};
  if (components_.emplace(pending.name, nullptr).second) pending_.push_back(std::move(pending));
  return reference;
}

Json Schemas::Of(const Descriptor& type) {
  if (const WellKnown* known = FindWellKnown(type)) return known->schema;
  return Reference({NameOf(messages_, type), &type, nullptr, false});
}

Json Schemas::PatchOf(const Descriptor& type) {
  if (const WellKnown* known = FindWellKnown(type)) return known->schema;
  return Reference({absl::StrCat(NameOf(messages_, type), "-patch"), &type, nullptr, true});
}

Json Schemas::ValueOf(const FieldDescriptor& field) {
  if (field.message_type() != nullptr) return Of(*field.message_type());
  if (field.enum_type() == nullptr) return ScalarOf(field);
  const EnumDescriptor& type = *field.enum_type();
  if (type.full_name() == "google.protobuf.NullValue") return {{"type", "null"}};
  return Reference({NameOf(enums_, type), nullptr, &type, false});
}

Json Schemas::Of(const FieldDescriptor& field) {
  Json schema;
  if (field.is_map()) {
    schema = {{"type", "object"},
              {"additionalProperties", ValueOf(*field.message_type()->field(1))}};
  } else if (field.is_repeated()) {
    schema = {{"type", "array"}, {"items", ValueOf(field)}};
  } else {
    schema = ValueOf(field);
  }
  Describe(CommentOf(field), schema);
  if (field.options().deprecated()) schema["deprecated"] = true;
  if (IsOutputOnly(field)) schema["readOnly"] = true;
  if (Has(field, google::api::INPUT_ONLY)) schema["writeOnly"] = true;
  return schema;
}

Json Schemas::ObjectOf(const Descriptor& type, const Extent& extent) {
  Json schema = {{"type", "object"}};
  Describe(CommentOf(type), schema);
  Json properties = Json::object();
  Json required = Json::array();
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (extent.without.contains(field.name())) continue;
    properties[field.json_name()] = Of(field);
    if (IsRequired(field) && !extent.partial) required.push_back(field.json_name());
  }
  if (!properties.empty()) schema["properties"] = std::move(properties);
  if (!required.empty()) schema["required"] = std::move(required);
  Json oneofs = OneofsOf(type, extent);
  if (!oneofs.empty()) schema["x-oneof"] = std::move(oneofs);
  if (type.options().deprecated()) schema["deprecated"] = true;
  return schema;
}

Json Schemas::EnumOf(const EnumDescriptor& type) {
  Json schema = {{"type", "string"}};
  std::string description = CommentOf(type);
  Json names = Json::array();
  std::string list;
  for (int i = 0; i < type.value_count(); ++i) {
    names.push_back(type.value(i)->name());
    const std::string comment = FirstSentence(CommentOf(*type.value(i)));
    if (!comment.empty()) absl::StrAppend(&list, "\n- `", type.value(i)->name(), "`: ", comment);
  }
  if (!list.empty()) absl::StrAppend(&description, description.empty() ? "" : "\n", list);
  Describe(description, schema);
  schema["enum"] = std::move(names);
  if (type.options().deprecated()) schema["deprecated"] = true;
  return schema;
}

Json Schemas::Written(const Pending& pending) {
  if (pending.enumeration != nullptr) return EnumOf(*pending.enumeration);
  return ObjectOf(*pending.message, {{}, pending.partial});
}

Json Schemas::Components() {
  while (!pending_.empty()) {
    const Pending next = std::move(pending_.back());
    pending_.pop_back();
    Json schema = Written(next);
    components_[next.name] = std::move(schema);
  }
  Json components = Json::object();
  for (const auto& [name, schema] : components_) components[name] = schema;
  return components;
}

}  // namespace ett::openapi
