#include "status/utf8.h"

#include <algorithm>
#include <cstdint>

namespace ett::status {
namespace {

bool Within(char c, std::uint8_t low, std::uint8_t high) {
  const auto byte = static_cast<std::uint8_t>(c);
  return byte >= low && byte <= high;
}

bool IsContinuation(char c) { return Within(c, 0x80, 0xBF); }

// Of three bytes: neither longer than needed (E0) nor a surrogate (ED).
bool IsThree(absl::string_view text) {
  if (text.size() < 3 || !IsContinuation(text[2])) return false;
  const auto first = static_cast<std::uint8_t>(text[0]);
  return Within(text[1], first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF);
}

// Of four bytes: neither longer than needed (F0) nor beyond U+10FFFF (F4).
bool IsFour(absl::string_view text) {
  if (text.size() < 4 || !IsContinuation(text[2]) || !IsContinuation(text[3])) return false;
  const auto first = static_cast<std::uint8_t>(text[0]);
  return Within(text[1], first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF);
}

}  // namespace

std::size_t CharacterSize(absl::string_view text) {
  const auto first = static_cast<std::uint8_t>(text[0]);
  if (first < 0x80) return 1;
  if (first < 0xC2) return 0;
  if (first < 0xE0) return text.size() >= 2 && IsContinuation(text[1]) ? 2 : 0;
  if (first < 0xF0) return IsThree(text) ? 3 : 0;
  return first < 0xF5 && IsFour(text) ? 4 : 0;
}

bool IsUtf8(absl::string_view text) {
  while (!text.empty()) {
    const std::size_t size = CharacterSize(text);
    if (size == 0) return false;
    text.remove_prefix(size);
  }
  return true;
}

std::string Readable(absl::string_view text) {
  std::string readable;
  while (!text.empty()) {
    const std::size_t size = CharacterSize(text);
    readable.append(size == 0 ? "\uFFFD" : std::string(text.substr(0, size)));
    text.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return readable;
}

}  // namespace ett::status
