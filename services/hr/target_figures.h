#pragma once

#include <vector>

#include "figures/figure.h"
#include "services/hr/staff.h"

// Sick leave against its target. Targets are for years: of other periods there is nothing.
namespace ett::hr {

// The target's value.
absl::StatusOr<std::vector<figures::Entry>> SickLeaveTarget(const Staff& staff,
                                                            figures::Period period);

// Reached, on track or off track, as a text; see domain/development.h for the rule.
absl::StatusOr<std::vector<figures::Entry>> SickLeaveTargetStatus(const Staff& staff,
                                                                  figures::Period period);

}  // namespace ett::hr
