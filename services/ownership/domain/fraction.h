#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/types/span.h"

namespace ett::ownership {

// An exact part of a whole: numerator / denominator, reduced, the denominator above 0.
class Fraction {
 public:
  constexpr Fraction() = default;
  // `denominator` is not 0.
  Fraction(std::int64_t numerator, std::int64_t denominator);

  std::int64_t numerator() const { return numerator_; }
  std::int64_t denominator() const { return denominator_; }
  double Percent() const;

  // Nothing when the sum does not fit 64 bits.
  std::optional<Fraction> Plus(const Fraction& other) const;
  // Nothing when the product does not fit.
  std::optional<Fraction> Times(const Fraction& other) const;

  bool operator==(const Fraction& other) const = default;
  bool operator<(const Fraction& other) const;

 private:
  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;
};

// Fractions with the least common denominator.
struct CommonParts {
  std::vector<std::int64_t> numerators;
  std::int64_t denominator = 1;
};

// Nothing when a number does not fit 64 bits.
std::optional<CommonParts> WithCommonDenominator(absl::Span<const Fraction> fractions);

}  // namespace ett::ownership
