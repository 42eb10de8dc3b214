#include "services/property/reading_row.h"

#include <algorithm>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "records/clock.h"
#include "records/row.h"
#include "services/property/domain/local_day.h"
#include "services/property/domain/packed.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::property {
namespace {

using status::InvalidField;

constexpr std::int64_t kMostWh = 1'000'000'000'000;

bool IsPresent(int status) {
  return status != v1::READING_STATUS_MISSING && status != v1::READING_STATUS_REJECTED &&
         status != v1::READING_STATUS_UNSPECIFIED;
}

bool IsMeasured(int status) { return status == v1::READING_STATUS_MEASURED; }

absl::StatusOr<absl::CivilDay> CheckDay(const v1::Reading& reading, const Meters& meters) {
  const auto meter = meters.find(reading.meter());
  if (meter != meters.end() && meter->second.is_virtual) {
    return InvalidField("meter", "a meter that is read", reading.meter(), "VIRTUAL_METER");
  }
  if (meter == meters.end()) {
    return InvalidField("meter", "an existing ett.no/Meter", reading.meter(), "UNKNOWN_REFERENCE");
  }
  if (!records::IsFull(reading.local_date()) || !records::IsPossible(reading.local_date())) {
    return InvalidField("local_date", "a day", records::PrintDate(reading.local_date()),
                        "MALFORMED");
  }
  const absl::CivilDay day = records::FirstDayOf(reading.local_date());
  const InPlace& place = meter->second;
  if (day < place.first || place.last < day) {
    return InvalidField("local_date", "a day that the meter is in place",
                        records::PrintDate(reading.local_date()), "OUT_OF_RANGE");
  }
  return day;
}

absl::Status CheckCounts(const v1::Reading& reading, absl::CivilDay day) {
  if (reading.resolution() != v1::RESOLUTION_HOUR &&
      reading.resolution() != v1::RESOLUTION_QUARTER) {
    return InvalidField("resolution", "RESOLUTION_HOUR or RESOLUTION_QUARTER",
                        absl::StrCat(reading.resolution()), "UNKNOWN_VALUE");
  }
  const bool quarters = reading.resolution() == v1::RESOLUTION_QUARTER;
  const std::int64_t wanted = HoursOf(day) * (quarters ? kQuartersOfAnHour : 1);
  if (reading.values_wh_size() != wanted) {
    return InvalidField("values_wh",
                        absl::StrCat(wanted, " values, one for each interval of ",
                                     records::PrintDate(reading.local_date())),
                        absl::StrCat(reading.values_wh_size()), "WRONG_COUNT");
  }
  if (reading.statuses_size() != 0 && reading.statuses_size() != wanted) {
    return InvalidField("statuses", absl::StrCat("none, or ", wanted),
                        absl::StrCat(reading.statuses_size()), "WRONG_COUNT");
  }
  return absl::OkStatus();
}

absl::Status CheckValue(std::int64_t value, std::size_t place, int status) {
  if (!v1::ReadingStatus_IsValid(status)) {
    return InvalidField(absl::StrCat("statuses[", place, "]"), "a known status",
                        absl::StrCat(status), "UNKNOWN_VALUE");
  }
  const std::int64_t most = IsPresent(status) ? kMostWh : 0;
  if (value >= 0 && value <= most) return absl::OkStatus();
  return InvalidField(absl::StrCat("values_wh[", place, "]"), absl::StrCat("0..", most),
                      absl::StrCat(value), "OUT_OF_RANGE");
}

using Values = std::vector<std::int64_t>;

// Of both as many as the day has intervals of the row's resolution.
void SetValues(const Values& values, const Values& statuses, ReadingRow& row) {
  const int quarters = row.resolution == v1::RESOLUTION_HOUR ? kQuartersOfAnHour : 1;
  row.energy = Energy();
  for (std::size_t i = 0; i < values.size(); ++i) {
    const int status = static_cast<int>(statuses[i]);
    row.energy.sum_wh += values[i];
    if (IsPresent(status)) row.energy.present_quarters += quarters;
    if (IsPresent(status) && !IsMeasured(status)) row.energy.estimated_quarters += quarters;
  }
  row.packed_values = Pack(values);
  const bool all_measured = std::all_of(statuses.begin(), statuses.end(), IsMeasured);
  row.packed_statuses = all_measured ? "" : Pack(statuses);
  row.is_partial =
      std::find(statuses.begin(), statuses.end(), v1::READING_STATUS_UNSPECIFIED) != statuses.end();
}

}  // namespace

std::int64_t DayNumber(absl::CivilDay day) { return day - absl::CivilDay(1970, 1, 1); }
absl::CivilDay DayOf(std::int64_t number) { return absl::CivilDay(1970, 1, 1) + number; }
std::int64_t MonthNumber(absl::CivilDay day) { return day.year() * 12 + day.month() - 1; }

