#pragma once

#include <vector>

#include "services/hr/domain/work_calendar.h"

namespace ett::hr {

// A note of sick leave in one employment.
struct Absence {
  Span span;
  double degree = 1;  // share of the position that is not worked, 0.2..1
  bool self_certified = false;
};

// Leave other than for sickness, in one employment.
struct Leave {
  Span span;
  double degree = 1;  // share of the position, above 0, at most 1
  bool parental = false;
};

// Days with one and the same share of the position on leave.
struct LeaveStretch {
  Span span;
  double share = 0;
};

// Days with one and the same share of the position lost to sickness.
struct SickStretch {
  Span span;
  double share = 0;  // of the position; what is on leave is not lost to sickness
  bool self_certified = false;
  int case_days = 0;  // calendar days of the whole case
};

// A case is short up to this many calendar days; a convention, not a rule of law.
inline constexpr int kShortCaseDays = 16;
// The longest that another boundary may be.
inline constexpr int kMostShortCaseDays = 365;

// Disjoint and in order. Leaves that overlap add up, to the whole position at most.
std::vector<LeaveStretch> LeaveStretches(const std::vector<Leave>& leaves);

// Disjoint and in order. A day counts once: in the note with the highest degree, the earliest of
// equals. Notes that overlap or adjoin in calendar days are one case.
std::vector<SickStretch> SickStretches(std::vector<Absence> absences,
                                       const std::vector<LeaveStretch>& leaves);

}  // namespace ett::hr
