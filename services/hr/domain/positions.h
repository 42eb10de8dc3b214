#pragma once

#include <vector>

#include "absl/time/civil_time.h"

namespace ett::hr {

// Days from `first` to `last`, both included.
struct Days {
  absl::CivilDay first;
  absl::CivilDay last;

  bool Holds(const Days& other) const { return first <= other.first && other.last <= last; }
  bool Holds(absl::CivilDay day) const { return first <= day && day <= last; }
};

// What stands for the last day of what has no end.
inline constexpr absl::CivilDay kNoEnd(9999, 12, 31);

// A part of full time, held for some days.
struct Position {
  Days days;
  double percent;
};

// The largest sum of percents on any day of `within`; 0 when none is held then.
double LargestSum(const std::vector<Position>& positions, const Days& within);

}  // namespace ett::hr