absl::StatusOr<ReadingRow> ToReadingRow(const v1::Reading& reading, const Meters& meters) {
  ASSIGN_OR_RETURN(const absl::CivilDay day, CheckDay(reading, meters));
  RETURN_IF_ERROR(CheckCounts(reading, day));
  const Values values = {reading.values_wh().begin(), reading.values_wh().end()};
  Values statuses = {reading.statuses().begin(), reading.statuses().end()};
  if (statuses.empty()) statuses.assign(values.size(), v1::READING_STATUS_MEASURED);
  for (std::size_t i = 0; i < values.size(); ++i) {
    RETURN_IF_ERROR(CheckValue(values[i], i, static_cast<int>(statuses[i])));
  }
  ReadingRow row;
  row.day = DayNumber(day);
  row.resolution = reading.resolution();
  row.synthetic = reading.synthetic();
  SetValues(values, statuses, row);
  const std::string& name = reading.meter();
  // The name is a known one, whose id was checked to be a GSRN.
  if (absl::SimpleAtoi(name.substr(name.rfind('/') + 1), &row.meter)) return row;
  return InvalidField("meter", "a GSRN", name, "MALFORMED");
}

absl::StatusOr<ReadingRow> Merged(const ReadingRow& part, const ReadingRow* known) {
  ASSIGN_OR_RETURN(Values values, Unpack(part.packed_values));
  ASSIGN_OR_RETURN(Values statuses, Unpack(part.packed_statuses));
  Values known_values(values.size(), 0);
  Values known_statuses(values.size(), v1::READING_STATUS_MISSING);
  if (known != nullptr) {
    if (known->resolution != part.resolution) {
      return status::Precondition("OTHER_RESOLUTION", "the day is known in another resolution");
    }
    ASSIGN_OR_RETURN(known_values, Unpack(known->packed_values));
    ASSIGN_OR_RETURN(const Values told, Unpack(known->packed_statuses));
    known_statuses = told.empty() ? Values(values.size(), v1::READING_STATUS_MEASURED) : told;
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (statuses[i] != v1::READING_STATUS_UNSPECIFIED) continue;
    values[i] = known_values[i];
    statuses[i] = known_statuses[i];
  }
  ReadingRow merged = part;
  merged.synthetic |= known != nullptr && known->synthetic;
  SetValues(values, statuses, merged);
  return merged;
}

ReadingRow EmptyDay(std::int64_t gsrn, std::int64_t day) {
  const auto hours = static_cast<std::size_t>(HoursOf(DayOf(day)));
  ReadingRow row;
  row.meter = gsrn;
  row.day = day;
  row.resolution = v1::RESOLUTION_HOUR;
  SetValues(Values(hours, 0), Values(hours, v1::READING_STATUS_MISSING), row);
  return row;
}

absl::StatusOr<ReadingRow> Completed(const ReadingRow& known, const Window& open, Spread& spread) {
  ASSIGN_OR_RETURN(Values values, Unpack(known.packed_values));
  ASSIGN_OR_RETURN(Values statuses, Unpack(known.packed_statuses));
  // All are measured: there is nothing open.
  if (statuses.empty()) return known;
  const int quarters = known.resolution == v1::RESOLUTION_HOUR ? kQuartersOfAnHour : 1;
  std::int64_t at = FirstQuarterOf(DayOf(known.day));
  for (std::size_t i = 0; i < values.size(); ++i, at += quarters) {
    if (at < open.first || at >= open.end) continue;
    values[i] = spread.Next(quarters);
    statuses[i] = v1::READING_STATUS_ESTIMATED;
  }
  ReadingRow completed = known;
  SetValues(values, statuses, completed);
  return completed;
}

absl::StatusOr<DayValues> ToDayValues(const ReadingRow& row) {
  DayValues day;
  day.first_quarter = FirstQuarterOf(DayOf(row.day));
  day.quarters_of_a_value = row.resolution == v1::RESOLUTION_HOUR ? kQuartersOfAnHour : 1;
  day.synthetic = row.synthetic;
  ASSIGN_OR_RETURN(day.values_wh, Unpack(row.packed_values));
  ASSIGN_OR_RETURN(const std::vector<std::int64_t> statuses, Unpack(row.packed_statuses));
  for (const std::int64_t status : statuses) {
    day.is_present.push_back(IsPresent(static_cast<int>(status)));
    day.is_estimated.push_back(!IsMeasured(static_cast<int>(status)));
  }
  return day;
}

absl::StatusOr<v1::Reading> ToReading(const ReadingRow& row, const std::string& meter,
                                      std::int64_t recorded_at) {
  v1::Reading reading;
  reading.set_meter(meter);
  *reading.mutable_local_date() = records::DateOf(DayOf(row.day));
  reading.set_resolution(static_cast<v1::Resolution>(row.resolution));
  ASSIGN_OR_RETURN(const std::vector<std::int64_t> values, Unpack(row.packed_values));
  reading.mutable_values_wh()->Add(values.begin(), values.end());
  ASSIGN_OR_RETURN(const std::vector<std::int64_t> statuses, Unpack(row.packed_statuses));
  for (const std::int64_t status : statuses) {
    reading.add_statuses(static_cast<v1::ReadingStatus>(status));
  }
  reading.set_synthetic(row.synthetic);
  *reading.mutable_recorded_time() = records::ToTimestamp(recorded_at);
  return reading;
}

}  // namespace ett::property
