#pragma once

#include "absl/time/clock.h"

namespace ett::edge::testing {

// Waits for something that another thread brings about.
template <class Condition>
bool Eventually(Condition condition) {
  const absl::Time end = absl::Now() + absl::Seconds(30);
  while (absl::Now() < end) {
    if (condition()) return true;
    absl::SleepFor(absl::Milliseconds(5));
  }
  return false;
}

}  // namespace ett::edge::testing
