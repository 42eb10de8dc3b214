#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>

namespace ett::ownership {

// A product or sum of many shares, exact: its terms may have more than the 64 bits of a Fraction.
using ExactShare = boost::multiprecision::cpp_rational;

// `whole` is not 0.
inline ExactShare ExactPart(std::int64_t part, std::int64_t whole) {
  return ExactShare(part, whole);
}

}  // namespace ett::ownership
