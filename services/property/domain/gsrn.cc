#include "services/property/domain/gsrn.h"

#include "absl/strings/ascii.h"

namespace ett::property {
namespace {

constexpr std::size_t kDigits = 18;

// Of the digits before it; the one next to it weighs 3.
int CheckDigit(std::int64_t first) {
  int sum = 0;
  for (int weight = 3; first > 0; first /= 10, weight = 4 - weight) {
    sum += static_cast<int>(first % 10) * weight;
  }
  return (10 - sum % 10) % 10;
}

}  // namespace

bool IsGsrn(absl::string_view text) {
  if (text.size() != kDigits) return false;
  std::int64_t number = 0;
  for (const char c : text) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) return false;
    number = number * 10 + (c - '0');
  }
  return number % 10 == CheckDigit(number / 10);
}

std::int64_t GsrnOf(std::int64_t first) { return first * 10 + CheckDigit(first); }

}  // namespace ett::property
