#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "ett/property/v1/reading.pb.h"
#include "services/property/domain/energy.h"
#include "services/property/domain/stretch.h"
#include "services/property/domain/window_sums.h"

namespace ett::property {

// A meter's day as the store keeps it.
struct ReadingRow {
  std::int64_t meter = 0;  // GSRN
  std::int64_t day = 0;    // from 1970-01-01
  std::int64_t resolution = 0;
  std::string packed_values;
  std::string packed_statuses;  // empty when all are measured
  bool synthetic = false;
  Energy energy;
  bool is_partial = false;  // has values that are not told; never so in the store

  bool operator==(const ReadingRow&) const = default;
};

// The days that a meter is in place, both included.
struct InPlace {
  absl::CivilDay first;
  absl::CivilDay last;
  bool is_virtual = false;  // nothing is read there
  bool is_water = false;    // its Wh are litres
};
using Meters = std::map<std::string, InPlace>;  // by name

std::int64_t DayNumber(absl::CivilDay day);
absl::CivilDay DayOf(std::int64_t number);
// year × 12 + month − 1
std::int64_t MonthNumber(absl::CivilDay day);

// Value by value; DATA_LOSS when the store's own text cannot be read.
absl::StatusOr<DayValues> ToDayValues(const ReadingRow& row);

// Checks a reading against its day and meter; INVALID_ARGUMENT names the field that is wrong.
absl::StatusOr<ReadingRow> ToReadingRow(const v1::Reading& reading, const Meters& meters);

// A part of a day with what is known of it put into the values that are not told; null where
// nothing is. FAILED_PRECONDITION where that has another resolution.
absl::StatusOr<ReadingRow> Merged(const ReadingRow& part, const ReadingRow* known);

// A day of which nothing is known, in hours.
ReadingRow EmptyDay(std::int64_t gsrn, std::int64_t day);

// A day with the next of what is spread in its values within `open`, as estimates.
absl::StatusOr<ReadingRow> Completed(const ReadingRow& known, const Window& open, Spread& spread);

// A row of this meter name; DATA_LOSS when the store's own text cannot be read.
absl::StatusOr<v1::Reading> ToReading(const ReadingRow& row, const std::string& meter,
                                      std::int64_t recorded_at);

}  // namespace ett::property
