#include "services/property/station_temperatures.h"

#include <algorithm>

#include "figures/local_time.h"
#include "records/row.h"
#include "services/property/domain/local_day.h"

namespace ett::property {
namespace {

CelsiusByDay DailyOf(const Register& known, const v1::WeatherStation& station, const Days& days) {
  CelsiusByDay by_day;
  for (const v1::DailyTemperature& each : known.daily_temperatures) {
    const absl::CivilDay day = records::FirstDayOf(each.local_date());
    if (each.station() != station.name() || !days.Holds(day)) continue;
    by_day[day] = {each.mean_celsius(), each.synthetic()};
  }
  return by_day;
}

CelsiusByDay MeansOfHours(const HourlyCelsius& hours, absl::TimeZone zone, const Days& days) {
  CelsiusByDay by_day;
  if (hours.empty()) return by_day;
  const auto day_of = [&](std::int64_t hour) {
    return absl::ToCivilDay(absl::UnixEpoch() + absl::Hours(hour), zone);
  };
  const absl::CivilDay last = std::min(days.last, day_of(hours.rbegin()->first));
  for (absl::CivilDay day = std::max(days.first, day_of(hours.begin()->first)); day <= last;
       ++day) {
    const std::optional<Celsius> mean = MeanOfDay(hours, day, zone);
    if (mean) by_day[day] = *mean;
  }
  return by_day;
}

}  // namespace

std::optional<CelsiusByDay> TemperaturesOf(const Register& known, absl::TimeZone zone,
                                           const Days& days) {
  const v1::WeatherStation* const station = known.CorrectingStation();
  if (station == nullptr) return std::nullopt;
  CelsiusByDay daily = DailyOf(known, *station, days);
  CelsiusByDay of_hours = MeansOfHours(HourlyTemperaturesOf(known), zone, days);
  CelsiusByDay& first = zone == figures::LocalTimeZone() ? daily : of_hours;
  first.merge(&first == &daily ? of_hours : daily);
  return std::move(first);
}

const HourlyCelsius& HourlyTemperaturesOf(const Register& known) {
  static const HourlyCelsius& none = *new HourlyCelsius;
  const v1::WeatherStation* const station = known.CorrectingStation();
  if (station == nullptr) return none;
  const auto found = known.hourly_temperatures.find(station->name());
  return found == known.hourly_temperatures.end() ? none : found->second;
}

}  // namespace ett::property
