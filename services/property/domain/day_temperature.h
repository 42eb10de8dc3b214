#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"

// Mean temperatures of days, made of those of their hours.
namespace ett::property {

struct Celsius {
  double mean = 0;
  bool synthetic = false;  // it, or any of what it is made of, is made up
};

// By hour, counted from 1970.
using HourlyCelsius = std::map<std::int64_t, Celsius>;

// So many of a day's hours may lack a temperature.
inline constexpr int kMostHoursLacking = 2;

// The first whole hour that is not before the day, counted from 1970.
std::int64_t FirstHourOf(absl::CivilDay day, absl::TimeZone zone);

// The mean of the hours that begin in the day; nothing where too many are lacking.
std::optional<Celsius> MeanOfDay(const HourlyCelsius& hours, absl::CivilDay day,
                                 absl::TimeZone zone);

}  // namespace ett::property
