#pragma once

#include <cstdint>

#include "absl/time/civil_time.h"

// Days of Europe/Oslo, which are an hour shorter or longer when clocks are set.
namespace ett::property {

// 23, 24 or 25.
int HoursOf(absl::CivilDay day);

// Quarters of an hour from the first day through the last; 0 when `last` is before `first`.
std::int64_t QuartersBetween(absl::CivilDay first, absl::CivilDay last);

}  // namespace ett::property
