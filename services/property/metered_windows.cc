#include "services/property/metered_windows.h"

#include <algorithm>

#include "services/property/domain/local_day.h"
#include "services/property/metered_days.h"
#include "status/macros.h"

namespace ett::property {
namespace {

struct DayAsked {
  bool by_day = false;
  Window time;  // of all windows
  int sign = 1;
};

absl::Status AddDay(const ReadingRow& row, const DayAsked& asked, WindowSums& sums) {
  const Window day = QuartersOf(DayOf(row.day));
  if (asked.by_day && day.first >= asked.time.first && day.end <= asked.time.end) {
    Energy energy = row.energy;
    energy.sum_wh *= asked.sign;
    sums.Add(day, energy, row.synthetic);
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(DayValues values, ToDayValues(row));
  for (std::int64_t& value : values.values_wh) value *= asked.sign;
  sums.Add(values);
  return absl::OkStatus();
}

}  // namespace

Window QuartersOf(const Days& days) {
  // The last day there is has none after it.
  const absl::CivilDay last = std::min(days.last, absl::CivilDay(9999, 12, 30));
  return {FirstQuarterOf(days.first), FirstQuarterOf(last + 1)};
}

Window Common(Window a, Window b) { return {std::max(a.first, b.first), std::min(a.end, b.end)}; }

absl::Status AddPart(ReadingStore& readings, const Metering& metering, const MeterAsked& asked,
                     const MeterPart& part, WindowSums& sums) {
  const Window all = {sums.windows().front().first, sums.windows().back().end};
  const Window time = Common(QuartersOf(part.days), all);
  if (time.first >= time.end) return absl::OkStatus();
  sums.Expect(time);
  ReadingStore::DaysAsked days;
  days.municipality = asked.municipality;
  days.gsrn = part.gsrn;
  days.first = DayNumber(DayOfQuarter(time.first));
  days.last = DayNumber(DayOfQuarter(time.end - 1));
  days.known_at = asked.known_at;
  const auto add = [&](const ReadingRow& row, std::int64_t) {
    return AddDay(row, {asked.by_day, all, part.sign}, sums);
  };
  return asked.readings_only ? readings.ForEachDay(days, add)
                             : ForEachMeteredDay(readings, metering, days, add);
}

}  // namespace ett::property
