#pragma once

#include <string>

#include "absl/status/status.h"
#include "ett/property/v1/property.pb.h"
#include "services/property/domain/window_sums.h"
#include "services/property/reading_store.h"

// What meters measured, in windows of time.
namespace ett::property {

// The quarters that a meter is in place.
Window InPlaceOf(const v1::Meter& meter);
// Of both; its end is not after its beginning where there are none.
Window Common(Window a, Window b);

// How the readings of a meter are asked for.
struct MeterAsked {
  std::string municipality;
  std::int64_t known_at = 0;  // microseconds
  // Local days lie in one window each, and loads are not asked for: their sums are enough.
  bool by_day = false;
};

// Adds what a meter measured in the time of the windows, while it was in place.
absl::Status AddMeter(ReadingStore& readings, const MeterAsked& asked, const v1::Meter& meter,
                      WindowSums& sums);

}  // namespace ett::property
