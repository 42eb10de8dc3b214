#include "gateway/edge/query_field.h"

#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/time/time.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::edge {
namespace {

using Json = nlohmann::json;
using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

const FieldDescriptor* FindField(const Descriptor& type, const std::string& name) {
  const FieldDescriptor* field = type.FindFieldByName(name);
  return field != nullptr ? field : type.FindFieldByCamelcaseName(name);
}

// Messages that JSON writes as one string.
bool IsText(const Descriptor& type) {
  static const std::set<std::string> names = {
      "google.protobuf.Timestamp",   "google.protobuf.Duration",   "google.protobuf.FieldMask",
      "google.protobuf.StringValue", "google.protobuf.BytesValue", "google.protobuf.Int32Value",
      "google.protobuf.UInt32Value", "google.protobuf.Int64Value", "google.protobuf.UInt64Value",
      "google.protobuf.FloatValue",  "google.protobuf.DoubleValue"};
  return names.contains(type.full_name());
}

absl::StatusOr<Json> ParseEnum(const FieldDescriptor& field, const std::string& name,
                               const std::string& value) {
  std::int32_t number = 0;
  if (absl::SimpleAtoi(value, &number)) return Json(number);
  if (field.enum_type()->FindValueByName(value) != nullptr) return Json(value);
  std::vector<std::string> names;
  for (int i = 0; i < field.enum_type()->value_count(); ++i) {
    names.push_back(field.enum_type()->value(i)->name());
  }
  return status::InvalidField(name, absl::StrCat("one of ", absl::StrJoin(names, ", ")), value);
}

template <class Number>
absl::StatusOr<Json> ParseInteger(const std::string& name, const std::string& value) {
  Number number = 0;
  if (absl::SimpleAtoi(value, &number)) return Json(number);
  return status::InvalidField(name, absl::StrCat("an integer of ", sizeof(Number) * 8, " bits"),
                              value);
}

absl::StatusOr<Json> ParseDouble(const std::string& name, const std::string& value) {
  double number = 0;
  if (absl::SimpleAtod(value, &number)) return Json(value);
  return status::InvalidField(name, "a number", value);
}

absl::StatusOr<Json> ParseBool(const std::string& name, const std::string& value) {
  if (value == "true") return Json(true);
  if (value == "false") return Json(false);
  return status::InvalidField(name, "true or false", value);
}

absl::StatusOr<Json> ParseMessage(const FieldDescriptor& field, const std::string& name,
                                  const std::string& value) {
  const Descriptor& type = *field.message_type();
  absl::Time time;
  std::string error;
  if (type.full_name() == "google.protobuf.Timestamp" &&
      !absl::ParseTime(absl::RFC3339_full, value, &time, &error)) {
    return status::InvalidField(name, "a time such as 2019-04-01T12:00:00Z", value);
  }
  if (IsText(type)) return Json(value);
  return status::InvalidField(
      name,
      absl::StrCat("its fields, such as ", name, ".",
                   type.field_count() > 0 ? type.field(0)->name() : std::string("…")),
      value, "NOT_A_VALUE");
}

absl::StatusOr<Json> ParseValue(const FieldDescriptor& field, const std::string& name,
                                const std::string& value) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return ParseBool(name, value);
    case FieldDescriptor::CPPTYPE_INT32:
      return ParseInteger<std::int32_t>(name, value);
    case FieldDescriptor::CPPTYPE_UINT32:
      return ParseInteger<std::uint32_t>(name, value);
    case FieldDescriptor::CPPTYPE_INT64:
      return ParseInteger<std::int64_t>(name, value);
    case FieldDescriptor::CPPTYPE_UINT64:
      return ParseInteger<std::uint64_t>(name, value);
    case FieldDescriptor::CPPTYPE_FLOAT:
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return ParseDouble(name, value);
    case FieldDescriptor::CPPTYPE_ENUM:
      return ParseEnum(field, name, value);
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return ParseMessage(field, name, value);
    default:
      return Json(value);
  }
}

absl::Status Unknown(const Descriptor& type, const std::string& name, const std::string& value) {
  std::vector<std::string> names;
  for (int i = 0; i < type.field_count(); ++i) names.push_back(type.field(i)->json_name());
  return status::InvalidField(name,
                              absl::StrCat("a field of the request: ", absl::StrJoin(names, ", ")),
                              value, "UNKNOWN_PARAMETER");
}

// The last field of the path, and the object that it lies in.
struct Place {
  const FieldDescriptor* field = nullptr;
  Json* parent = nullptr;
};

// Steps into the message that `place` holds; false where there can be none.
bool StepInto(Place& place) {
  const FieldDescriptor& field = *place.field;
  if (field.is_repeated() || field.message_type() == nullptr) return false;
  Json& object = (*place.parent)[field.json_name()];
  if (object.is_null()) object = Json::object();
  place.parent = &object;
  return object.is_object();
}

absl::StatusOr<Place> Walk(const Descriptor& type, const std::string& name,
                           const std::string& value, Json& message) {
  Place place{nullptr, &message};
  const Descriptor* inside = &type;
  for (const std::string& part : std::vector<std::string>(absl::StrSplit(name, '.'))) {
    if (place.field != nullptr) {
      if (!StepInto(place)) return Unknown(*inside, name, value);
      inside = place.field->message_type();
    }
    place.field = FindField(*inside, part);
    if (place.field == nullptr) return Unknown(*inside, name, value);
  }
  return place;
}

}  // namespace

absl::Status SetField(const Descriptor& type, const std::string& name, const std::string& value,
                      Json& message) {
  ASSIGN_OR_RETURN(const Place place, Walk(type, name, value, message));
  ASSIGN_OR_RETURN(Json parsed, ParseValue(*place.field, name, value));
  Json& there = (*place.parent)[place.field->json_name()];
  if (place.field->is_repeated()) {
    there.push_back(std::move(parsed));
  } else if (!there.is_null()) {
    return status::InvalidField(name, "one value", "several", "REPEATED_PARAMETER");
  } else {
    there = std::move(parsed);
  }
  return absl::OkStatus();
}

absl::Status ReplaceField(const Descriptor& type, const std::string& name, const std::string& value,
                          Json& message) {
  ASSIGN_OR_RETURN(const Place place, Walk(type, name, value, message));
  ASSIGN_OR_RETURN(Json parsed, ParseValue(*place.field, name, value));
  // The body may have spelled it either way.
  place.parent->erase(place.field->name());
  (*place.parent)[place.field->json_name()] = std::move(parsed);
  return absl::OkStatus();
}

}  // namespace ett::edge
