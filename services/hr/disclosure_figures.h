#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "figures/figure.h"
#include "services/hr/staff.h"

// What protecting persons costs: how much of a year's publication is withheld. Years only.
namespace ett::hr {

// The cells of the publication that are withheld at the end of the year, of the staff.
absl::StatusOr<std::vector<figures::Entry>> WithheldCellFigures(const Staff& staff,
                                                                figures::Period period);

// The persons who are in a published cell, in percent of those in any, by breakdown.
absl::StatusOr<std::vector<figures::Entry>> CoverageFigures(const Staff& staff,
                                                            const figures::Query& query,
                                                            figures::Period period);

}  // namespace ett::hr
