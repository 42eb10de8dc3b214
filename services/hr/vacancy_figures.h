#pragma once

#include <vector>

#include "figures/figure.h"
#include "services/hr/staff.h"

// Positions that nobody holds, by sector where `query` asks for it, as the organisation was on the
// last day of the period or as it is now. Of periods that end before the first vacancy known there
// are none. Nothing is withheld: a vacancy is about no person.
namespace ett::hr {

// Positions vacant on the last day of the period.
std::vector<figures::Entry> VacancyFigures(const Staff& staff, const figures::Query& query,
                                           figures::Period period);

// Mean calendar days from announcement to the day it was filled, of those filled in the period.
std::vector<figures::Entry> VacancyDayFigures(const Staff& staff, const figures::Query& query,
                                              figures::Period period);

}  // namespace ett::hr
