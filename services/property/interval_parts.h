#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "ett/imports/v1/import.pb.h"
#include "services/property/interval_row.h"
#include "services/property/reading_row.h"
#include "sql/database.h"

namespace ett::property {

// Meter and day.
using DayKey = std::pair<std::int64_t, std::int64_t>;
using KnownDays = std::map<DayKey, ReadingRow>;

// What is known now of the days of these rows. Days between them may be there too.
absl::Status ReadKnownDays(sql::Session& session, const std::string& municipality,
                           const std::vector<ReadingRow>& rows, KnownDays& known);

// Values of intervals, gathered to parts of meters' days in order of arrival.
class IntervalParts {
 public:
  // Whether it has a part of this day in another resolution: both cannot be written together.
  bool Contradicts(const Interval& interval) const;
  // Whether this would begin another part.
  bool Begins(const Interval& interval) const;
  // A later value of an interval takes the place of an earlier one.
  void Add(const Interval& interval);
  void Clear();
  bool empty() const { return intervals_.empty(); }

  // As KeyOf of the row that came as the interval with this number.
  std::string KeyOf(std::size_t interval, const std::string& municipality) const;

  // The parts as rows for the store, in the order of their first interval.
  absl::StatusOr<std::vector<ReadingRow>> Rows(const std::string& municipality,
                                               const Meters& meters) const;
  // The verdict of each interval, given those of the parts and what was known before: accepted
  // where the value or its status changes.
  absl::StatusOr<std::vector<imports::v1::Verdict>> Verdicts(
      const std::vector<imports::v1::Verdict>& of_parts, const KnownDays& known) const;

 private:
  struct Part {
    DayKey key;
    std::int64_t resolution = 0;
    std::vector<std::int64_t> values;
    std::vector<std::int64_t> statuses;  // v1::READING_STATUS_UNSPECIFIED where nothing came
  };
  struct Arrived {
    std::uint32_t part = 0;
    std::uint32_t place = 0;
    std::int64_t wh = 0;
    std::int64_t status = 0;
  };

  static std::string MeterOf(const Part& part, const std::string& municipality);
  // What is known of the part's intervals; statuses as in Part where nothing is.
  absl::StatusOr<Part> Before(const Part& part, const KnownDays& known) const;

  std::vector<Part> parts_;
  absl::flat_hash_map<DayKey, std::uint32_t> numbers_;  // of parts
  std::vector<Arrived> intervals_;
};

}  // namespace ett::property
