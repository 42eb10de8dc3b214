#include "services/property/interval_row.h"

#include <google/protobuf/util/time_util.h>

#include <cstring>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "records/judge.h"
#include "records/row.h"
#include "services/property/domain/gsrn.h"
#include "services/property/domain/local_day.h"
#include "services/property/domain/whole_wh.h"
#include "services/property/kinds.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::property {
namespace {

using google::protobuf::util::TimeUtil;
using status::InvalidField;

constexpr std::int64_t kMostWh = 1'000'000'000'000;

bool HasNone(int status) {
  return status == v1::READING_STATUS_MISSING || status == v1::READING_STATUS_REJECTED;
}

absl::Status OffGrid(const v1::IntervalValue& row, absl::string_view wanted) {
  return InvalidField("start_time", wanted, TimeUtil::ToString(row.start_time()), "OFF_GRID");
}

// In seconds; 0 for what is no resolution.
std::int64_t LengthOf(v1::Resolution resolution) {
  if (resolution == v1::RESOLUTION_HOUR) return kSecondsOfAnHour;
  return resolution == v1::RESOLUTION_QUARTER ? kSecondsOfAQuarter : 0;
}

absl::StatusOr<std::int64_t> SecondsOf(const v1::IntervalValue& row) {
  const std::int64_t told = LengthOf(row.resolution());
  if (!row.has_end_time()) {
    if (told > 0) return told;
    return InvalidField("resolution", "an end_time, or RESOLUTION_HOUR or RESOLUTION_QUARTER",
                        "neither", "REQUIRED");
  }
  const std::int64_t seconds = row.end_time().seconds() - row.start_time().seconds();
  const std::string came = absl::StrCat(seconds, " seconds");
  if (told > 0 && told != seconds) {
    return InvalidField("end_time", absl::StrCat("the end after ", told, " s, as resolution says"),
                        came, "CONTRADICTION");
  }
  if (row.end_time().nanos() == 0 &&
      (seconds == kSecondsOfAnHour || seconds == kSecondsOfAQuarter)) {
    return seconds;
  }
  return InvalidField("end_time",
                      seconds > kSecondsOfAnHour
                          ? "an hour or a quarter; longer spans belong in files of meteredPeriods"
                          : "an hour or a quarter",
                      came, "UNSUPPORTED_LENGTH");
}

absl::Status CheckPresent(const v1::IntervalValue& row) {
  if (row.meter().empty()) return InvalidField("meter", "a meter", "none", "REQUIRED");
  if (!row.has_start_time()) return InvalidField("start_time", "a time", "none", "REQUIRED");
  if (row.flow_direction() == v1::FLOW_DIRECTION_REVERSE) {
    return InvalidField("flow_direction", "energy that flows to the building",
                        "energy that flows from it", "REVERSE_FLOW");
  }
  return absl::OkStatus();
}

// The power of ten of a unit in Wh, or in litres of water; -1 for none of what the meter measures.
int ExponentOf(v1::MeteredUnit unit, bool is_water) {
  switch (unit) {
    case v1::METERED_UNIT_WH:
      return is_water ? -1 : 0;
    case v1::METERED_UNIT_KWH:
      return is_water ? -1 : 3;
    case v1::METERED_UNIT_MWH:
      return is_water ? -1 : 6;
    case v1::METERED_UNIT_GWH:
      return is_water ? -1 : 9;
    case v1::METERED_UNIT_LITRE:
      return is_water ? 0 : -1;
    case v1::METERED_UNIT_CUBIC_METRE:
      return is_water ? 3 : -1;
    default:
      return -1;
  }
}

absl::StatusOr<int> KnownExponentOf(const v1::IntervalValue& row, bool is_water) {
  const int exponent = ExponentOf(row.unit(), is_water);
  if (exponent >= 0) return exponent;
  const bool is_told = row.unit() != v1::METERED_UNIT_UNSPECIFIED;
  return InvalidField("unit", is_water ? "LITRE or CUBIC_METRE" : "WH, KWH, MWH or GWH",
                      is_told ? v1::MeteredUnit_Name(row.unit()) : "none",
                      is_told ? "UNSUPPORTED" : "REQUIRED");
}

absl::StatusOr<std::int64_t> WhOf(const v1::IntervalValue& row, bool is_water) {
  const std::string& text = row.quantity().value();
  if (HasNone(row.status())) {
    if (text.find_first_not_of("0.") == std::string::npos) return 0;
    return InvalidField("quantity", "none, as the status says", text, "CONTRADICTION");
  }
  if (text.empty()) {
    return InvalidField("quantity", "energy, or a status that says that there is none", "",
                        "REQUIRED");
  }
  ASSIGN_OR_RETURN(const int exponent, KnownExponentOf(row, is_water));
  if (text[0] == '-') return InvalidField("quantity", "0 or more", text, "NEGATIVE");
  const absl::string_view digits = absl::string_view(text).substr(text[0] == '+' ? 1 : 0);
  const std::optional<std::int64_t> wh = WholeWh(digits, exponent);
  const char* const unit = is_water ? " litres" : " Wh";
  const std::string came = absl::StrCat(
      text, " ", v1::MeteredUnit_Name(row.unit()).substr(std::strlen("METERED_UNIT_")));
  if (!wh.has_value()) {
    return InvalidField("quantity", absl::StrCat("a whole number of", unit), came, "NOT_WHOLE_WH");
  }
  if (*wh <= kMostWh) return *wh;
  return InvalidField("quantity", absl::StrCat("at most ", kMostWh, unit), came, "OUT_OF_RANGE");
}

}  // namespace

