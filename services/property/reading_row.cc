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
constexpr int kQuartersOfAnHour = 4;

bool IsPresent(int status) {
  return status != v1::READING_STATUS_MISSING && status != v1::READING_STATUS_REJECTED;
}

bool IsMeasured(int status) { return status == v1::READING_STATUS_MEASURED; }

absl::StatusOr<absl::CivilDay> CheckDay(const v1::Reading& reading, const Meters& meters) {
  const auto meter = meters.find(reading.meter());
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
  const int wanted = HoursOf(day) * (quarters ? kQuartersOfAnHour : 1);
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

absl::Status CheckValue(const v1::Reading& reading, int place, int status) {
  const std::int64_t value = reading.values_wh(place);
  if (status <= v1::READING_STATUS_UNSPECIFIED || !v1::ReadingStatus_IsValid(status)) {
    return InvalidField(absl::StrCat("statuses[", place, "]"), "a known status",
                        absl::StrCat(status), "UNKNOWN_VALUE");
  }
  const std::int64_t most = IsPresent(status) ? kMostWh : 0;
  if (value >= 0 && value <= most) return absl::OkStatus();
  return InvalidField(absl::StrCat("values_wh[", place, "]"), absl::StrCat("0..", most),
                      absl::StrCat(value), "OUT_OF_RANGE");
}

}  // namespace

std::int64_t DayNumber(absl::CivilDay day) { return day - absl::CivilDay(1970, 1, 1); }
absl::CivilDay DayOf(std::int64_t number) { return absl::CivilDay(1970, 1, 1) + number; }
std::int64_t MonthNumber(absl::CivilDay day) { return day.year() * 12 + day.month() - 1; }

absl::StatusOr<ReadingRow> ToReadingRow(const v1::Reading& reading, const Meters& meters) {
  ASSIGN_OR_RETURN(const absl::CivilDay day, CheckDay(reading, meters));
  RETURN_IF_ERROR(CheckCounts(reading, day));
  const int quarters = reading.resolution() == v1::RESOLUTION_HOUR ? kQuartersOfAnHour : 1;
  Energy energy;
  for (int i = 0; i < reading.values_wh_size(); ++i) {
    const int status =
        reading.statuses_size() == 0 ? v1::READING_STATUS_MEASURED : reading.statuses(i);
    RETURN_IF_ERROR(CheckValue(reading, i, status));
    energy.sum_wh += reading.values_wh(i);
    if (IsPresent(status)) energy.present_quarters += quarters;
    if (IsPresent(status) && !IsMeasured(status)) energy.estimated_quarters += quarters;
  }
  ReadingRow row{0, DayNumber(day), reading.resolution(), "", "", reading.synthetic(), energy};
  const std::string& name = reading.meter();
  // The name is a known one, whose id was checked to be a GSRN.
  if (!absl::SimpleAtoi(name.substr(name.rfind('/') + 1), &row.meter)) {
    return InvalidField("meter", "a GSRN", name, "MALFORMED");
  }
  row.packed_values = Pack({reading.values_wh().begin(), reading.values_wh().end()});
  if (!std::all_of(reading.statuses().begin(), reading.statuses().end(), IsMeasured)) {
    row.packed_statuses = Pack({reading.statuses().begin(), reading.statuses().end()});
  }
  return row;
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
