#include "figures/local_time.h"

#include <cstdio>
#include <cstdlib>

namespace ett::figures {
namespace {

absl::TimeZone LoadOslo() {
  absl::TimeZone zone;
  if (absl::LoadTimeZone("Europe/Oslo", &zone)) return zone;
  std::fputs("time zone Europe/Oslo is missing: install tzdata\n", stderr);
  std::abort();
}

}  // namespace

absl::TimeZone LocalTimeZone() {
  static const absl::TimeZone zone = LoadOslo();
  return zone;
}

absl::CivilDay LocalDayOf(absl::Time time) { return absl::ToCivilDay(time, LocalTimeZone()); }

absl::CivilDay LocalDayOf(std::int64_t micros) { return LocalDayOf(absl::FromUnixMicros(micros)); }

}  // namespace ett::figures
