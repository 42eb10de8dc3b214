#pragma once

#include <algorithm>

// Degree days as Statistics Norway and Enova have them.
namespace ett::property {

inline constexpr double kDegreeDayBase = 17;  // °C

// Of one day, by its mean temperature in °C.
inline double DegreeDaysOf(double mean_celsius, double base = kDegreeDayBase) {
  return std::max(0.0, base - mean_celsius);
}

// What energy is multiplied by to be that of a normal year: of it the share that follows the
// temperature, 0..1, is that of the normal degree days in place of the actual. 1 where there were
// none.
inline double CorrectionOf(double share, double normal, double actual) {
  return actual > 0 ? 1 - share + share * normal / actual : 1;
}

}  // namespace ett::property
