#pragma once

#include <optional>
#include <vector>

#include "figures/figure.h"
#include "services/hr/domain/disclosure.h"
#include "services/hr/domain/grouping.h"

namespace ett::hr {

// What was counted in a category: nothing where there is nobody to count.
struct Found {
  Behind behind;
  std::optional<double> number;
};

// One metric and period by one dimension, or only the whole. The whole stands first.
struct Breakdown {
  std::vector<Label> labels;
  std::vector<int> parent;  // as in Grouping
  std::vector<Found> found;
};

// How the values of a breakdown stand.
struct Standing {
  figures::pb::CellStatus status = figures::pb::CELL_STATUS_FINAL;
  bool synthetic = false;
};

figures::Text ToText(const Label& label);

// The figure of a category that must not be published. Says the same for whatever reason, for the
// reason is itself a hint.
figures::Absent Withheld();

// The only way from counts to figures: what could reveal a person is withheld, decided on the whole
// breakdown before the query's filters leave out anything. At most one dimension is asked for.
std::vector<figures::Entry> Publish(const figures::Query& query, figures::Period period,
                                    const Breakdown& breakdown, const Standing& standing);

}  // namespace ett::hr
