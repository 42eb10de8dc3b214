#include "services/ownership/bods_percentage.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace ett::ownership::bods {
namespace {

// A decimal exponent beyond this leaves nothing of a number from 0 to 100.
constexpr int kFarthestExponent = 1000;

int ExponentOf(absl::string_view text) {
  int exponent = 0;
  if (absl::SimpleAtoi(text, &exponent)) {
    return std::clamp(exponent, -kFarthestExponent, kFarthestExponent);
  }
  return !text.empty() && text[0] == '-' ? -kFarthestExponent : kFarthestExponent;
}

// The digits of a number from the first that is not 0 to the last, and how many of them stand
// before its point; below 0 where zeros stand between.
struct Decimal {
  std::string digits;
  int whole = 0;
};

Decimal DecimalOf(absl::string_view number) {
  const std::size_t mark = number.find_first_of("eE");
  const int exponent = mark == absl::string_view::npos ? 0 : ExponentOf(number.substr(mark + 1));
  const absl::string_view mantissa = absl::StripPrefix(number.substr(0, mark), "-");
  Decimal decimal;
  for (const char c : mantissa) {
    if (c != '.') decimal.digits.push_back(c);
  }
  const std::size_t first = decimal.digits.find_first_not_of('0');
  if (first == std::string::npos) return {};
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  decimal.whole = static_cast<int>(point) + exponent - static_cast<int>(first);
  decimal.digits.erase(0, first);
  decimal.digits.erase(decimal.digits.find_last_not_of('0') + 1);
  return decimal;
}

}  // namespace

Percentage Percentage::Parse(absl::string_view number) {
  auto [digits, whole] = DecimalOf(number);
  if (digits.empty() || whole <= -kMostDecimals) return Percentage();
  if (whole < 0) digits.insert(0, static_cast<std::size_t>(-whole), '0');
  const auto before = static_cast<std::size_t>(std::max(whole, 0));
  if (digits.size() < before) digits.resize(before, '0');
  digits.resize(std::min(digits.size(), before + kMostDecimals));
  std::int64_t units = 0;
  if (!absl::SimpleAtoi(digits, &units)) return Of(100, 0);
  return Of(units, static_cast<int>(digits.size() - before));
}

bool Percentage::IsExact(absl::string_view number) {
  const Decimal decimal = DecimalOf(number);
  return static_cast<int>(decimal.digits.size()) - decimal.whole <= kMostDecimals;
}

Percentage Percentage::Of(std::int64_t units, int decimals) {
  Percentage percentage;
  percentage.units_ = units;
  percentage.decimals_ = decimals;
  while (percentage.decimals_ > 0 && percentage.units_ % 10 == 0) {
    percentage.units_ /= 10;
    --percentage.decimals_;
  }
  return percentage;
}

std::string Percentage::ToString() const {
  std::string text = absl::StrCat(units_);
  if (decimals_ == 0) return text;
  const auto decimals = static_cast<std::size_t>(decimals_);
  if (text.size() <= decimals) text.insert(0, decimals + 1 - text.size(), '0');
  return text.insert(text.size() - decimals, 1, '.');
}

std::int64_t Percentage::Scaled() const {
  std::int64_t scaled = units_;
  for (int i = decimals_; i < kMostDecimals; ++i) scaled *= 10;
  return scaled;
}

bool Percentage::operator<(const Percentage& other) const { return Scaled() < other.Scaled(); }

}  // namespace ett::ownership::bods
