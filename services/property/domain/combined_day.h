#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "services/property/domain/window_sums.h"

namespace ett::property {

// A local day of several meters that are added up, or taken away.
class CombinedDay {
 public:
  // Of the same day as the others. `sign` is 1 or −1.
  void Add(DayValues day, int sign) { days_.emplace_back(std::move(day), sign); }

  // Hour by hour where any day is in hours, else quarter by quarter. A value is present where all
  // of `meters` have it, and estimated where any of them is.
  DayValues Sum(std::size_t meters) const;

 private:
  std::vector<std::pair<DayValues, int>> days_;
};

}  // namespace ett::property
