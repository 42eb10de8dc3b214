#include "services/property/domain/windows.h"

#include <algorithm>

#include "services/property/domain/local_day.h"

namespace ett::property {
namespace {

using absl::CivilDay;

// The first day after the one of the calendar's that this is in.
CivilDay NextAfter(CivilDay day, WindowLength length) {
  switch (length) {
    case WindowLength::kWeek:
      return absl::NextWeekday(day, absl::Weekday::monday);
    case WindowLength::kMonth:
      return CivilDay(absl::CivilMonth(day) + 1);
    case WindowLength::kYear:
      return CivilDay(absl::CivilYear(day) + 1);
    default:
      return day + 1;
  }
}

// Hours begin at whole hours of UTC, too.
std::int64_t EndAfter(std::int64_t quarter, WindowLength length) {
  if (length == WindowLength::kQuarter) return quarter + 1;
  if (length == WindowLength::kHour) return quarter - (quarter % 4 + 4) % 4 + 4;
  return QuartersOf(NextAfter(DayOfQuarter(quarter), length)).first;
}

}  // namespace

Window QuartersOf(CivilDay day) { return {FirstQuarterOf(day), FirstQuarterOf(day + 1)}; }

std::vector<Window> WindowsOf(Window time, WindowLength length) {
  std::vector<Window> windows;
  for (std::int64_t at = time.first; at < time.end; at = windows.back().end) {
    windows.push_back({at, std::min(time.end, EndAfter(at, length))});
  }
  return windows;
}

}  // namespace ett::property
