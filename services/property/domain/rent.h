#pragma once

#include <cstdint>

#include "services/property/domain/days.h"

namespace ett::property {

// Rent in øre of the days that a lease and a period share, a day being its part of the calendar
// year. Periods that follow each other sum to the whole: months to their year, and a whole year to
// the yearly rent.
std::int64_t RentOre(std::int64_t yearly_ore, const Days& lease, const Days& period);

}  // namespace ett::property
