#include "services/property/energy_days.h"

#include "records/row.h"
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

DayData DayOf(absl::CivilDay day, const WindowSums& sums, std::size_t window,
              const DailyTemperatures& temperatures) {
  const Energy& energy = sums.EnergyOf(window);
  DayData data{.day = day, .use = {}, .temperature = {}, .metered = energy.expected_quarters > 0};
  const bool is_whole = energy.present_quarters == energy.expected_quarters;
  if (data.metered && is_whole && !sums.IsSplit(window)) {
    data.use = static_cast<double>(energy.sum_wh) / kWhInKwh;
  }
  const auto found = temperatures.by_day.find(day);
  if (found != temperatures.by_day.end()) data.temperature = found->second;
  return data;
}

}  // namespace

std::optional<DailyTemperatures> TemperaturesOf(const Register& known) {
  const v1::WeatherStation* const station = known.CorrectingStation();
  if (station == nullptr) return std::nullopt;
  DailyTemperatures temperatures;
  for (const v1::DailyTemperature& each : known.daily_temperatures) {
    if (each.station() != station->name()) continue;
    temperatures.by_day[records::FirstDayOf(each.local_date())] = each.mean_celsius();
    temperatures.synthetic |= each.synthetic();
  }
  return temperatures;
}

absl::StatusOr<BuildingDays> LoadDays(ReadingStore& readings, const Register& known,
                                      const DailyTemperatures& temperatures,
                                      const DaysOfBuildings& asked, const std::string& building) {
  WindowSums sums(WindowsOfDays(asked.days, asked.zone), false);
  BuildingDays found;
  found.synthetic = temperatures.synthetic;
  for (const v1::Meter& meter : known.metering.meters()) {
    if (meter.building() != building) continue;
    if (!asked.carriers.empty() && !asked.carriers.contains(meter.carrier())) continue;
    for (const MeterPart& part : known.metering.CountedPartsOf(meter)) {
      RETURN_IF_ERROR(AddPart(readings, known.metering, asked.meters, part, sums));
      found.synthetic |= meter.synthetic();
    }
  }
  std::size_t window = 0;
  for (absl::CivilDay day = asked.days.first; day <= asked.days.last; ++day, ++window) {
    found.days.push_back(DayOf(day, sums, window, temperatures));
    found.synthetic |= sums.IsSynthetic(window);
  }
  return found;
}

}  // namespace ett::property
