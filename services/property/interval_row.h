#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "ett/property/v1/interval_value.pb.h"
#include "records/kind.h"
#include "services/property/reading_row.h"

namespace ett::property {

// A value of one interval, placed in its meter's local day.
struct Interval {
  std::int64_t meter = 0;  // GSRN
  std::int64_t day = 0;    // from 1970-01-01
  std::int64_t resolution = 0;
  std::size_t place = 0;  // among the intervals of the day
  std::int64_t wh = 0;
  std::int64_t status = 0;
};

// The rows of files of readings: collection `readings`, with the fields of IntervalValue.
const records::Kind& IntervalKind();

// Checks rows against their meters and days. Fast where rows of a meter and day follow each other.
class IntervalCheck {
 public:
  explicit IntervalCheck(Meters meters) : meters_(std::move(meters)) {}

  // INVALID_ARGUMENT names the field that is wrong.
  absl::StatusOr<Interval> Check(const v1::IntervalValue& row);

  const Meters& meters() const { return meters_; }

 private:
  absl::Status FindMeter(const std::string& name);
  absl::Status FindDay(std::int64_t quarter);

  const Meters meters_;
  // Of the row before.
  std::string name_;
  std::int64_t meter_ = 0;
  InPlace in_place_;
  std::int64_t day_ = 0;
  std::int64_t first_quarter_ = 0;
  std::int64_t end_quarter_ = 0;
};

// `municipalities/{m}/meters/{meter} 2018-03-25T01:00:00Z`.
std::string KeyOf(const v1::IntervalValue& row);

}  // namespace ett::property
