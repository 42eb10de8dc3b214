#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "services/hr/decisions.h"
#include "services/hr/domain/traits.h"

namespace ett::hr {

// Decides by cell what is published of a table of traits, or finds what was decided. What the
// latest decision on the same trait and month withheld stays withheld until the cell has changed by
// kFewestPersons persons or more, as in a year's publication: see publications.h. The scope of
// `month` is the trait's own, the same for all metrics that are views of the table.
absl::StatusOr<std::vector<bool>> PublishTrait(const TraitTable& table,
                                               const Decisions::Month& month, Decisions& decisions);

}  // namespace ett::hr
