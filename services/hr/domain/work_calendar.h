#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "absl/time/civil_time.h"

namespace ett::hr {

// Days since 1970-01-01.
using Day = std::int32_t;

// Later than every day of a record: the end of what has no end.
inline constexpr Day kOpenEnd = 2'932'896;  // 9999-12-31

inline Day ToDay(absl::CivilDay day) { return static_cast<Day>(day - absl::CivilDay(1970, 1, 1)); }

// From `first` to `last`, both included; empty when `last` < `first`.
struct Span {
  Day first = 0;
  Day last = -1;

  bool empty() const { return last < first; }
  // Calendar days.
  int length() const { return empty() ? 0 : last - first + 1; }
  bool Contains(Day day) const { return first <= day && day <= last; }
  friend bool operator==(const Span&, const Span&) = default;
};

inline Span Intersect(Span a, Span b) {
  return {std::max(a.first, b.first), std::min(a.last, b.last)};
}

// Easter Sunday of the Gregorian calendar.
absl::CivilDay EasterSunday(int year);

// The public holidays of Norway, in order: 1 January, Maundy Thursday, Good Friday, Easter Sunday
// and Monday, 1 May, 17 May, Ascension Day, Whit Sunday and Monday, 25 and 26 December. Two may
// fall on the same day.
std::vector<absl::CivilDay> PublicHolidays(int year);

// Which days of the week a job is worked on.
enum class ShiftPlan : std::uint8_t {
  kWeekdays,  // Monday to Friday less public holidays
  kAllDays,   // five of any seven days, public holidays too; which ones is not known
};

// The days of `span` that may be worked: those of the plan. Counts nothing outside 1900..2100.
// Takes the same time for a day as for a century.
int WorkDays(Span span, ShiftPlan plan = ShiftPlan::kWeekdays);

// How much of a work day each of them is, so that a full-time week has five: 1, or 5/7. Multiplied
// by last, sums of days stay whole numbers.
double WorkDayWeight(ShiftPlan plan);

}  // namespace ett::hr
