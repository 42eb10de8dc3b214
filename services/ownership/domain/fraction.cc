#include "services/ownership/domain/fraction.h"

#include <limits>
#include <numeric>

namespace ett::ownership {
namespace {

__extension__ using Wide = __int128;

Wide Gcd(Wide a, Wide b) {
  while (b != 0) {
    const Wide rest = a % b;
    a = b;
    b = rest;
  }
  return a < 0 ? -a : a;
}

bool Fits(Wide number) {
  return number >= std::numeric_limits<std::int64_t>::min() &&
         number <= std::numeric_limits<std::int64_t>::max();
}

std::optional<Fraction> Reduced(Wide top, Wide bottom) {
  const Wide divisor = Gcd(top, bottom);
  if (!Fits(top / divisor) || !Fits(bottom / divisor)) return std::nullopt;
  return Fraction(static_cast<std::int64_t>(top / divisor),
                  static_cast<std::int64_t>(bottom / divisor));
}

}  // namespace

Fraction::Fraction(std::int64_t numerator, std::int64_t denominator) {
  const auto divisor = static_cast<std::int64_t>(Gcd(numerator, denominator));
  const std::int64_t sign = denominator < 0 ? -1 : 1;
  numerator_ = sign * (numerator / divisor);
  denominator_ = sign * (denominator / divisor);
}

double Fraction::Percent() const {
  return static_cast<double>(100.0L * static_cast<long double>(numerator_) /
                             static_cast<long double>(denominator_));
}

std::optional<Fraction> Fraction::Plus(const Fraction& other) const {
  return Reduced(Wide{numerator_} * other.denominator_ + Wide{other.numerator_} * denominator_,
                 Wide{denominator_} * other.denominator_);
}

std::optional<Fraction> Fraction::Times(const Fraction& other) const {
  return Reduced(Wide{numerator_} * other.numerator_, Wide{denominator_} * other.denominator_);
}

bool Fraction::operator<(const Fraction& other) const {
  return Wide{numerator_} * other.denominator_ < Wide{other.numerator_} * denominator_;
}

std::optional<CommonParts> WithCommonDenominator(absl::Span<const Fraction> fractions) {
  Wide common = 1;
  for (const Fraction& each : fractions) {
    common = common / Gcd(common, each.denominator()) * each.denominator();
    if (!Fits(common)) return std::nullopt;
  }
  CommonParts parts;
  parts.denominator = static_cast<std::int64_t>(common);
  for (const Fraction& each : fractions) {
    const Wide numerator = common / each.denominator() * each.numerator();
    if (!Fits(numerator)) return std::nullopt;
    parts.numerators.push_back(static_cast<std::int64_t>(numerator));
  }
  return parts;
}

}  // namespace ett::ownership
