#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/property/domain/sufficiency.h"
#include "services/property/metered_windows.h"
#include "services/property/register.h"

// The days of buildings, with energy and weather, as models take them.
namespace ett::property {

// °C by day, at the station that corrects.
struct DailyTemperatures {
  std::map<absl::CivilDay, double> by_day;
  bool synthetic = false;
};
// Nothing where no station corrects.
std::optional<DailyTemperatures> TemperaturesOf(const Register& known);

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
                                      const DailyTemperatures& temperatures,
                                      const DaysOfBuildings& asked, const std::string& building);

}  // namespace ett::property
