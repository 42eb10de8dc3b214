#include "json/scalar.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <limits>
#include <system_error>

#include "absl/strings/ascii.h"
#include "absl/strings/charconv.h"
#include "absl/strings/numbers.h"

namespace ett::json {
namespace {

using Field = google::protobuf::FieldDescriptor;

// Below this many digits no integer overflows 64 bits.
constexpr std::size_t kSafeDigits = 19;

std::size_t SkipDigits(absl::string_view text, std::size_t at) {
  while (at < text.size() && absl::ascii_isdigit(text[at])) ++at;
  return at;
}

// Goes beyond the digits that stand at `at`; false when there are none.
bool SkipSome(absl::string_view text, std::size_t& at) {
  const std::size_t start = at;
  at = SkipDigits(text, at);
  return at != start;
}

// An integer as its sign and its distance from zero.
struct Integer {
  bool negative = false;
  std::uint64_t magnitude = 0;
};

// Beyond the fast case: `digits` times ten to the power of `exponent`, computed exactly.
bool Scale(std::string digits, std::int64_t exponent, std::uint64_t& magnitude) {
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  if (digits.empty()) return true;
  const std::size_t last = digits.find_last_not_of('0');
  exponent += static_cast<std::int64_t>(digits.size() - 1 - last);
  digits.resize(last + 1);
  if (exponent < 0 || digits.size() + static_cast<std::uint64_t>(exponent) > kSafeDigits + 1) {
    return false;
  }
  digits.append(static_cast<std::size_t>(exponent), '0');
  return absl::SimpleAtoi(digits, &magnitude);
}

bool ParseScaled(absl::string_view text, std::uint64_t& magnitude) {
  const std::size_t mark = std::min(text.find_first_of("eE"), text.size());
  std::int64_t exponent = 0;
  if (mark < text.size() && !absl::SimpleAtoi(text.substr(mark + 1), &exponent)) {
    // Nothing but zero survives an exponent of twenty digits.
    return text.substr(0, mark).find_first_not_of("0.") == absl::string_view::npos;
  }
  exponent = std::clamp<std::int64_t>(exponent, -(1L << 40), 1L << 40);
  std::string digits(text.substr(0, mark));
  const std::size_t point = digits.find('.');
  if (point != std::string::npos) {
    exponent -= static_cast<std::int64_t>(digits.size() - point - 1);
    digits.erase(point, 1);
  }
  return Scale(std::move(digits), exponent, magnitude);
}

bool ParseInteger(absl::string_view text, Integer& integer) {
  if (NumberSize(text) != text.size() || text.empty()) return false;
  integer.negative = text[0] == '-';
  if (integer.negative) text.remove_prefix(1);
  integer.magnitude = 0;
  if (text.size() > kSafeDigits || SkipDigits(text, 0) != text.size()) {
    return ParseScaled(text, integer.magnitude);
  }
  for (const char c : text) {
    integer.magnitude = integer.magnitude * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return true;
}

template <class Value>
bool ParseSigned(absl::string_view text, std::int64_t& value) {
  Integer integer;
  if (!ParseInteger(text, integer)) return false;
  const auto most = static_cast<std::uint64_t>(std::numeric_limits<Value>::max());
  if (integer.magnitude > most + (integer.negative ? 1 : 0)) return false;
  value = static_cast<std::int64_t>(integer.negative ? 0 - integer.magnitude : integer.magnitude);
  return true;
}

template <class Value>
bool ParseUnsigned(absl::string_view text, std::uint64_t& bits) {
  Integer integer;
  if (!ParseInteger(text, integer)) return false;
  if (integer.negative && integer.magnitude != 0) return false;
  bits = integer.magnitude;
  return bits <= std::numeric_limits<Value>::max();
}

// Only absl's says whether a number was too large or too small.
template <class Value>
bool IsTooSmall(absl::string_view text, Value& value) {
  absl::from_chars(text.data(), text.data() + text.size(), value);
  return std::abs(value) < 1;
}

template <class Value>
bool ParseFloat(absl::string_view text, Value& value) {
  if (text == "NaN" || text == "Infinity" || text == "-Infinity") {
    value = text == "NaN" ? std::numeric_limits<Value>::quiet_NaN()
                          : std::numeric_limits<Value>::infinity();
    if (text[0] == '-') value = -value;
    return true;
  }
  if (text.empty() || NumberSize(text) != text.size()) return false;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc::result_out_of_range) return IsTooSmall(text, value);
  return error == std::errc();
}

std::uint64_t Zigzag(std::int64_t value) {
  return static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63);
}

template <class Value, class Bits>
bool ParseFloatBits(absl::string_view text, std::uint64_t& bits) {
  Value value = 0;
  if (!ParseFloat(text, value)) return false;
  bits = std::bit_cast<Bits>(value);
  return true;
}

template <class Value>
bool ParseSignedBits(FieldType type, absl::string_view text, std::uint64_t& bits) {
  std::int64_t value = 0;
  if (!ParseSigned<Value>(text, value)) return false;
  const bool zigzag = type == Field::TYPE_SINT32 || type == Field::TYPE_SINT64;
  bits = zigzag ? Zigzag(value) : static_cast<std::uint64_t>(value);
  return true;
}

}  // namespace

