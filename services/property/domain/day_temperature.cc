#include "services/property/domain/day_temperature.h"

namespace ett::property {

std::int64_t FirstHourOf(absl::CivilDay day, absl::TimeZone zone) {
  const absl::Duration since = absl::FromCivil(day, zone) - absl::UnixEpoch();
  return absl::ToInt64Hours(absl::Ceil(since, absl::Hours(1)));
}

std::optional<Celsius> MeanOfDay(const HourlyCelsius& hours, absl::CivilDay day,
                                 absl::TimeZone zone) {
  const std::int64_t first = FirstHourOf(day, zone);
  const std::int64_t end = FirstHourOf(day + 1, zone);
  Celsius mean;
  std::int64_t count = 0;
  for (auto hour = hours.lower_bound(first); hour != hours.end() && hour->first < end; ++hour) {
    mean.mean += hour->second.mean;
    mean.synthetic |= hour->second.synthetic;
    ++count;
  }
  if (count == 0 || end - first - count > kMostHoursLacking) return std::nullopt;
  mean.mean /= static_cast<double>(count);
  return mean;
}

}  // namespace ett::property
