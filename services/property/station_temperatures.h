#pragma once

#include <map>
#include <optional>

#include "services/property/domain/day_temperature.h"
#include "services/property/domain/days.h"
#include "services/property/register.h"

// Temperatures of days at the station that corrects: the one place that figures and analyses have
// them from.
namespace ett::property {

using CelsiusByDay = std::map<absl::CivilDay, Celsius>;

// Nothing where no station corrects.
//
// A day of Europe/Oslo has the daily temperature of its date, else the mean of its hours where at
// most two of them are lacking. A day of another zone has the mean of its own hours, else, since a
// daily temperature is of a day of Europe/Oslo, that of its date.
std::optional<CelsiusByDay> TemperaturesOf(const Register& known, absl::TimeZone zone,
                                           const Days& days = {});

// By hour, of the same station; empty where there is none.
const HourlyCelsius& HourlyTemperaturesOf(const Register& known);

}  // namespace ett::property
