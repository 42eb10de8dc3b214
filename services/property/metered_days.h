#pragma once

#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "services/property/metering.h"
#include "services/property/reading_store.h"

// What is known of meters day by day: readings, and in the time that they leave open the energy of
// stretches, spread evenly as estimates.
namespace ett::property {

// As ReadingStore::ForEachDay, with the energy of stretches. `asked.most` is not looked at; a day
// without readings of its own has `recorded_at` 0.
absl::Status ForEachMeteredDay(
    ReadingStore& readings, const Metering& metering, const ReadingStore::DaysAsked& asked,
    absl::FunctionRef<absl::Status(const ReadingRow&, std::int64_t recorded_at)> visit);

// Adds the energy that is spread to sums by month of a meter, which are in order of month.
absl::Status AddSpreadMonths(ReadingStore& readings, const std::vector<Stretch>& stretches,
                             const ReadingStore::DaysAsked& meter, std::vector<MeterMonth>& months);

// What readings say of a stretch.
absl::StatusOr<OpenTime> LoadOpenTime(ReadingStore& readings, const Stretch& stretch,
                                      const ReadingStore::DaysAsked& meter);

}  // namespace ett::property
