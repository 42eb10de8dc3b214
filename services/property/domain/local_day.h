#pragma once

#include <cstdint>

#include "absl/time/civil_time.h"

// Days of Europe/Oslo, which are an hour shorter or longer when clocks are set.
namespace ett::property {

inline constexpr std::int64_t kSecondsOfAQuarter = 900;
inline constexpr std::int64_t kSecondsOfAnHour = 3600;
inline constexpr std::int64_t kQuartersOfAnHour = kSecondsOfAnHour / kSecondsOfAQuarter;

// 23, 24 or 25.
int HoursOf(absl::CivilDay day);

// The first quarter of an hour of the day, counted from 1970.
std::int64_t FirstQuarterOf(absl::CivilDay day);
// The day that it is in.
absl::CivilDay DayOfQuarter(std::int64_t quarter);

// Quarters of an hour from the first day through the last; 0 when `last` is before `first`.
std::int64_t QuartersBetween(absl::CivilDay first, absl::CivilDay last);

}  // namespace ett::property
