#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "json/json_text.h"
#include "json/parser.h"
#include "json/scalar.h"
#include "status/macros.h"

namespace ett::json {
namespace {

using Field = google::protobuf::FieldDescriptor;

// Whether the wire leaves out a field that has its default.
bool IsLeftOut(const FieldPlan& field) { return !field.presence && !field.repeated; }

}  // namespace

absl::Status Parser::Value(const FieldPlan& field, const FieldTree* except) {
  switch (field.type) {
    case Field::TYPE_STRING:
      return Text(field);
    case Field::TYPE_BYTES:
      return Bytes(field);
    case Field::TYPE_MESSAGE:
    case Field::TYPE_GROUP:
      return Submessage(field, except);
    default:
      return Number(field);
  }
}

absl::Status Parser::Text(const FieldPlan& field) {
  if (reader_.Peek() != '"') return Unfit("a string");
  absl::string_view text;
  if (!reader_.ReadString(text)) return Malformed();
  if (text.empty() && IsLeftOut(field)) return absl::OkStatus();
  wire_.append(field.tag);
  AppendBytes(text, wire_);
  return absl::OkStatus();
}

absl::Status Parser::Bytes(const FieldPlan& field) {
  if (reader_.Peek() != '"') return Unfit("bytes in base64");
  absl::string_view text;
  if (!reader_.ReadString(text)) return Malformed();
  if (text.empty() && IsLeftOut(field)) return absl::OkStatus();
  wire_.append(field.tag);
  const LengthPrefix length(wire_);
  if (!AppendBase64Decoded(text, wire_)) return Refused("bytes in base64", text);
  length.Close(wire_);
  return absl::OkStatus();
}

absl::Status Parser::Number(const FieldPlan& field) {
  std::uint64_t bits = 0;
  dropped_ = false;
  RETURN_IF_ERROR(Bits(field, bits));
  if (dropped_ || (bits == 0 && IsLeftOut(field))) return absl::OkStatus();
  if (!field.packed) wire_.append(field.tag);
  AppendBits(field.wire_type, bits, wire_);
  return absl::OkStatus();
}

absl::Status Parser::Bits(const FieldPlan& field, std::uint64_t& bits) {
  if (field.enumeration != nullptr) return EnumBits(field, bits);
  if (field.type != Field::TYPE_BOOL) return NumberBits(field, bits);
  const char first = reader_.Peek();
  if (first != 't' && first != 'f') return Unfit(Wanted(field.type));
  bits = first == 't' ? 1 : 0;
  return reader_.ReadWord(bits == 1 ? "true" : "false") ? absl::OkStatus() : Malformed();
}

absl::Status Parser::NumberBits(const FieldPlan& field, std::uint64_t& bits) {
  const char first = reader_.Peek();
  absl::string_view token;
  if (first == '"') {
    if (!reader_.ReadString(token)) return Malformed();
  } else if (first == '-' || absl::ascii_isdigit(first)) {
    if (!reader_.ReadNumber(token)) return Malformed();
  } else {
    return Unfit(Wanted(field.type));
  }
  if (ParseNumber(field.type, token, bits)) return absl::OkStatus();
  return Refused(Wanted(field.type), token);
}

absl::Status Parser::EnumBits(const FieldPlan& field, std::uint64_t& bits) {
  const EnumPlan& names = *field.enumeration;
  const char first = reader_.Peek();
  if (first == 'n' && names.is_null_value) {
    bits = 0;
    return reader_.ReadWord("null") ? absl::OkStatus() : Malformed();
  }
  absl::string_view token;
  if (first == '-' || absl::ascii_isdigit(first)) {
    if (!reader_.ReadNumber(token)) return Malformed();
    if (ParseNumber(Field::TYPE_INT32, token, bits)) return absl::OkStatus();
    return Refused(Wanted(Field::TYPE_INT32), token);
  }
  if (first != '"') return Unfit(names.Wanted());
  if (!reader_.ReadString(token)) return Malformed();
  const auto found = names.numbers.find(token);
  if (found != names.numbers.end()) {
    bits = static_cast<std::uint64_t>(std::int64_t{found->second});
    return absl::OkStatus();
  }
  dropped_ = options_.ignore_unknown;
  return dropped_ ? absl::OkStatus() : Refused(names.Wanted(), token);
}

absl::Status Parser::Key(const FieldPlan& key) {
  absl::string_view text;
  if (!reader_.ReadString(text)) return Malformed();
  if (key.type == Field::TYPE_STRING) {
    if (text.empty()) return absl::OkStatus();
    wire_.append(key.tag);
    AppendBytes(text, wire_);
    return absl::OkStatus();
  }
  std::uint64_t bits = 0;
  const bool fits =
      key.type == Field::TYPE_BOOL ? ParseBool(text, bits) : ParseNumber(key.type, text, bits);
  if (!fits) return Refused(absl::StrCat("keys that are ", Wanted(key.type)), text);
  if (bits == 0) return absl::OkStatus();
  wire_.append(key.tag);
  AppendBits(key.wire_type, bits, wire_);
  return absl::OkStatus();
}

}  // namespace ett::json
