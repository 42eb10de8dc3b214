#include "json/text_fields.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "json/json_text.h"
#include "json/scalar.h"
#include "json/well_known_text.h"
#include "status/errors.h"
#include "status/macros.h"
#include "status/utf8.h"

namespace ett::json {
namespace {

using Field = google::protobuf::FieldDescriptor;

// One value of a field, without its tag. False for text that the field cannot hold.
bool AppendValue(const FieldPlan& field, absl::string_view text, std::string& wire);

bool AppendEnum(const EnumPlan& names, absl::string_view text, std::string& wire) {
  const auto found = names.numbers.find(text);
  std::uint64_t bits = 0;
  if (found != names.numbers.end()) {
    bits = static_cast<std::uint64_t>(std::int64_t{found->second});
  } else if (!ParseNumber(Field::TYPE_INT32, text, bits)) {
    return false;
  }
  AppendVarint(bits, wire);
  return true;
}

bool AppendBase64(absl::string_view text, std::string& wire) {
  const LengthPrefix length(wire);
  if (!AppendBase64Decoded(text, wire)) return false;
  length.Close(wire);
  return true;
}

bool AppendMessage(const MessagePlan& plan, absl::string_view text, std::string& wire) {
  const LengthPrefix length(wire);
  bool fits = false;
  if (plan.well_known() == WellKnown::kWrapper) {
    const std::size_t before = wire.size();
    wire.append(plan.fields()[0].tag);
    const std::size_t value = wire.size();
    fits = AppendValue(plan.fields()[0], text, wire);
    // The default is left out, as JSON's wire does.
    if (wire.find_first_not_of('\0', value) == std::string::npos) wire.resize(before);
  } else if (plan.well_known() == WellKnown::kFieldMask) {
    fits = status::IsUtf8(text) && AppendFieldMaskWire(text, MaskSpelling::kAny, wire);
  } else {
    fits = AppendTextWire(plan.well_known(), text, wire);
  }
  length.Close(wire);
  return fits;
}

// In a query, by hand, 1 and 0 are said too.
bool ParseBoolOfText(absl::string_view text, std::uint64_t& bits) {
  if (text == "1") return ParseBool("true", bits);
  return ParseBool(text == "0" ? "false" : text, bits);
}

bool AppendValue(const FieldPlan& field, absl::string_view text, std::string& wire) {
  std::uint64_t bits = 0;
  switch (field.type) {
    case Field::TYPE_STRING:
      AppendBytes(text, wire);
      return status::IsUtf8(text);
    case Field::TYPE_BYTES:
      return AppendBase64(text, wire);
    case Field::TYPE_MESSAGE:
      return AppendMessage(*field.message, text, wire);
    case Field::TYPE_ENUM:
      return AppendEnum(*field.enumeration, text, wire);
    case Field::TYPE_BOOL:
      if (!ParseBoolOfText(text, bits)) return false;
      break;
    default:
      if (!ParseNumber(field.type, text, bits)) return false;
  }
  AppendBits(field.wire_type, bits, wire);
  return true;
}

bool IsSaidByText(const FieldPlan& field) {
  if (field.map) return false;
  if (field.message == nullptr) return true;
  switch (field.message->well_known()) {
    case WellKnown::kDuration:
    case WellKnown::kFieldMask:
    case WellKnown::kTimestamp:
    case WellKnown::kWrapper:
      return true;
    default:
      return false;
  }
}

std::string WantedOf(const FieldPlan& field) {
  if (field.message != nullptr) {
    return field.message->well_known() == WellKnown::kWrapper
               ? WantedOf(field.message->fields()[0])
               : std::string(WantedText(field.message->well_known()));
  }
  if (field.enumeration != nullptr) return field.enumeration->Wanted();
  if (field.type == Field::TYPE_STRING) return "text in UTF-8";
  if (field.type == Field::TYPE_BYTES) return "bytes in base64";
  return std::string(Wanted(field.type));
}

absl::Status NotAValue(const FieldPlan& field, absl::string_view path, absl::string_view value) {
  if (field.map) {
    return status::InvalidField(path, "a map, which only a body can say", value, "NOT_A_VALUE");
  }
  const auto& fields = field.message->fields();
  return status::InvalidField(
      path,
      absl::StrCat("its fields, such as ", path, ".", fields.empty() ? "…" : fields.front().name),
      value, "NOT_A_VALUE");
}

// Puts `inside` into the messages that the path leads through to its last field.
std::string Within(const FieldPath& path, std::string inside) {
  for (std::size_t i = path.size() - 1; i-- > 0;) {
    const FieldPlan& field = *path[i];
    std::string outside = field.tag;
    if (field.wire_type == WireType::kStartGroup) {
      outside.append(inside);
      AppendTag(field.number, WireType::kEndGroup, outside);
    } else {
      AppendBytes(inside, outside);
    }
    inside = std::move(outside);
  }
  return inside;
}

}  // namespace

absl::Status TextFields::Add(absl::string_view path, absl::string_view value, InBody in_body) {
  const FoundPath found = FindPath(*plan_, path, Through::kSingular);
  if (found.fields.empty()) {
    return status::InvalidField(path, found.inside->Wanted(), value, "UNKNOWN_PARAMETER");
  }
  const FieldPath& fields = found.fields;
  const FieldPlan& field = *fields.back();
  if (!IsSaidByText(field)) return NotAValue(field, path, value);
  RETURN_IF_ERROR(CheckOneofs(fields, path, value));
  auto same = std::find_if(fields_.begin(), fields_.end(),
                           [&fields](const auto& each) { return each.path == fields; });
  if (same == fields_.end()) {
    same = fields_.insert(same, {fields, in_body, "", ""});
  } else if (!field.repeated) {
    return status::InvalidField(path, "one value", "several", "REPEATED_PARAMETER");
  }
  if (!field.packed) same->values.append(field.tag);
  if (!AppendValue(field, value, same->values)) {
    return status::InvalidField(path, WantedOf(field), value);
  }
  absl::StrAppend(&same->text, same->text.empty() ? "" : ",", value);
  tree_.Add(fields);
  return absl::OkStatus();
}

absl::Status TextFields::CheckOneofs(const FieldPath& path, absl::string_view name,
                                     absl::string_view value) const {
  for (const Field& other : fields_) {
    for (std::size_t i = 0; i < std::min(path.size(), other.path.size()); ++i) {
      if (path[i] == other.path[i]) continue;
      if (path[i]->oneof >= 0 && path[i]->oneof == other.path[i]->oneof) {
        return status::InvalidField(name, absl::StrCat("nothing beside ", other.path[i]->json_name),
                                    value, "ONEOF_CONFLICT");
      }
      break;
    }
  }
  return absl::OkStatus();
}

std::string TextFields::WireOf(const Field& field) {
  const FieldPlan& last = *field.path.back();
  if (!last.packed) return field.values;
  std::string wire;
  AppendTag(last.number, WireType::kBytes, wire);
  AppendBytes(field.values, wire);
  return wire;
}

std::optional<TextFields::Said> TextFields::Find(absl::string_view path) const {
  const FieldPath wanted = FindPath(*plan_, path, Through::kSingular).fields;
  const auto found = std::find_if(fields_.begin(), fields_.end(),
                                  [&wanted](const auto& each) { return each.path == wanted; });
  if (found == fields_.end() || found->in_body == InBody::kAnything) return std::nullopt;
  return Said{found->text, WireOf(*found)};
}

void TextFields::AppendTo(std::string& wire) const {
  for (const Field& field : fields_) wire.append(Within(field.path, WireOf(field)));
}

}  // namespace ett::json
