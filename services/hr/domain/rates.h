#pragma once

#include <functional>
#include <vector>

#include "services/hr/domain/cells.h"

namespace ett::hr {

// Sick leave in one cell of a breakdown, in work days × position share.
struct SickLeave {
  double sick_days = 0;
  double agreed_days = 0;

  // Sick-leave work days × 100 / agreed work days (SSB/NAV). `agreed_days` is above 0.
  double Percent() const { return sick_days * 100 / agreed_days; }
};

// Which days of sick leave are counted.
using SickFilter = std::function<bool(const SickStretch&)>;

// By cell. A case that crosses an end of `period` counts with its days inside; so does an
// employment. Leave lessens the agreed days. With a filter the percentages are over the same agreed
// days, so that those of a filter and its opposite add up to the whole.
std::vector<SickLeave> SickLeaveBy(const Snapshot& staff, const Cells& cells, Span period,
                                   const SickFilter& counts = nullptr);

// Agreed work days × position share of the part of an employment inside `period`.
double AgreedDays(const Employment& employment, Span period);

}  // namespace ett::hr
