#include "services/ownership/domain/birth_number.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace ett::ownership {
namespace {

constexpr std::size_t kDigits = 11;
constexpr std::size_t kDateDigits = 6;

using Digits = std::array<int, kDigits>;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsAlphanumeric(char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)); }
bool IsHexadecimal(char c) { return absl::ascii_isxdigit(static_cast<unsigned char>(c)); }

bool Between(int number, int least, int most) { return number >= least && number <= most; }

// Weights of the Norwegian Tax Administration; a weighted sum of 0 by modulus 11.
bool HasCheckDigits(const Digits& digits) {
  constexpr std::array<int, kDigits> kFirst = {3, 7, 6, 1, 8, 9, 4, 5, 2, 1, 0};
  constexpr std::array<int, kDigits> kSecond = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1};
  int first = 0, second = 0;
  for (std::size_t i = 0; i < kDigits; ++i) {
    first += kFirst[i] * digits[i];
    second += kSecond[i] * digits[i];
  }
  return first % 11 == 0 && second % 11 == 0;
}

bool HasDate(const Digits& digits) {
  const int day = digits[0] * 10 + digits[1];
  const int month = digits[2] * 10 + digits[3];
  return (Between(day, 1, 31) || Between(day, 41, 71)) &&
         (Between(month, 1, 12) || Between(month, 41, 52) || Between(month, 66, 77) ||
          Between(month, 81, 92));
}

bool IsBirthNumber(absl::string_view date, absl::string_view rest) {
  Digits digits;
  std::size_t at = 0;
  for (const absl::string_view part : {date, rest}) {
    for (const char c : part) digits[at++] = c - '0';
  }
  return HasDate(digits) && HasCheckDigits(digits);
}

// Whether the letters and digits around text[from, to) are hexadecimal and more than it.
bool IsWithinHexadecimal(absl::string_view text, std::size_t from, std::size_t to) {
  while (from > 0 && IsAlphanumeric(text[from - 1])) --from;
  std::size_t end = to;
  while (end < text.size() && IsAlphanumeric(text[end])) ++end;
  const absl::string_view run = text.substr(from, end - from);
  return run.size() > kDigits && std::all_of(run.begin(), run.end(), IsHexadecimal);
}

std::size_t DigitsFrom(absl::string_view text, std::size_t at) {
  const auto end = std::find_if_not(text.begin() + at, text.end(), IsDigit);
  return static_cast<std::size_t>(end - text.begin()) - at;
}

// The bytes between a date and the rest of a number; 0 where there is no separator.
std::size_t SeparatorAt(absl::string_view text, std::size_t at) {
  for (const absl::string_view separator : {" ", "-", "\u00a0"}) {
    if (absl::StartsWith(text.substr(at), separator)) return separator.size();
  }
  return 0;
}

// Whether one begins with the `count` digits at `at`, which no digit stands before.
bool BeginsOne(absl::string_view text, std::size_t at, std::size_t count) {
  if (count == kDigits) {
    return !IsWithinHexadecimal(text, at, at + count) &&
           IsBirthNumber(text.substr(at, kDateDigits), text.substr(at + kDateDigits, 5));
  }
  if (count != kDateDigits) return false;
  const std::size_t separator = SeparatorAt(text, at + count);
  const std::size_t rest = at + count + separator;
  return separator > 0 && DigitsFrom(text, rest) == 5 &&
         IsBirthNumber(text.substr(at, kDateDigits), text.substr(rest, 5));
}

}  // namespace

bool HoldsBirthNumber(absl::string_view text) {
  for (std::size_t at = 0; at + kDigits <= text.size();) {
    const std::size_t count = DigitsFrom(text, at);
    if (count >= kDateDigits && BeginsOne(text, at, count)) return true;
    at += count + 1;
  }
  return false;
}

}  // namespace ett::ownership