WireType WireTypeOf(FieldType type) {
  switch (type) {
    case Field::TYPE_DOUBLE:
    case Field::TYPE_FIXED64:
    case Field::TYPE_SFIXED64:
      return WireType::kFixed64;
    case Field::TYPE_FLOAT:
    case Field::TYPE_FIXED32:
    case Field::TYPE_SFIXED32:
      return WireType::kFixed32;
    case Field::TYPE_STRING:
    case Field::TYPE_BYTES:
    case Field::TYPE_MESSAGE:
      return WireType::kBytes;
    case Field::TYPE_GROUP:
      return WireType::kStartGroup;
    default:
      return WireType::kVarint;
  }
}

std::uint64_t Normal(FieldType type, std::uint64_t bits) {
  switch (type) {
    case Field::TYPE_BOOL:
      return bits != 0 ? 1 : 0;
    case Field::TYPE_INT32:
    case Field::TYPE_ENUM:
      return static_cast<std::uint64_t>(std::int64_t{static_cast<std::int32_t>(bits)});
    case Field::TYPE_UINT32:
    case Field::TYPE_SINT32:
      return static_cast<std::uint32_t>(bits);
    default:
      return bits;
  }
}

std::size_t NumberSize(absl::string_view text) {
  const std::size_t first = !text.empty() && text[0] == '-' ? 1 : 0;
  std::size_t at = SkipDigits(text, first);
  if (at == first) return 0;
  if (text[first] == '0') at = first + 1;
  if (at < text.size() && text[at] == '.' && !SkipSome(text, ++at)) return 0;
  if (at < text.size() && (text[at] | 0x20) == 'e') {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (!SkipSome(text, at)) return 0;
  }
  return at;
}

bool ParseNumber(FieldType type, absl::string_view text, std::uint64_t& bits) {
  switch (type) {
    case Field::TYPE_DOUBLE:
      return ParseFloatBits<double, std::uint64_t>(text, bits);
    case Field::TYPE_FLOAT:
      return ParseFloatBits<float, std::uint32_t>(text, bits);
    case Field::TYPE_UINT32:
    case Field::TYPE_FIXED32:
      return ParseUnsigned<std::uint32_t>(text, bits);
    case Field::TYPE_UINT64:
    case Field::TYPE_FIXED64:
      return ParseUnsigned<std::uint64_t>(text, bits);
    case Field::TYPE_INT64:
    case Field::TYPE_SINT64:
    case Field::TYPE_SFIXED64:
      return ParseSignedBits<std::int64_t>(type, text, bits);
    default:
      return ParseSignedBits<std::int32_t>(type, text, bits);
  }
}

bool ParseBool(absl::string_view text, std::uint64_t& bits) {
  bits = text == "true" ? 1 : 0;
  return bits == 1 || text == "false";
}

absl::string_view Wanted(FieldType type) {
  switch (type) {
    case Field::TYPE_BOOL:
      return "true or false";
    case Field::TYPE_DOUBLE:
    case Field::TYPE_FLOAT:
      return "a number";
    case Field::TYPE_UINT32:
    case Field::TYPE_FIXED32:
      return "an integer of 32 bits, not negative";
    case Field::TYPE_UINT64:
    case Field::TYPE_FIXED64:
      return "an integer of 64 bits, not negative";
    case Field::TYPE_INT64:
    case Field::TYPE_SINT64:
    case Field::TYPE_SFIXED64:
      return "an integer of 64 bits";
    default:
      return "an integer of 32 bits";
  }
}

}  // namespace ett::json
