#pragma once

#include <vector>

#include "figures/figure.h"
#include "services/hr/domain/snapshot.h"

// Sick leave against its target. Targets are for years: of other periods there is nothing.
namespace ett::hr {

// The target's value.
std::vector<figures::Entry> SickLeaveTarget(const Snapshot& staff, const figures::Query& query,
                                            figures::Period period, figures::pb::CellStatus status);

// Reached, on track or off track, as a text; see domain/development.h for the rule.
std::vector<figures::Entry> SickLeaveTargetStatus(const Snapshot& staff,
                                                  const figures::Query& query,
                                                  figures::Period period,
                                                  figures::pb::CellStatus status);

}  // namespace ett::hr
