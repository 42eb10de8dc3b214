#pragma once

#include <set>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/property/domain/sufficiency.h"
#include "services/property/metered_windows.h"
#include "services/property/register.h"
#include "services/property/station_temperatures.h"

// The days and hours of buildings, with energy and weather, as models take them.
namespace ett::property {

struct BuildingDays {
  std::vector<DayData> days;  // each of the days asked for
  bool synthetic = false;
};

// Which days of which buildings.
struct DaysOfBuildings {
  MeterAsked meters;
  Days days;
  absl::TimeZone zone;                  // where days begin
  std::set<v1::Carrier> carriers = {};  // none for all
};

absl::StatusOr<BuildingDays> LoadDays(ReadingStore& readings, const Register& known,
                                      const CelsiusByDay& temperatures,
                                      const DaysOfBuildings& asked, const std::string& building);

struct BuildingHours {
  std::vector<HourData> hours;  // each whole hour that begins in the days asked for, in order
  bool synthetic = false;
};

// `asked.meters.by_day` is not looked at.
absl::StatusOr<BuildingHours> LoadHours(ReadingStore& readings, const Register& known,
                                        DaysOfBuildings asked, const std::string& building);

// The hours in these days that have a temperature; without energy.
BuildingHours HoursOfWeather(const HourlyCelsius& temperatures, const Days& days,
                             absl::TimeZone zone);

}  // namespace ett::property
