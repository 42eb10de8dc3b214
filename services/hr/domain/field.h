#pragma once

#include <cstdint>
#include <optional>

#include "absl/numeric/int128.h"

// Arithmetic modulo the prime 2^61 − 1: exact, in constant time and space, where rational numbers
// would grow. A relation between whole numbers that holds among the rationals holds here too,
// unless the prime divides one of its denominators.
namespace ett::hr {

using FieldNumber = std::uint64_t;  // 0..kFieldPrime − 1

inline constexpr FieldNumber kFieldPrime = (FieldNumber{1} << 61) - 1;

inline FieldNumber Multiply(FieldNumber a, FieldNumber b) {
  const absl::uint128 product = absl::uint128(a) * b;
  const FieldNumber folded =
      (absl::Uint128Low64(product) & kFieldPrime) + absl::Uint128Low64(product >> 61);
  return folded >= kFieldPrime ? folded - kFieldPrime : folded;
}

inline FieldNumber Add(FieldNumber a, FieldNumber b) {
  return a + b >= kFieldPrime ? a + b - kFieldPrime : a + b;
}

inline FieldNumber Subtract(FieldNumber a, FieldNumber b) {
  return a >= b ? a - b : a + kFieldPrime - b;
}

// `a` is not 0.
inline FieldNumber Invert(FieldNumber a) {
  FieldNumber inverse = 1;
  for (FieldNumber exponent = kFieldPrime - 2; exponent != 0; exponent >>= 1) {
    if ((exponent & 1) != 0) inverse = Multiply(inverse, a);
    a = Multiply(a, a);
  }
  return inverse;
}

// `numerator` / `denominator`; the denominator is above 0.
inline FieldNumber Fraction(std::int64_t numerator, std::int64_t denominator) {
  const auto whole = static_cast<FieldNumber>(numerator < 0 ? -numerator : numerator);
  const FieldNumber size = Multiply(whole, Invert(static_cast<FieldNumber>(denominator)));
  return numerator < 0 ? Subtract(0, size) : size;
}

// The whole number of small size that it stands for; nothing when there is none.
inline std::optional<int> ToSmall(FieldNumber number) {
  constexpr FieldNumber kLargest = 1'000'000;
  if (number <= kLargest) return static_cast<int>(number);
  if (number >= kFieldPrime - kLargest) return -static_cast<int>(kFieldPrime - number);
  return std::nullopt;
}

}  // namespace ett::hr
