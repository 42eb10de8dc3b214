#include "services/hr/domain/work_calendar.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace ett::hr {
namespace {

using absl::CivilDay;

Span Days(CivilDay first, CivilDay last) { return {ToDay(first), ToDay(last)}; }

TEST(WorkCalendar, EasterFallsWhereTheAlmanacSays) {
  EXPECT_EQ(EasterSunday(2016), CivilDay(2016, 3, 27));
  EXPECT_EQ(EasterSunday(2017), CivilDay(2017, 4, 16));
  EXPECT_EQ(EasterSunday(2018), CivilDay(2018, 4, 1));
  EXPECT_EQ(EasterSunday(2008), CivilDay(2008, 3, 23));
  EXPECT_EQ(EasterSunday(2038), CivilDay(2038, 4, 25));
}

TEST(WorkCalendar, AYearHasItsKnownNumberOfWorkDays) {
  EXPECT_EQ(WorkDays(Days(CivilDay(2016, 1, 1), CivilDay(2016, 12, 31))), 253);
  EXPECT_EQ(WorkDays(Days(CivilDay(2017, 1, 1), CivilDay(2017, 12, 31))), 251);
  EXPECT_EQ(WorkDays(Days(CivilDay(2018, 1, 1), CivilDay(2018, 12, 31))), 251);
}

TEST(WorkCalendar, WeekendsAndHolidaysAreNoWorkDays) {
  EXPECT_EQ(WorkDays(Days(CivilDay(2018, 3, 26), CivilDay(2018, 4, 2))), 3);  // Easter week
  EXPECT_EQ(WorkDays(Days(CivilDay(2018, 5, 17), CivilDay(2018, 5, 17))), 0);
  EXPECT_EQ(WorkDays(Days(CivilDay(2018, 9, 1), CivilDay(2018, 9, 2))), 0);  // a weekend
  EXPECT_EQ(WorkDays(Days(CivilDay(2018, 9, 3), CivilDay(2018, 9, 9))), 5);
}

TEST(WorkCalendar, UnderAPlanOfAllDaysWeekendsAndHolidaysMayBeWorked) {
  const Span easter_week = Days(CivilDay(2018, 3, 26), CivilDay(2018, 4, 2));
  EXPECT_EQ(WorkDays(easter_week, ShiftPlan::kAllDays), 8);
  EXPECT_EQ(WorkDays({10, 9}, ShiftPlan::kAllDays), 0);
  EXPECT_EQ(WorkDays({-100'000, 100'000}, ShiftPlan::kAllDays),
            CivilDay(2101, 1, 1) - CivilDay(1900, 1, 1));
}

TEST(WorkCalendar, AWeekHasFiveWorkDaysUnderEveryPlan) {
  const Span week = Days(CivilDay(2018, 9, 3), CivilDay(2018, 9, 9));
  for (const ShiftPlan plan : {ShiftPlan::kWeekdays, ShiftPlan::kAllDays}) {
    EXPECT_DOUBLE_EQ(WorkDays(week, plan) * WorkDayWeight(plan), 5);
  }
}

TEST(WorkCalendar, AnEmptySpanHasNone) { EXPECT_EQ(WorkDays({10, 9}), 0); }

RC_GTEST_PROP(WorkCalendar, WorkDaysAddUpOverPartsOfASpan, ()) {
  const Day first = *rc::gen::inRange(-20'000, 40'000);
  const Day middle = first + *rc::gen::inRange(0, 3'000);
  const Day last = middle + *rc::gen::inRange(1, 3'000);
  RC_ASSERT(WorkDays({first, last}) == WorkDays({first, middle}) + WorkDays({middle + 1, last}));
}

RC_GTEST_PROP(WorkCalendar, EasterIsASundayFromMarch22ToApril25, ()) {
  const int year = *rc::gen::inRange(1900, 2101);
  const CivilDay easter = EasterSunday(year);
  RC_ASSERT(absl::GetWeekday(easter) == absl::Weekday::sunday);
  RC_ASSERT(easter >= CivilDay(year, 3, 22));
  RC_ASSERT(easter <= CivilDay(year, 4, 25));
}

}  // namespace
}  // namespace ett::hr
