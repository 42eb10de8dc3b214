#include "services/property/domain/local_day.h"

#include <cstdio>
#include <cstdlib>

#include "absl/time/time.h"

namespace ett::property {
namespace {

absl::TimeZone LoadOslo() {
  absl::TimeZone zone;
  if (absl::LoadTimeZone("Europe/Oslo", &zone)) return zone;
  std::fputs("time zone Europe/Oslo is missing: install tzdata\n", stderr);
  std::abort();
}

absl::Time Midnight(absl::CivilDay day) {
  static const absl::TimeZone zone = LoadOslo();
  return absl::FromCivil(day, zone);
}

}  // namespace

int HoursOf(absl::CivilDay day) {
  return static_cast<int>((Midnight(day + 1) - Midnight(day)) / absl::Hours(1));
}

std::int64_t QuartersBetween(absl::CivilDay first, absl::CivilDay last) {
  if (last < first) return 0;
  return (Midnight(last + 1) - Midnight(first)) / absl::Minutes(15);
}

}  // namespace ett::property
