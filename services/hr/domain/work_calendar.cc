#include "services/hr/domain/work_calendar.h"

namespace ett::hr {
namespace {

const absl::CivilDay kFirst(1900, 1, 1);
const absl::CivilDay kLast(2100, 12, 31);

// before[d] is the number of work days before day d of the calendar.
std::vector<int> WorkDaysBefore() {
  const auto days = static_cast<std::size_t>(kLast - kFirst + 1);
  std::vector<bool> holiday(days);
  for (auto year = kFirst.year(); year <= kLast.year(); ++year) {
    for (const absl::CivilDay day : PublicHolidays(static_cast<int>(year))) {
      holiday[static_cast<std::size_t>(day - kFirst)] = true;
    }
  }
  std::vector<int> before(days + 1);
  // 1 January 1900 was a Monday.
  for (std::size_t i = 0; i < days; ++i) before[i + 1] = before[i] + (i % 7 < 5 && !holiday[i]);
  return before;
}

}  // namespace

absl::CivilDay EasterSunday(int year) {
  // The anonymous Gregorian algorithm (Meeus/Jones/Butcher).
  const int a = year % 19, b = year / 100, c = year % 100;
  const int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30;
  const int i = c / 4, k = c % 4;
  const int l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return absl::CivilDay(year, n / 31, n % 31 + 1);
}

std::vector<absl::CivilDay> PublicHolidays(int year) {
  const absl::CivilDay easter = EasterSunday(year);
  std::vector<absl::CivilDay> days = {absl::CivilDay(year, 1, 1),   absl::CivilDay(year, 5, 1),
                                      absl::CivilDay(year, 5, 17),  absl::CivilDay(year, 12, 25),
                                      absl::CivilDay(year, 12, 26), easter};
  for (const int offset : {-3, -2, 1, 39, 49, 50}) days.push_back(easter + offset);
  std::sort(days.begin(), days.end());
  return days;
}

int WorkDays(Span span, ShiftPlan plan) {
  static const std::vector<int> before = WorkDaysBefore();
  static const Day calendar_first = ToDay(kFirst), calendar_last = ToDay(kLast);
  const Span inside = Intersect(span, {calendar_first, calendar_last});
  if (inside.empty()) return 0;
  if (plan == ShiftPlan::kAllDays) return inside.length();
  return before[inside.last - calendar_first + 1] - before[inside.first - calendar_first];
}

double WorkDayWeight(ShiftPlan plan) { return plan == ShiftPlan::kAllDays ? 5.0 / 7 : 1; }

}  // namespace ett::hr
