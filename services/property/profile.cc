#include "services/property/profile.h"

#include <algorithm>
#include <map>
#include <utility>

#include "figures/local_time.h"
#include "records/row.h"
#include "services/property/domain/combined_day.h"
#include "services/property/domain/local_day.h"
#include "services/property/kinds.h"
#include "services/property/metered_days.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::property {
namespace {

constexpr std::int64_t kDaysAtOnce = 200;

v1::Reading ReadingOf(const DayValues& values, const std::string& meter, std::int64_t day) {
  v1::Reading reading;
  reading.set_meter(meter);
  *reading.mutable_local_date() = records::DateOf(DayOf(day));
  reading.set_resolution(values.quarters_of_a_value == 1 ? v1::RESOLUTION_QUARTER
                                                         : v1::RESOLUTION_HOUR);
  reading.mutable_values_wh()->Add(values.values_wh.begin(), values.values_wh.end());
  for (std::size_t i = 0; i < values.values_wh.size(); ++i) {
    reading.add_statuses(!values.is_present[i]    ? v1::READING_STATUS_MISSING
                         : values.is_estimated[i] ? v1::READING_STATUS_ESTIMATED
                                                  : v1::READING_STATUS_MEASURED);
  }
  reading.set_synthetic(values.synthetic);
  return reading;
}

absl::StatusOr<std::int64_t> DayAsked(const char* field, const google::type::Date& date) {
  if (records::IsPossible(date)) return DayNumber(records::FirstDayOf(date));
  return status::InvalidField(field, "a day", records::PrintDate(date), "MALFORMED");
}

}  // namespace

absl::StatusOr<bool> Profile::Next(v1::QueryProfileResponse& message) {
  if (!begun_) RETURN_IF_ERROR(Begin());
  begun_ = true;
  while (read_.empty() && days_.first <= days_.last) RETURN_IF_ERROR(ReadSome());
  if (read_.empty()) return false;
  *message.mutable_reading() = std::move(read_.front());
  read_.pop_front();
  const absl::CivilDay day = records::FirstDayOf(message.reading().local_date());
  message.mutable_start_time()->set_seconds(FirstQuarterOf(day) * kSecondsOfAQuarter);
  return true;
}

absl::Status Profile::Begin() {
  records::Records& records = readings_.records();
  ASSIGN_OR_RETURN(const records::RecordName name,
                   records::ParseName(MeterKind(), asked_.parent(), "parent"));
  ASSIGN_OR_RETURN(days_.known_at,
                   records.KnownAt(asked_.has_as_known_at() ? &asked_.as_known_at() : nullptr));
  days_.municipality = name.municipality;
  ASSIGN_OR_RETURN(metering_, LoadMetering(records, name.municipality, days_.known_at));
  const v1::Meter* const meter = metering_.Find(asked_.parent());
  if (meter == nullptr) return status::NotFound(MeterKind().type, asked_.parent());
  is_virtual_ = IsVirtual(*meter);
  parts_ = metering_.PartsOf(*meter);
  // There may be readings of today, and of tomorrow where it has begun.
  days_.last = DayNumber(figures::LocalDayOf(records.now())) + 1;
  days_.first = days_.last + 1;
  std::int64_t last = 0;
  for (const MeterPart& part : parts_) {
    days_.first = std::min(days_.first, DayNumber(part.days.first));
    last = std::max(last, DayNumber(part.days.last));
  }
  days_.last = std::min(days_.last, last);
  if (asked_.has_from_date()) {
    ASSIGN_OR_RETURN(const std::int64_t first, DayAsked("from_date", asked_.from_date()));
    days_.first = std::max(days_.first, first);
  }
  if (!asked_.has_to_date()) return absl::OkStatus();
  ASSIGN_OR_RETURN(last, DayAsked("to_date", asked_.to_date()));
  days_.last = std::min(days_.last, last);
  return absl::OkStatus();
}

absl::Status Profile::ReadSome() {
  const std::int64_t last = std::min(days_.last, days_.first + kDaysAtOnce - 1);
  RETURN_IF_ERROR(is_virtual_ ? ReadVirtual(last) : ReadMeter(last));
  days_.first = last + 1;
  return absl::OkStatus();
}

absl::Status Profile::ReadMeter(std::int64_t last) {
  ReadingStore::DaysAsked days = days_;
  days.gsrn = parts_.front().gsrn;
  days.last = last;
  return ForEachMeteredDay(readings_, metering_, days,
                           [&](const ReadingRow& row, std::int64_t recorded_at) -> absl::Status {
                             ASSIGN_OR_RETURN(v1::Reading reading,
                                              ToReading(row, asked_.parent(), recorded_at));
                             if (recorded_at == 0) reading.clear_recorded_time();
                             read_.push_back(std::move(reading));
                             return absl::OkStatus();
                           });
}

absl::Status Profile::ReadVirtual(std::int64_t last) {
  std::map<std::int64_t, CombinedDay> combined;
  for (const MeterPart& part : parts_) {
    ReadingStore::DaysAsked days = days_;
    days.gsrn = part.gsrn;
    days.first = std::max(days_.first, DayNumber(part.days.first));
    days.last = std::min(last, DayNumber(part.days.last));
    RETURN_IF_ERROR(ForEachMeteredDay(readings_, metering_, days,
                                      [&](const ReadingRow& row, std::int64_t) -> absl::Status {
                                        ASSIGN_OR_RETURN(DayValues values, ToDayValues(row));
                                        combined[row.day].Add(std::move(values), part.sign);
                                        return absl::OkStatus();
                                      }));
  }
  for (const auto& [day, each] : combined) {
    const absl::CivilDay civil = DayOf(day);
    const auto in_place = std::count_if(parts_.begin(), parts_.end(), [&](const MeterPart& part) {
      return part.days.Holds(civil);
    });
    read_.push_back(ReadingOf(each.Sum(static_cast<std::size_t>(in_place)), asked_.parent(), day));
  }
  return absl::OkStatus();
}

}  // namespace ett::property
