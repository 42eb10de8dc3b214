#include "services/property/domain/local_day.h"

#include <cstdio>
#include <cstdlib>

namespace ett::property {
namespace {

absl::TimeZone LoadOslo() {
  absl::TimeZone zone;
  if (absl::LoadTimeZone("Europe/Oslo", &zone)) return zone;
  std::fputs("time zone Europe/Oslo is missing: install tzdata\n", stderr);
  std::abort();
}

absl::Time Midnight(absl::CivilDay day) { return absl::FromCivil(day, LocalTimeZone()); }

}  // namespace

absl::TimeZone LocalTimeZone() {
  static const absl::TimeZone zone = LoadOslo();
  return zone;
}

int HoursOf(absl::CivilDay day) {
  return static_cast<int>((Midnight(day + 1) - Midnight(day)) / absl::Hours(1));
}

std::int64_t FirstQuarterOf(absl::CivilDay day) {
  return absl::ToUnixSeconds(Midnight(day)) / kSecondsOfAQuarter;
}

absl::CivilDay DayOfQuarter(std::int64_t quarter) {
  return absl::ToCivilDay(absl::FromUnixSeconds(quarter * kSecondsOfAQuarter), LocalTimeZone());
}

std::int64_t QuartersBetween(absl::CivilDay first, absl::CivilDay last) {
  if (last < first) return 0;
  return FirstQuarterOf(last + 1) - FirstQuarterOf(first);
}

}  // namespace ett::property
