#pragma once

#include <string>

#include "absl/status/status.h"
#include "services/property/domain/window_sums.h"
#include "services/property/metering.h"
#include "services/property/reading_store.h"

// What meters measured, in windows of time.
namespace ett::property {

// The quarters of some days.
Window QuartersOf(const Days& days);
// Of both; its end is not after its beginning where there are none.
Window Common(Window a, Window b);

// How the readings of a meter are asked for.
struct MeterAsked {
  std::string municipality;
  std::int64_t known_at = 0;  // microseconds
  // Local days lie in one window each, and loads are not asked for: their sums are enough.
  bool by_day = false;
  // Without the energy that is spread over hours: it says nothing of a single hour or day.
  bool readings_only = false;
};

// Adds what a part of a meter measured in the time of the windows.
absl::Status AddPart(ReadingStore& readings, const Metering& metering, const MeterAsked& asked,
                     const MeterPart& part, WindowSums& sums);

}  // namespace ett::property
