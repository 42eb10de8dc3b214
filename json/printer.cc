#include "json/printer.h"

#include "absl/container/flat_hash_set.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "json/json_text.h"
#include "json/scalar.h"
#include "status/macros.h"

namespace ett::json {
namespace {

using Field = google::protobuf::FieldDescriptor;

const FieldTree* Below(const FieldTree* shown, const FieldPlan& field) {
  return shown == nullptr || shown->whole() ? nullptr : shown->Find(field);
}

bool IsShown(const FieldTree* shown, const FieldPlan& field) {
  return shown == nullptr || shown->whole() || shown->Find(field) != nullptr;
}

// Whether a field that cannot be absent is.
bool IsDefault(const FieldPlan& field, const Piece& piece) {
  if (field.presence || field.repeated) return false;
  return field.wire_type == WireType::kBytes ? piece.bytes.empty() : piece.bits == 0;
}

// One of the two is empty.
using MapKey = std::pair<std::uint64_t, absl::string_view>;

// The last key in an entry; the default where there is none, or where the wire ends badly.
MapKey KeyIn(const FieldPlan& key, absl::string_view entry) {
  MapKey found;
  WireReader reader(entry);
  Piece piece;
  while (!reader.done() && reader.Next(piece)) {
    if (piece.number != key.number || piece.type != key.wire_type) continue;
    found = key.wire_type == WireType::kBytes ? MapKey(0, piece.bytes)
                                              : MapKey(Normal(key.type, piece.bits), "");
  }
  return found;
}

// Of several entries with one key the last is the map's.
void DropOverwritten(const FieldPlan& key, Span span, std::vector<Occurrence>& found) {
  absl::flat_hash_set<MapKey> seen;
  for (std::size_t i = span.end; i-- > span.begin;) {
    if (!seen.insert(KeyIn(key, found[i].piece.bytes)).second) {
      found[i].field = Occurrence::kUnknown;
    }
  }
}

}  // namespace

absl::Status Printer::Message(const MessagePlan& plan, absl::string_view wire,
                              const FieldTree* shown) {
  if (depth_ > kMaxDepth) {
    return absl::InternalError(absl::StrCat("the message does not fit its contract: more than ",
                                            kMaxDepth, " messages within one another"));
  }
  ++depth_;
  RETURN_IF_ERROR(plan.well_known() == WellKnown::kNone ? Object(plan, wire, shown)
                                                        : WellKnownMessage(plan, wire));
  --depth_;
  return absl::OkStatus();
}

absl::Status Printer::Object(const MessagePlan& plan, absl::string_view wire,
                             const FieldTree* shown) {
  const std::size_t begin = found_.size();
  if (!ScanFields(plan, wire, found_)) return Malformed(plan);
  json_.push_back('{');
  RETURN_IF_ERROR(Members(plan, begin, shown));
  json_.push_back('}');
  return absl::OkStatus();
}

absl::Status Printer::Members(const MessagePlan& plan, std::size_t begin, const FieldTree* shown) {
  const std::size_t all = found_.size();
  int next = 0;
  for (Span span{begin, begin}; span.begin < all; span.begin = span.end) {
    const int index = found_[span.begin].field;
    if (index == Occurrence::kUnknown) break;
    while (span.end < all && found_[span.end].field == index) ++span.end;
    const FieldPlan& field = plan.fields()[index];
    if (options_.defaults) Defaults(plan, next, index, shown);
    next = index + 1;
    if (IsShown(shown, field)) RETURN_IF_ERROR(Member(field, span, Below(shown, field)));
  }
  if (options_.defaults) Defaults(plan, next, static_cast<int>(plan.fields().size()), shown);
  found_.resize(begin);
  return absl::OkStatus();
}

absl::Status Printer::Member(const FieldPlan& field, Span span, const FieldTree* shown) {
  if (!options_.defaults && IsDefault(field, found_[span.end - 1].piece)) return absl::OkStatus();
  Key(field);
  if (field.map) return Map(field, span);
  if (field.repeated) return List(field, span, shown);
  return Single(field, span, shown);
}

void Printer::Defaults(const MessagePlan& plan, int next, int end, const FieldTree* shown) {
  for (; next < end; ++next) {
    const FieldPlan& field = plan.fields()[next];
    if (field.presence || field.extension || !IsShown(shown, field)) continue;
    Key(field);
    if (field.repeated) {
      json_.append(field.map ? "{}" : "[]");
    } else {
      Default(field);
    }
  }
}

void Printer::Key(const FieldPlan& field) {
  if (json_.back() != '{') json_.push_back(',');
  json_.append(options_.proto_names ? field.name_key : field.key);
}

absl::Status Printer::Single(const FieldPlan& field, Span span, const FieldTree* shown) {
  if (field.message == nullptr) return Value(field, found_[span.end - 1].piece, shown);
  std::string buffer;
  return Message(*field.message, Merged(found_, span, buffer), shown);
}

absl::Status Printer::List(const FieldPlan& field, Span span, const FieldTree* shown) {
  json_.push_back('[');
  for (std::size_t i = span.begin; i < span.end; ++i) {
    const Piece piece = found_[i].piece;
    if (piece.type != field.wire_type) {
      RETURN_IF_ERROR(Packed(field, piece.bytes));
      continue;
    }
    if (json_.back() != '[') json_.push_back(',');
    RETURN_IF_ERROR(Value(field, piece, shown));
  }
  json_.push_back(']');
  return absl::OkStatus();
}

absl::Status Printer::Packed(const FieldPlan& field, absl::string_view bytes) {
  WireReader reader(bytes);
  Piece piece;
  while (!reader.done()) {
    if (!reader.NextValue(field.wire_type, piece.bits)) {
      return absl::InternalError(
          absl::StrCat("the message does not fit its contract: ", field.descriptor->full_name(),
                       " ends within a value"));
    }
    piece.bits = Normal(field.type, piece.bits);
    if (json_.back() != '[') json_.push_back(',');
    RETURN_IF_ERROR(Value(field, piece, nullptr));
  }
  return absl::OkStatus();
}

absl::Status Printer::Map(const FieldPlan& field, Span span) {
  if (span.end - span.begin > 1) DropOverwritten(field.message->fields()[0], span, found_);
  json_.push_back('{');
  for (std::size_t i = span.begin; i < span.end; ++i) {
    if (found_[i].field == Occurrence::kUnknown) continue;
    if (json_.back() != '{') json_.push_back(',');
    RETURN_IF_ERROR(Entry(field, found_[i].piece.bytes));
  }
  json_.push_back('}');
  return absl::OkStatus();
}

absl::Status Printer::Entry(const FieldPlan& map, absl::string_view wire) {
  const FieldPlan& key = map.message->fields()[0];
  const FieldPlan& value = map.message->fields()[1];
  const std::size_t begin = found_.size();
  if (!ScanFields(*map.message, wire, found_)) return Malformed(*map.message);
  std::size_t values = begin;
  while (values < found_.size() && found_[values].field == key.index) ++values;
  std::size_t end = values;
  while (end < found_.size() && found_[end].field == value.index) ++end;
  const Piece name = values > begin ? found_[values - 1].piece : Piece();
  if (key.type == Field::TYPE_STRING) {
    RETURN_IF_ERROR(Text(key, name.bytes));
  } else {
    json_.push_back('"');
    key.type == Field::TYPE_BOOL ? AppendNumber(key.type, name.bits, json_)
                                 : AppendInteger(key.type, name.bits, json_);
    json_.push_back('"');
  }
  json_.push_back(':');
  ++depth_;
  if (end > values) {
    RETURN_IF_ERROR(Single(value, {values, end}, nullptr));
  } else if (value.message != nullptr) {
    RETURN_IF_ERROR(Message(*value.message, "", nullptr));
  } else {
    Default(value);
  }
  --depth_;
  found_.resize(begin);
  return absl::OkStatus();
}

absl::Status Printer::Value(const FieldPlan& field, const Piece& piece, const FieldTree* shown) {
  switch (field.type) {
    case Field::TYPE_STRING:
      return Text(field, piece.bytes);
    case Field::TYPE_BYTES:
      absl::StrAppend(&json_, "\"", absl::Base64Escape(piece.bytes), "\"");
      break;
    case Field::TYPE_ENUM:
      Enum(field, piece.bits);
      break;
    case Field::TYPE_MESSAGE:
    case Field::TYPE_GROUP:
      return Message(*field.message, piece.bytes, shown);
    default:
      AppendNumber(field.type, piece.bits, json_);
  }
  return absl::OkStatus();
}

absl::Status Printer::Text(const FieldPlan& field, absl::string_view text) {
  if (AppendJsonString(text, json_)) return absl::OkStatus();
  return absl::InternalError(absl::StrCat(
      "the message does not fit its contract: ", field.descriptor->full_name(), " is not UTF-8"));
}

void Printer::Enum(const FieldPlan& field, std::uint64_t bits) {
  const auto number = static_cast<std::int32_t>(bits);
  if (field.enumeration->is_null_value) return void(json_.append("null"));
  const auto name = field.enumeration->names.find(number);
  if (options_.enum_numbers || name == field.enumeration->names.end()) {
    return AppendInteger(Field::TYPE_INT32, bits, json_);
  }
  json_.push_back('"');
  json_.append(name->second.data(), name->second.size());
  json_.push_back('"');
}

void Printer::Default(const FieldPlan& field) {
  switch (field.type) {
    case Field::TYPE_STRING:
    case Field::TYPE_BYTES:
      return void(json_.append("\"\""));
    case Field::TYPE_ENUM:
      return Enum(field,
                  static_cast<std::uint64_t>(field.descriptor->default_value_enum()->number()));
    default:
      return AppendNumber(field.type, 0, json_);
  }
}

absl::Status Printer::Malformed(const MessagePlan& plan) const {
  return absl::InternalError(absl::StrCat("the message does not fit its contract: not the wire of ",
                                          plan.descriptor().full_name()));
}

}  // namespace ett::json
