#include "services/hr/domain/positions.h"

#include <algorithm>

namespace ett::hr {
namespace {

double SumOn(const std::vector<Position>& positions, absl::CivilDay day) {
  double sum = 0;
  for (const Position& each : positions) {
    if (each.days.Holds(day)) sum += each.percent;
  }
  return sum;
}

}  // namespace

// A sum grows only where a position begins.
double LargestSum(const std::vector<Position>& positions, const Days& within) {
  double largest = SumOn(positions, within.first);
  for (const Position& each : positions) {
    if (within.Holds(each.days.first)) {
      largest = std::max(largest, SumOn(positions, each.days.first));
    }
  }
  return largest;
}

}  // namespace ett::hr
