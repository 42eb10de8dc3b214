#include "services/property/domain/local_day.h"

#include "figures/local_time.h"

namespace ett::property {
namespace {

absl::Time Midnight(absl::CivilDay day) { return absl::FromCivil(day, figures::LocalTimeZone()); }

}  // namespace

int HoursOf(absl::CivilDay day) {
  return static_cast<int>((Midnight(day + 1) - Midnight(day)) / absl::Hours(1));
}

std::int64_t FirstQuarterOf(absl::CivilDay day) {
  return absl::ToUnixSeconds(Midnight(day)) / kSecondsOfAQuarter;
}

absl::CivilDay DayOfQuarter(std::int64_t quarter) {
  return figures::LocalDayOf(absl::FromUnixSeconds(quarter * kSecondsOfAQuarter));
}

std::int64_t QuartersBetween(absl::CivilDay first, absl::CivilDay last) {
  if (last < first) return 0;
  return FirstQuarterOf(last + 1) - FirstQuarterOf(first);
}

}  // namespace ett::property
