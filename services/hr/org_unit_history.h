#pragma once

#include <optional>

#include "absl/time/civil_time.h"
#include "ett/hr/v1/hr.pb.h"
#include "records/kind.h"

// What units were before, by days.
namespace ett::hr {

// The former terms of a unit end in order, within its days, and name no unit as its own parent;
// successors belong to a unit that has ended.
void CheckHistory(const v1::OrgUnit& unit, records::FieldErrors& errors);

// Where the terms of `next` (names, parent, level, sector, service, whether counted) differ from
// those that are kept, these become former ones that end on the day before `from`. Its first day
// and its former terms are those that are kept. An error where the terms that are kept begin later.
std::optional<status::FieldError> SucceedUnit(const v1::OrgUnit& kept, absl::CivilDay from,
                                              v1::OrgUnit& next);

// Whether the two place a unit, and all below it, alike on every day.
bool HaveEqualPlaces(const v1::OrgUnit& a, const v1::OrgUnit& b);

// The unit as it was in each of its terms, from the first to the present; each valid from and to
// its own days.
std::vector<v1::OrgUnit> TermsOf(const v1::OrgUnit& unit);

}  // namespace ett::hr
