#pragma once

#include <optional>
#include <vector>

#include "services/hr/domain/cells.h"

namespace ett::hr {

// By cell: the median of monthly full-time pay over the jobs of persons of known sex with a known
// pay on the day, in whole 500 kroner, since a median is somebody's. Nothing where there are none.
std::vector<std::optional<double>> MedianPayBy(const Snapshot& staff, const Cells& cells,
                                               absl::CivilDay day);

// By cell: (W − M) / M × 100 of mean pay, where women and men are compared within the same job
// group, age by tens and full or part time, and weighted as the women are spread over these.
// Nothing when fewer than `fewest` jobs of either sex have anybody of the other to be compared
// with.
std::vector<std::optional<double>> AdjustedPayGapBy(const Snapshot& staff, const Cells& cells,
                                                    absl::CivilDay day, int fewest);

}  // namespace ett::hr
