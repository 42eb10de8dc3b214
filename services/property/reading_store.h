#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "ett/imports/v1/import.pb.h"
#include "ett/property/v1/property_service.pb.h"
#include "records/records.h"
#include "services/property/reading_row.h"

namespace ett::property {

// What a meter measured in a month. Only present intervals are counted, nothing is expected.
struct MeterMonth {
  std::int64_t meter = 0;  // GSRN
  std::int64_t month = 0;  // year × 12 + month − 1
  bool synthetic = false;
  Energy energy;
};

// Readings: a row for each meter and local day, in versions like all records, and their sums by
// month, kept in the same transactions. Safe to call from any thread.
class ReadingStore {
 public:
  // `records` must outlive it.
  explicit ReadingStore(records::Records& records) : records_(records) {}

  absl::StatusOr<v1::ListReadingsResponse> List(const v1::ListReadingsRequest& request);

  // The days of one meter as known then, first and last included, in order.
  struct DaysAsked {
    std::string municipality;
    std::int64_t gsrn = 0;
    std::int64_t first = 0, last = 0;  // from 1970-01-01
    std::int64_t known_at = 0;         // microseconds
    std::int64_t most = kAll;
    static constexpr std::int64_t kAll = 1'000'000'000;
  };
  absl::Status ForEachDay(
      const DaysAsked& asked,
      absl::FunctionRef<absl::Status(const ReadingRow&, std::int64_t recorded_at)> visit);

  // All months of a municipality's meters as known at `known_at` (microseconds).
  absl::StatusOr<std::vector<MeterMonth>> Months(const std::string& municipality,
                                                 std::int64_t known_at);

  // The meters that are known now.
  absl::StatusOr<Meters> KnownMeters(const std::string& municipality);

  // One transaction: new and changed days become versions. No two rows have the same meter and
  // day. Gives the verdict of each, and the time of the versions, 0 when all were unchanged.
  struct Written {
    std::vector<imports::v1::Verdict> verdicts;
    std::int64_t recorded_at = 0;
  };
  absl::StatusOr<Written> Write(const std::string& municipality,
                                const std::vector<ReadingRow>& rows);

  records::Records& records() { return records_; }

 private:
  records::Records& records_;
};

}  // namespace ett::property
