#include "services/property/metered_windows.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "records/row.h"
#include "services/property/domain/local_day.h"
#include "status/macros.h"

namespace ett::property {
namespace {

absl::Status AddDay(const ReadingRow& row, bool by_day, Window time, WindowSums& sums) {
  const Window day = QuartersOf(DayOf(row.day));
  if (by_day && day.first >= time.first && day.end <= time.end) {
    sums.Add(day, row.energy, row.synthetic);
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const DayValues values, ToDayValues(row));
  sums.Add(values);
  return absl::OkStatus();
}

}  // namespace

Window InPlaceOf(const v1::Meter& meter) {
  const absl::CivilDay last =
      meter.has_valid_to() ? records::LastDayOf(meter.valid_to()) : absl::CivilDay(9999, 12, 30);
  return {FirstQuarterOf(records::FirstDayOf(meter.valid_from())), FirstQuarterOf(last + 1)};
}

Window Common(Window a, Window b) { return {std::max(a.first, b.first), std::min(a.end, b.end)}; }

absl::Status AddMeter(ReadingStore& readings, const MeterAsked& asked, const v1::Meter& meter,
                      WindowSums& sums) {
  const Window all = {sums.windows().front().first, sums.windows().back().end};
  const Window time = Common(InPlaceOf(meter), all);
  if (time.first >= time.end) return absl::OkStatus();
  sums.Expect(time);
  ReadingStore::DaysAsked days;
  days.municipality = asked.municipality;
  // The ids of meters are checked to be GSRNs.
  (void)absl::SimpleAtoi(meter.name().substr(meter.name().rfind('/') + 1), &days.gsrn);
  days.first = DayNumber(DayOfQuarter(time.first));
  days.last = DayNumber(DayOfQuarter(time.end - 1));
  days.known_at = asked.known_at;
  return readings.ForEachDay(days, [&](const ReadingRow& row, std::int64_t) {
    return AddDay(row, asked.by_day, all, sums);
  });
}

}  // namespace ett::property
