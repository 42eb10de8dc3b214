#include "services/ownership/domain/birth_number.h"

#include <array>
#include <cstddef>

#include "absl/strings/ascii.h"

namespace ett::ownership {
namespace {

constexpr std::size_t kDigits = 11;
using Digits = std::array<int, kDigits>;

// The digits from `begin` on, with one space or hyphen allowed after the sixth; false where there
// are not eleven, or more than that.
bool ReadDigits(absl::string_view text, std::size_t begin, Digits& digits) {
  std::size_t at = begin;
  for (std::size_t i = 0; i < kDigits; ++i, ++at) {
    if (i == 6 && at < text.size() && (text[at] == ' ' || text[at] == '-')) ++at;
    if (at >= text.size() || !absl::ascii_isdigit(text[at])) return false;
    digits[i] = text[at] - '0';
  }
  return at == text.size() || !absl::ascii_isalnum(text[at]);
}

// Days of D numbers are 40 higher; months of test persons 40, 65 or 80.
bool IsDate(const Digits& digits) {
  int day = digits[0] * 10 + digits[1];
  int month = digits[2] * 10 + digits[3];
  if (day > 40) day -= 40;
  for (const int shift : {80, 65, 40}) {
    if (month > shift) {
      month -= shift;
      break;
    }
  }
  return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

template <std::size_t size>
bool Divides(const Digits& digits, const std::array<int, size>& weights) {
  int sum = 0;
  for (std::size_t i = 0; i < size; ++i) sum += weights[i] * digits[i];
  return sum % 11 == 0;
}

bool IsBirthNumber(const Digits& digits) {
  constexpr std::array<int, 10> kFirst = {3, 7, 6, 1, 8, 9, 4, 5, 2, 1};
  constexpr std::array<int, 11> kSecond = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1};
  return IsDate(digits) && Divides(digits, kFirst) && Divides(digits, kSecond);
}

}  // namespace

bool ContainsBirthNumber(absl::string_view text) {
  Digits digits{};
  for (std::size_t i = 0; i + kDigits <= text.size(); ++i) {
    if (i > 0 && absl::ascii_isalnum(text[i - 1])) continue;
    if (ReadDigits(text, i, digits) && IsBirthNumber(digits)) return true;
  }
  return false;
}

}  // namespace ett::ownership
