#include "figures/change.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "figures/round.h"

namespace ett::figures {
namespace {

// Room for the arithmetic itself, far below any printed unit.
constexpr double kEpsilon = 1e-9;

double HalfUnit(const Printed& printed) { return 0.5 * std::pow(10.0, -printed.decimals); }

}  // namespace

std::optional<double> ChangeInPercent(double from, double to) {
  if (from == 0) return std::nullopt;
  return (to - from) / from * 100;
}

double ChangeInPoints(double from, double to) { return RoundDecimal(to - from, 9); }

bool ClaimHolds(Printed from, Printed to, Printed percent) {
  const double from_low = from.number - HalfUnit(from);
  const double from_high = from.number + HalfUnit(from);
  // A base that may be zero allows any percentage.
  if (from_low <= 0 && from_high >= 0) return true;
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();
  for (const double base : {from_low, from_high}) {
    for (const double value : {to.number - HalfUnit(to), to.number + HalfUnit(to)}) {
      const double change = (value - base) / base * 100;
      low = std::min(low, change);
      high = std::max(high, change);
    }
  }
  return percent.number + HalfUnit(percent) >= low - kEpsilon &&
         percent.number - HalfUnit(percent) <= high + kEpsilon;
}

}  // namespace ett::figures
