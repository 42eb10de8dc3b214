#pragma once

#include <vector>

#include "services/hr/domain/disclosure.h"
#include "services/hr/domain/snapshot.h"

namespace ett::hr {

// Sick leave in one category of a breakdown, in work days × position share.
struct SickLeave {
  double sick_days = 0;
  double agreed_days = 0;
  Behind behind;

  // Sick-leave work days × 100 / agreed work days (SSB/NAV). `agreed_days` is above 0.
  double Percent() const { return sick_days * 100 / agreed_days; }
};

// By category of `grouping`. A case that crosses an end of `period` counts with its days inside;
// so does an employment. Leave lessens the agreed days.
std::vector<SickLeave> SickLeaveBy(const Snapshot& staff, const Grouping& grouping, Span period);

// The two halves of sick leave: those days that are so, and those that are not.
enum class SickLeaveSplit { kSelfCertified, kLongCase };

// Of the employments in one category of `grouping`, [0] the whole, [1] the days that are so, [2]
// the days that are not; all of them over the agreed days of the whole, so that the percentages of
// the halves add up to the whole's. Persons of a half are those with such days.
std::vector<SickLeave> SickLeaveSplitBy(const Snapshot& staff, const Grouping& grouping,
                                        int category, SickLeaveSplit split, Span period);

}  // namespace ett::hr
