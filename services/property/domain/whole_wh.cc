#include "services/property/domain/whole_wh.h"

#include <algorithm>

#include "absl/strings/ascii.h"

namespace ett::property {
namespace {

constexpr std::int64_t kMost = 100'000'000'000'000'000;

bool AllDigits(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), absl::ascii_isdigit);
}

// `number` with these digits behind it.
std::int64_t Appended(std::int64_t number, absl::string_view digits) {
  for (const char c : digits) number = std::min(kMost, number * 10 + (c - '0'));
  return number;
}

}  // namespace

std::optional<std::int64_t> WholeWh(absl::string_view decimal, int exponent) {
  const std::size_t point = decimal.find('.');
  const absl::string_view whole = decimal.substr(0, point);
  absl::string_view rest = point == decimal.npos ? "" : decimal.substr(point + 1);
  if (whole.empty() || !AllDigits(whole) || !AllDigits(rest)) return std::nullopt;
  while (!rest.empty() && rest.back() == '0') rest.remove_suffix(1);
  const int left = exponent - static_cast<int>(rest.size());
  if (left < 0) return std::nullopt;
  std::int64_t wh = Appended(Appended(0, whole), rest);
  for (int i = 0; i < left; ++i) wh = std::min(kMost, wh * 10);
  return wh;
}

}  // namespace ett::property
