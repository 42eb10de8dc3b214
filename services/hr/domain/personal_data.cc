#include "services/hr/domain/personal_data.h"

#include <algorithm>

#include "absl/strings/ascii.h"

namespace ett::hr {
namespace {

constexpr std::size_t kLongest = 63;

// Digits from `at` on.
std::size_t DigitsAt(absl::string_view text, std::size_t at) {
  std::size_t count = 0;
  while (at + count < text.size() && absl::ascii_isdigit(text[at + count])) ++count;
  return count;
}

bool IsSeparator(char c) { return c == ' ' || c == '-' || c == '.'; }

}  // namespace

bool LooksLikeBirthNumber(absl::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t digits = DigitsAt(text, i);
    if (digits == 11) return true;
    const std::size_t after = i + digits;
    if (digits == 6 && after < text.size() && IsSeparator(text[after]) &&
        DigitsAt(text, after + 1) == 5) {
      return true;
    }
    i = after + 1;
  }
  return false;
}

bool IsPseudonym(absl::string_view text) {
  const auto may_stand = [](char c) {
    return absl::ascii_isalnum(c) || c == '.' || c == '_' || c == '-';
  };
  return !text.empty() && text.size() <= kLongest && absl::ascii_isalnum(text[0]) &&
         std::all_of(text.begin(), text.end(), may_stand);
}

bool IsCode(absl::string_view text) {
  const auto may_stand = [](char c) {
    return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-';
  };
  return !text.empty() && text.size() <= kLongest && absl::ascii_islower(text[0]) &&
         std::all_of(text.begin(), text.end(), may_stand);
}

}  // namespace ett::hr
