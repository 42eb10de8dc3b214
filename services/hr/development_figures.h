#pragma once

#include <vector>

#include "figures/figure.h"
#include "services/hr/staff.h"

// What employees and leader groups have learnt.
namespace ett::hr {

// Trade certificates obtained in the period, by trade where `query` asks for it. Of years only: a
// few in a month would name who took them.
std::vector<figures::Entry> TradeCertificateFigures(const Staff& staff, const figures::Query& query,
                                                    figures::Period period);

// Leader groups that have completed a programme by the end of the period, by programme where
// `query` asks for it. Counts groups, not persons.
std::vector<figures::Entry> LeaderGroupFigures(const Staff& staff, const figures::Query& query,
                                               figures::Period period);

}  // namespace ett::hr
