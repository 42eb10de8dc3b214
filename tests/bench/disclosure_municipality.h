#pragma once

#include "services/hr/domain/snapshot.h"

namespace ett::bench {

// A made-up municipality, the same on every machine: units in seven levels under nine sectors, of
// very different size, ten years of employments that start and end all the time.
struct Size {
  int units = 3000;
  int employees = 50'000;  // at any time
};

inline constexpr int kYear = 2023;  // the eighth of the ten

// If `corrected`, one employment of the size's middle unit that lasts all of kYear ends on 14 July.
hr::Snapshot MakeMunicipality(const Size& size, bool corrected);

}  // namespace ett::bench
