#include <array>
#include <bit>
#include <charconv>
#include <cmath>

#include "json/scalar.h"

namespace ett::json {
namespace {

using Field = google::protobuf::FieldDescriptor;

std::int64_t Unzigzag(std::uint64_t bits) {
  return static_cast<std::int64_t>(bits >> 1 ^ (0 - (bits & 1)));
}

template <class Value>
void AppendDecimal(Value value, std::string& json) {
  std::array<char, 24> buffer;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  json.append(buffer.data(), end);
}

// Written out between a millionth and 10^21, as JavaScript does; else with an exponent.
template <class Value>
void AppendFloat(Value value, std::string& json) {
  if (std::isnan(value)) return void(json.append("\"NaN\""));
  if (std::isinf(value)) return void(json.append(value > 0 ? "\"Infinity\"" : "\"-Infinity\""));
  std::array<char, 48> buffer;
  const Value size = std::abs(value);
  const bool plain = size == 0 || (size >= Value(1e-6) && size < Value(1e21));
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                 plain ? std::chars_format::fixed : std::chars_format::scientific)
                       .ptr;
  json.append(buffer.data(), end);
}

bool IsQuoted(FieldType type) {
  switch (type) {
    case Field::TYPE_INT64:
    case Field::TYPE_SINT64:
    case Field::TYPE_SFIXED64:
    case Field::TYPE_UINT64:
    case Field::TYPE_FIXED64:
      return true;
    default:
      return false;
  }
}

}  // namespace

void AppendInteger(FieldType type, std::uint64_t bits, std::string& json) {
  switch (type) {
    case Field::TYPE_UINT32:
    case Field::TYPE_FIXED32:
      return AppendDecimal(static_cast<std::uint32_t>(bits), json);
    case Field::TYPE_UINT64:
    case Field::TYPE_FIXED64:
      return AppendDecimal(bits, json);
    case Field::TYPE_INT64:
    case Field::TYPE_SFIXED64:
      return AppendDecimal(static_cast<std::int64_t>(bits), json);
    case Field::TYPE_SINT64:
      return AppendDecimal(Unzigzag(bits), json);
    case Field::TYPE_SINT32:
      return AppendDecimal(Unzigzag(static_cast<std::uint32_t>(bits)), json);
    default:
      return AppendDecimal(static_cast<std::int32_t>(bits), json);
  }
}

void AppendNumber(FieldType type, std::uint64_t bits, std::string& json) {
  switch (type) {
    case Field::TYPE_BOOL:
      return void(json.append(bits != 0 ? "true" : "false"));
    case Field::TYPE_DOUBLE:
      return AppendFloat(std::bit_cast<double>(bits), json);
    case Field::TYPE_FLOAT:
      return AppendFloat(std::bit_cast<float>(static_cast<std::uint32_t>(bits)), json);
    default:
      break;
  }
  if (!IsQuoted(type)) return AppendInteger(type, bits, json);
  json.push_back('"');
  AppendInteger(type, bits, json);
  json.push_back('"');
}

}  // namespace ett::json