const records::Kind& IntervalKind() {
  static const records::Kind& kind = *new records::Kind(records::MakeRowKind(
      v1::IntervalValue::descriptor(), "ett.no/Reading", "readings", {{"meter", &MeterKind()}}));
  return kind;
}

std::string KeyOf(const v1::IntervalValue& row) {
  return absl::StrCat(row.meter(), " ", TimeUtil::ToString(row.start_time()));
}

absl::Status IntervalCheck::FindMeter(const std::string& name) {
  if (name == name_) return absl::OkStatus();
  name_.clear();
  const std::string id = records::IdOf(name);
  if (!IsGsrn(id)) {
    return InvalidField("meter", "a GSRN: 18 digits, the last a check digit", id, "MALFORMED");
  }
  const auto found = meters_.find(name);
  if (found == meters_.end() || !absl::SimpleAtoi(id, &meter_)) {
    return InvalidField("meter", "an existing ett.no/Meter", name, "UNKNOWN_REFERENCE");
  }
  name_ = name;
  in_place_ = found->second;
  end_quarter_ = first_quarter_;
  return absl::OkStatus();
}

absl::Status IntervalCheck::FindDay(std::int64_t quarter) {
  if (first_quarter_ <= quarter && quarter < end_quarter_) return absl::OkStatus();
  end_quarter_ = first_quarter_;
  const absl::CivilDay day = DayOfQuarter(quarter);
  if (day < in_place_.first || in_place_.last < day) {
    return InvalidField("start_time", "a day that the meter is in place",
                        records::PrintDate(records::DateOf(day)), "OUT_OF_RANGE");
  }
  day_ = DayNumber(day);
  first_quarter_ = FirstQuarterOf(day);
  end_quarter_ = FirstQuarterOf(day + 1);
  return absl::OkStatus();
}

absl::StatusOr<Interval> IntervalCheck::Check(const v1::IntervalValue& row) {
  RETURN_IF_ERROR(CheckPresent(row));
  RETURN_IF_ERROR(FindMeter(row.meter()));
  ASSIGN_OR_RETURN(const std::int64_t seconds, SecondsOf(row));
  if (row.start_time().nanos() != 0 || row.start_time().seconds() % seconds != 0) {
    return OffGrid(row, seconds == kSecondsOfAnHour ? "a full hour" : "a full quarter of an hour");
  }
  const std::int64_t quarter = row.start_time().seconds() / kSecondsOfAQuarter;
  RETURN_IF_ERROR(FindDay(quarter));
  Interval interval;
  ASSIGN_OR_RETURN(interval.wh, WhOf(row, in_place_.is_water));
  interval.meter = meter_;
  interval.day = day_;
  const bool is_hour = seconds == kSecondsOfAnHour;
  interval.resolution = is_hour ? v1::RESOLUTION_HOUR : v1::RESOLUTION_QUARTER;
  interval.place =
      static_cast<std::size_t>((quarter - first_quarter_) / (is_hour ? kQuartersOfAnHour : 1));
  interval.status =
      row.status() == v1::READING_STATUS_UNSPECIFIED ? v1::READING_STATUS_MEASURED : row.status();
  return interval;
}

}  // namespace ett::property
