#pragma once

#include <cstdint>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"

// Whether a period has begun, or a day has come, is asked of Norway's clock.
namespace ett::figures {

// Europe/Oslo.
absl::TimeZone LocalTimeZone();

absl::CivilDay LocalDayOf(absl::Time time);
// Of microseconds since 1970, as versions of what is known are counted.
absl::CivilDay LocalDayOf(std::int64_t micros);

}  // namespace ett::figures
