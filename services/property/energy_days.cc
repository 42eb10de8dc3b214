#include "services/property/energy_days.h"

#include <cstdint>
#include <optional>

#include "services/property/domain/energy.h"
#include "services/property/domain/local_day.h"
#include "status/macros.h"

namespace ett::property {
namespace {

std::int64_t FirstQuarterIn(absl::CivilDay day, absl::TimeZone zone) {
  return absl::ToUnixSeconds(absl::FromCivil(day, zone)) / kSecondsOfAQuarter;
}

std::vector<Window> WindowsOfDays(const Days& days, absl::TimeZone zone) {
  std::vector<Window> windows;
  for (absl::CivilDay day = days.first; day <= days.last; ++day) {
    windows.push_back({FirstQuarterIn(day, zone), FirstQuarterIn(day + 1, zone)});
  }
  return windows;
}

std::vector<Window> WindowsOfHours(const Days& days, absl::TimeZone zone) {
  std::vector<Window> windows;
  const std::int64_t end = FirstHourOf(days.last + 1, zone);
  for (std::int64_t hour = FirstHourOf(days.first, zone); hour < end; ++hour) {
    windows.push_back({hour * kQuartersOfAnHour, (hour + 1) * kQuartersOfAnHour});
  }
  return windows;
}

absl::CivilHour CivilHourOf(std::int64_t hour, absl::TimeZone zone) {
  return absl::ToCivilHour(absl::UnixEpoch() + absl::Hours(hour), zone);
}

// kWh of a window; nothing where not all of it is there.
std::optional<double> UseOf(const WindowSums& sums, std::size_t window) {
  const Energy& energy = sums.EnergyOf(window);
  const bool is_whole = energy.present_quarters == energy.expected_quarters;
  if (energy.expected_quarters == 0 || !is_whole || sums.IsSplit(window)) return std::nullopt;
  return static_cast<double>(energy.sum_wh) / kWhInKwh;
}

// What the building's meters measured is added to the sums. True when any of them is made up.
absl::StatusOr<bool> AddMeters(ReadingStore& readings, const Register& known,
                               const DaysOfBuildings& asked, const std::string& building,
                               WindowSums& sums) {
  bool synthetic = false;
  for (const v1::Meter& meter : known.metering.meters()) {
    if (meter.building() != building) continue;
    if (!asked.carriers.empty() && !asked.carriers.contains(meter.carrier())) continue;
    for (const MeterPart& part : known.metering.CountedPartsOf(meter)) {
      RETURN_IF_ERROR(AddPart(readings, known.metering, asked.meters, part, sums));
      synthetic |= meter.synthetic();
    }
  }
  return synthetic;
}

}  // namespace

absl::StatusOr<BuildingDays> LoadDays(ReadingStore& readings, const Register& known,
                                      const CelsiusByDay& temperatures,
                                      const DaysOfBuildings& asked, const std::string& building) {
  WindowSums sums(WindowsOfDays(asked.days, asked.zone), false);
  BuildingDays found;
  ASSIGN_OR_RETURN(found.synthetic, AddMeters(readings, known, asked, building, sums));
  std::size_t window = 0;
  for (absl::CivilDay day = asked.days.first; day <= asked.days.last; ++day, ++window) {
    DayData data{.day = day, .use = UseOf(sums, window), .temperature = {}, .metered = false};
    data.metered = sums.EnergyOf(window).expected_quarters > 0;
    found.synthetic |= sums.IsSynthetic(window);
    if (const auto celsius = temperatures.find(day); celsius != temperatures.end()) {
      data.temperature = celsius->second.mean;
      found.synthetic |= celsius->second.synthetic;
    }
    found.days.push_back(data);
  }
  return found;
}

absl::StatusOr<BuildingHours> LoadHours(ReadingStore& readings, const Register& known,
                                        DaysOfBuildings asked, const std::string& building) {
  asked.meters.by_day = false;
  const HourlyCelsius& temperatures = HourlyTemperaturesOf(known);
  WindowSums sums(WindowsOfHours(asked.days, asked.zone), false);
  BuildingHours found;
  ASSIGN_OR_RETURN(found.synthetic, AddMeters(readings, known, asked, building, sums));
  for (std::size_t window = 0; window < sums.windows().size(); ++window) {
    const std::int64_t hour = sums.windows()[window].first / kQuartersOfAnHour;
    HourData& data = found.hours.emplace_back();
    data.hour = CivilHourOf(hour, asked.zone);
    data.use = UseOf(sums, window);
    data.metered = sums.EnergyOf(window).expected_quarters > 0;
    found.synthetic |= sums.IsSynthetic(window);
    if (const auto celsius = temperatures.find(hour); celsius != temperatures.end()) {
      data.temperature = celsius->second.mean;
      found.synthetic |= celsius->second.synthetic;
    }
  }
  return found;
}

BuildingHours HoursOfWeather(const HourlyCelsius& temperatures, const Days& days,
                             absl::TimeZone zone) {
  BuildingHours found;
  const auto end = temperatures.lower_bound(FirstHourOf(days.last + 1, zone));
  for (auto at = temperatures.lower_bound(FirstHourOf(days.first, zone)); at != end; ++at) {
    found.hours.push_back({.hour = CivilHourOf(at->first, zone),
                           .use = {},
                           .temperature = at->second.mean,
                           .metered = false});
    found.synthetic |= at->second.synthetic;
  }
  return found;
}

}  // namespace ett::property
