#pragma once

#include <cstdint>

#include "absl/time/civil_time.h"

namespace ett::property {

// Days from the first to the last, both included.
struct Days {
  absl::CivilDay first = absl::CivilDay(1, 1, 1);      // as it was for as long as there are records
  absl::CivilDay last = absl::CivilDay(9999, 12, 31);  // has no end

  bool Holds(absl::CivilDay day) const { return first <= day && day <= last; }
  bool Meets(const Days& other) const { return first <= other.last && other.first <= last; }
  bool operator==(const Days&) const = default;
};

// Days of `a` that are in `b` too.
inline std::int64_t DaysOf(const Days& a, const Days& b) {
  if (!a.Meets(b)) return 0;
  return (a.last < b.last ? a.last : b.last) - (a.first < b.first ? b.first : a.first) + 1;
}

}  // namespace ett::property
