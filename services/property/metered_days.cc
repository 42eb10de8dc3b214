#include "services/property/metered_days.h"

#include <algorithm>
#include <map>
#include <utility>

#include "ett/property/v1/reading.pb.h"
#include "services/property/domain/local_day.h"
#include "status/macros.h"

namespace ett::property {
namespace {

struct Known {
  ReadingRow row;
  std::int64_t recorded_at = 0;
};
using KnownDays = std::map<std::int64_t, Known>;  // by day

std::int64_t FirstDay(const Stretch& stretch) {
  return DayNumber(DayOfQuarter(stretch.time.first));
}
std::int64_t LastDay(const Stretch& stretch) {
  return DayNumber(DayOfQuarter(stretch.time.end - 1));
}

absl::StatusOr<KnownDays> LoadDays(ReadingStore& readings, const ReadingStore::DaysAsked& asked) {
  KnownDays days;
  RETURN_IF_ERROR(
      readings.ForEachDay(asked, [&days](const ReadingRow& row, std::int64_t recorded_at) {
        days[row.day] = {row, recorded_at};
        return absl::OkStatus();
      }));
  return days;
}

absl::StatusOr<OpenTime> OpenTimeIn(const KnownDays& days, const Stretch& stretch) {
  std::vector<DayValues> values;
  const auto end = days.upper_bound(LastDay(stretch));
  for (auto day = days.lower_bound(FirstDay(stretch)); day != end; ++day) {
    ASSIGN_OR_RETURN(DayValues each, ToDayValues(day->second.row));
    values.push_back(std::move(each));
  }
  return OpenTimeOf(stretch, values);
}

// Puts a stretch's energy into its days, of those from `first` to `last`.
absl::Status SpreadInto(const Stretch& stretch, std::int64_t first, std::int64_t last,
                        std::int64_t gsrn, KnownDays& days) {
  ASSIGN_OR_RETURN(const OpenTime open, OpenTimeIn(days, stretch));
  if (ProblemOf(stretch, open) != StretchProblem::kNone || open.quarters == 0) {
    return absl::OkStatus();
  }
  Spread spread(stretch.wh - open.read_wh, open.quarters);
  for (const Window& window : open.windows) {
    for (const Window& part : WindowsOf(window, WindowLength::kDay)) {
      const std::int64_t day = DayNumber(DayOfQuarter(part.first));
      if (day < first || day > last) {
        spread.Next(part.end - part.first);
        continue;
      }
      Known& known = days[day];
      if (known.row.meter == 0) known.row = EmptyDay(gsrn, day);
      ASSIGN_OR_RETURN(known.row, Completed(known.row, part, spread));
      known.row.synthetic |= stretch.synthetic;
    }
  }
  return absl::OkStatus();
}

// The same by month.
void SpreadInto(const Stretch& stretch, const OpenTime& open, std::int64_t gsrn,
                std::map<std::int64_t, MeterMonth>& months) {
  Spread spread(stretch.wh - open.read_wh, open.quarters);
  for (const Window& window : open.windows) {
    for (const Window& part : WindowsOf(window, WindowLength::kMonth)) {
      const std::int64_t quarters = part.end - part.first;
      const std::int64_t number = MonthNumber(DayOfQuarter(part.first));
      MeterMonth& month = months[number];
      month.meter = gsrn;
      month.month = number;
      month.synthetic |= stretch.synthetic;
      month.energy += {spread.Next(quarters), 0, quarters, quarters};
    }
  }
}

bool HasReadings(const std::vector<MeterMonth>& months, const Stretch& stretch) {
  const std::int64_t first = MonthNumber(DayOfQuarter(stretch.time.first));
  const std::int64_t last = MonthNumber(DayOfQuarter(stretch.time.end - 1));
  return std::any_of(months.begin(), months.end(), [&](const MeterMonth& month) {
    return month.month >= first && month.month <= last && month.energy.present_quarters > 0;
  });
}

}  // namespace

absl::Status ForEachMeteredDay(
    ReadingStore& readings, const Metering& metering, const ReadingStore::DaysAsked& asked,
    absl::FunctionRef<absl::Status(const ReadingRow&, std::int64_t recorded_at)> visit) {
  ReadingStore::DaysAsked wider = asked;
  wider.most = ReadingStore::DaysAsked::kAll;
  std::vector<const Stretch*> touched;
  for (const Stretch& stretch : metering.StretchesOf(asked.gsrn)) {
    if (!stretch.IsKnown() || LastDay(stretch) < asked.first || FirstDay(stretch) > asked.last) {
      continue;
    }
    touched.push_back(&stretch);
    wider.first = std::min(wider.first, FirstDay(stretch));
    wider.last = std::max(wider.last, LastDay(stretch));
  }
  if (touched.empty()) return readings.ForEachDay(wider, visit);
  ASSIGN_OR_RETURN(KnownDays days, LoadDays(readings, wider));
  for (const Stretch* stretch : touched) {
    RETURN_IF_ERROR(SpreadInto(*stretch, asked.first, asked.last, asked.gsrn, days));
  }
  const auto end = days.upper_bound(asked.last);
  for (auto day = days.lower_bound(asked.first); day != end; ++day) {
    RETURN_IF_ERROR(visit(day->second.row, day->second.recorded_at));
  }
  return absl::OkStatus();
}

absl::StatusOr<OpenTime> LoadOpenTime(ReadingStore& readings, const Stretch& stretch,
                                      const ReadingStore::DaysAsked& meter) {
  ReadingStore::DaysAsked asked = meter;
  asked.first = FirstDay(stretch);
  asked.last = LastDay(stretch);
  ASSIGN_OR_RETURN(const KnownDays days, LoadDays(readings, asked));
  return OpenTimeIn(days, stretch);
}

absl::Status AddSpreadMonths(ReadingStore& readings, const std::vector<Stretch>& stretches,
                             const ReadingStore::DaysAsked& meter,
                             std::vector<MeterMonth>& months) {
  std::map<std::int64_t, MeterMonth> sums;
  for (const MeterMonth& month : months) sums[month.month] = month;
  for (const Stretch& stretch : stretches) {
    if (!stretch.IsKnown()) continue;
    OpenTime open = OpenTimeOf(stretch, {});
    if (HasReadings(months, stretch)) {
      ASSIGN_OR_RETURN(open, LoadOpenTime(readings, stretch, meter));
    }
    if (ProblemOf(stretch, open) != StretchProblem::kNone || open.quarters == 0) continue;
    SpreadInto(stretch, open, meter.gsrn, sums);
  }
  months.clear();
  for (const auto& [number, month] : sums) months.push_back(month);
  return absl::OkStatus();
}

}  // namespace ett::property
