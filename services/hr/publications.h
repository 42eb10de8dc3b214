#pragma once

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "services/hr/decisions.h"
#include "services/hr/domain/universe.h"

namespace ett::hr {

// Whether a decision is still wanted by whoever asked for it.
using IsWanted = std::function<bool()>;

// One year of one municipality.
struct Year {
  std::string municipality;
  int year = 0;
  Day known = 0;                 // the day of knowledge
  IsWanted is_wanted = nullptr;  // asked before each month; null: it is
};

// Decides what is published of a year, or finds what was decided. What an earlier decision on the
// same month withheld stays withheld until the cell has changed by kFewestPersons persons or more:
// else a person who came or left could be told from two versions of the figures. Of a scope of pay
// `within` is the publication of the staff: what it withholds is withheld here. CANCELLED when it
// is not wanted any more; the months decided on until then are kept.
absl::StatusOr<Universe> Publish(const Snapshot& staff, const PublicationScope& scope,
                                 const Year& year, Decisions& decisions,
                                 const Universe* within = nullptr);

}  // namespace ett::hr
