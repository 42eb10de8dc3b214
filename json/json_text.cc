#include "json/json_text.h"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "status/utf8.h"

namespace ett::json {
namespace {

constexpr std::uint64_t kOnes = 0x0101010101010101;
constexpr std::uint64_t kHighs = 0x8080808080808080;

// The high bit of each byte that is less than `limit`; right up to the first such byte.
constexpr std::uint64_t Below(std::uint64_t word, std::uint64_t limit) {
  return (word - kOnes * limit) & ~word & kHighs;
}

constexpr std::uint64_t Special(std::uint64_t word) {
  return (word & kHighs) | Below(word, 0x20) | Below(word ^ (kOnes * '"'), 1) |
         Below(word ^ (kOnes * '\\'), 1);
}

bool IsPlain(char c) {
  const auto byte = static_cast<std::uint8_t>(c);
  return byte >= 0x20 && byte < 0x80 && c != '"' && c != '\\';
}

void AppendEscape(char c, std::string& json) {
  static constexpr absl::string_view kFrom = "\"\\\b\f\n\r\t";
  static constexpr absl::string_view kTo = "\"\\bfnrt";
  static constexpr absl::string_view kHex = "0123456789abcdef";
  const std::size_t place = kFrom.find(c);
  if (place != absl::string_view::npos) {
    json.push_back('\\');
    json.push_back(kTo[place]);
    return;
  }
  json.append("\\u00");
  json.push_back(kHex[static_cast<std::uint8_t>(c) >> 4]);
  json.push_back(kHex[c & 15]);
}

constexpr std::int8_t kNoDigit = -1;

constexpr std::array<std::int8_t, 256> Digits() {
  std::array<std::int8_t, 256> digits{};
  digits.fill(kNoDigit);
  for (int i = 0; i < 26; ++i) {
    digits['A' + i] = static_cast<std::int8_t>(i);
    digits['a' + i] = static_cast<std::int8_t>(26 + i);
  }
  for (int i = 0; i < 10; ++i) digits['0' + i] = static_cast<std::int8_t>(52 + i);
  digits['+'] = digits['-'] = 62;
  digits['/'] = digits['_'] = 63;
  return digits;
}

}  // namespace

std::size_t PlainSize(absl::string_view text) {
  std::size_t at = 0;
  while (text.size() - at >= sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, sizeof word);
    static_assert(std::endian::native == std::endian::little);
    const std::uint64_t special = Special(word);
    if (special != 0) return at + std::countr_zero(special) / 8;
    at += sizeof word;
  }
  while (at < text.size() && IsPlain(text[at])) ++at;
  return at;
}

void AppendCharacter(char32_t code, std::string& text) {
  const auto last = [code](int shift) { return static_cast<char>(0x80 | (code >> shift & 0x3F)); };
  if (code < 0x80) return text.push_back(static_cast<char>(code));
  if (code < 0x800) {
    text.append({static_cast<char>(0xC0 | code >> 6), last(0)});
  } else if (code < 0x10000) {
    text.append({static_cast<char>(0xE0 | code >> 12), last(6), last(0)});
  } else {
    text.append({static_cast<char>(0xF0 | code >> 18), last(12), last(6), last(0)});
  }
}

bool AppendJsonString(absl::string_view text, std::string& json) {
  json.push_back('"');
  while (true) {
    const std::size_t plain = PlainSize(text);
    json.append(text.data(), plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    const std::size_t size = status::CharacterSize(text);
    if (size == 0) return false;
    if (size == 1 && !IsPlain(text[0])) {
      AppendEscape(text[0], json);
    } else {
      json.append(text.data(), size);
    }
    text.remove_prefix(size);
  }
  json.push_back('"');
  return true;
}

bool AppendBase64Decoded(absl::string_view text, std::string& bytes) {
  static constexpr std::array<std::int8_t, 256> kDigits = Digits();
  if (text.size() % 4 == 0 && !text.empty() && text.back() == '=') {
    text.remove_suffix(text[text.size() - 2] == '=' ? 2 : 1);
  }
  if (text.size() % 4 == 1) return false;
  std::uint32_t word = 0;
  int bits = 0;
  for (const char c : text) {
    const std::int8_t digit = kDigits[static_cast<std::uint8_t>(c)];
    if (digit == kNoDigit) return false;
    word = word << 6 | static_cast<std::uint32_t>(digit);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push_back(static_cast<char>(word >> bits));
  }
  return true;
}

}  // namespace ett::json
