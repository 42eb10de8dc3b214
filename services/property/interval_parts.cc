#include "services/property/interval_parts.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "records/row.h"
#include "services/property/domain/local_day.h"
#include "services/property/domain/packed.h"
#include "services/property/kinds.h"
#include "services/property/reading_write.h"
#include "status/macros.h"

namespace ett::property {
namespace {

using imports::v1::Verdict;

constexpr char kDays[] = R"sql(
  SELECT meter, day, resolution, packed_values, packed_statuses, synthetic, sum_wh,
         present_quarters, estimated_quarters
  FROM reading_series JOIN reading_day
    ON reading_day.municipality = reading_series.municipality
    AND reading_day.series = reading_series.series
  WHERE reading_series.municipality = $1 AND meter = $2 AND day >= $3 AND day <= $4
    AND superseded_at = $5)sql";

std::size_t IntervalsOf(std::int64_t day, std::int64_t resolution) {
  const std::int64_t hours = HoursOf(DayOf(day));
  return static_cast<std::size_t>(resolution == v1::RESOLUTION_HOUR ? hours
                                                                    : hours * kQuartersOfAnHour);
}

}  // namespace

absl::Status ReadKnownDays(sql::Session& session, const std::string& municipality,
                           const std::vector<ReadingRow>& rows, KnownDays& known) {
  for (const auto& [meter, span] : DaySpansOf(rows)) {
    RETURN_IF_ERROR(session.ForEach(
        kDays, {NumberOf(municipality), meter, span.first, span.second, records::kNotSuperseded},
        [&known](const sql::Row& row) {
          ReadingRow day = DayFromRow(row);
          known.insert_or_assign(DayKey{day.meter, day.day}, std::move(day));
          return absl::OkStatus();
        }));
  }
  return absl::OkStatus();
}

bool IntervalParts::Contradicts(const Interval& interval) const {
  const auto found = numbers_.find({interval.meter, interval.day});
  return found != numbers_.end() && parts_[found->second].resolution != interval.resolution;
}

bool IntervalParts::Begins(const Interval& interval) const {
  return !numbers_.contains({interval.meter, interval.day});
}

void IntervalParts::Add(const Interval& interval) {
  const DayKey key{interval.meter, interval.day};
  const auto [number, fresh] = numbers_.try_emplace(key, static_cast<std::uint32_t>(parts_.size()));
  if (fresh) {
    const std::size_t count = IntervalsOf(interval.day, interval.resolution);
    parts_.push_back({key, interval.resolution, std::vector<std::int64_t>(count),
                      std::vector<std::int64_t>(count, v1::READING_STATUS_UNSPECIFIED)});
  }
  Part& part = parts_[number->second];
  part.values[interval.place] = interval.wh;
  part.statuses[interval.place] = interval.status;
  intervals_.push_back(
      {number->second, static_cast<std::uint32_t>(interval.place), interval.wh, interval.status});
}

void IntervalParts::Clear() {
  parts_.clear();
  numbers_.clear();
  intervals_.clear();
}

std::string IntervalParts::MeterOf(const Part& part, const std::string& municipality) {
  return records::FormatName(MeterKind(), municipality, absl::StrCat(part.key.first));
}

std::string IntervalParts::KeyOf(std::size_t interval, const std::string& municipality) const {
  const Arrived& arrived = intervals_[interval];
  const Part& part = parts_[arrived.part];
  const std::int64_t quarters = part.resolution == v1::RESOLUTION_HOUR ? kQuartersOfAnHour : 1;
  const std::int64_t start = FirstQuarterOf(DayOf(part.key.second)) + arrived.place * quarters;
  v1::IntervalValue row;
  row.set_meter(MeterOf(part, municipality));
  row.mutable_start_time()->set_seconds(start * kSecondsOfAQuarter);
  return property::KeyOf(row);
}

absl::StatusOr<std::vector<ReadingRow>> IntervalParts::Rows(const std::string& municipality,
                                                            const Meters& meters) const {
  std::vector<ReadingRow> rows;
  rows.reserve(parts_.size());
  for (const Part& part : parts_) {
    v1::Reading reading;
    reading.set_meter(MeterOf(part, municipality));
    *reading.mutable_local_date() = records::DateOf(DayOf(part.key.second));
    reading.set_resolution(static_cast<v1::Resolution>(part.resolution));
    reading.mutable_values_wh()->Add(part.values.begin(), part.values.end());
    for (const std::int64_t status : part.statuses) {
      reading.add_statuses(static_cast<v1::ReadingStatus>(status));
    }
    ASSIGN_OR_RETURN(ReadingRow row, ToReadingRow(reading, meters));
    rows.push_back(std::move(row));
  }
  return rows;
}

absl::StatusOr<IntervalParts::Part> IntervalParts::Before(const Part& part,
                                                          const KnownDays& known) const {
  Part before = part;
  std::fill(before.statuses.begin(), before.statuses.end(), v1::READING_STATUS_UNSPECIFIED);
  const auto day = known.find(part.key);
  if (day == known.end() || day->second.resolution != part.resolution) return before;
  ASSIGN_OR_RETURN(before.values, Unpack(day->second.packed_values));
  ASSIGN_OR_RETURN(before.statuses, Unpack(day->second.packed_statuses));
  if (before.statuses.empty()) {
    before.statuses.assign(before.values.size(), v1::READING_STATUS_MEASURED);
  }
  return before;
}

absl::StatusOr<std::vector<Verdict>> IntervalParts::Verdicts(const std::vector<Verdict>& of_parts,
                                                             const KnownDays& known) const {
  std::vector<Part> now;
  for (const Part& part : parts_) {
    ASSIGN_OR_RETURN(Part before, Before(part, known));
    now.push_back(std::move(before));
  }
  std::vector<Verdict> verdicts;
  verdicts.reserve(intervals_.size());
  for (const Arrived& each : intervals_) {
    if (of_parts[each.part] == imports::v1::VERDICT_REJECTED) {
      verdicts.push_back(imports::v1::VERDICT_REJECTED);
      continue;
    }
    std::int64_t& value = now[each.part].values[each.place];
    std::int64_t& status = now[each.part].statuses[each.place];
    const bool same = value == each.wh && status == each.status;
    verdicts.push_back(same ? imports::v1::VERDICT_UNCHANGED : imports::v1::VERDICT_ACCEPTED);
    value = each.wh;
    status = each.status;
  }
  return verdicts;
}

}  // namespace ett::property
