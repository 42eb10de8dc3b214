#include "figures/period.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "status/matchers.h"

namespace ett::figures {
namespace {

using Kind = Period::Kind;

rc::Gen<Period> AnyPeriod() {
  return rc::gen::mapcat(
      rc::gen::element(Kind::kYear, Kind::kHalfYear, Kind::kQuarter, Kind::kMonth), [](Kind kind) {
        return rc::gen::apply([kind](int year, int index) { return Period::Of(kind, year, index); },
                              rc::gen::inRange(1901, 2101),
                              rc::gen::inRange(1, 12 / static_cast<int>(kind) + 1));
      });
}

RC_GTEST_PROP(PeriodTest, ATextIsReadBack, ()) {
  const Period period = *AnyPeriod();
  RC_ASSERT(*Period::Parse(period.ToString()) == period);
}

RC_GTEST_PROP(PeriodTest, ThePreviousOneEndsTheDayBefore, ()) {
  const Period period = *AnyPeriod();
  RC_ASSERT(period.Previous().last_day() + 1 == period.first_day());
  RC_ASSERT(period.Previous().kind() == period.kind());
  RC_ASSERT(period.Previous() < period);
}

RC_GTEST_PROP(PeriodTest, AYearIsItsQuartersAndTheyAreTheirMonths, ()) {
  const int year = *rc::gen::inRange(1900, 2101);
  absl::CivilDay next = Period::Year(year).first_day();
  for (int quarter = 1; quarter <= 4; ++quarter) {
    RC_ASSERT(Period::Quarter(year, quarter).first_day() == next);
    for (int month = 3 * quarter - 2; month <= 3 * quarter; ++month) {
      RC_ASSERT(Period::Month(year, month).first_day() == next);
      next = Period::Month(year, month).last_day() + 1;
    }
    RC_ASSERT(Period::Quarter(year, quarter).last_day() + 1 == next);
  }
  RC_ASSERT(Period::Year(year).last_day() + 1 == next);
}

TEST(PeriodTest, SpeaksTheFormOfStatisticsNorway) {
  EXPECT_EQ(Period::Year(2018).ToString(), "2018");
  EXPECT_EQ(Period::HalfYear(2018, 2).ToString(), "2018H2");
  EXPECT_EQ(Period::Quarter(2018, 1).ToString(), "2018K1");
  EXPECT_EQ(Period::Month(2018, 3).ToString(), "2018M03");
  EXPECT_EQ(Period::Month(2020, 2).last_day(), absl::CivilDay(2020, 2, 29));
}

TEST(PeriodTest, RefusesEverythingElse) {
  for (const char* text : {"", "18", "2018K5", "2018K0", "2018M13", "2018M3", "2018H3", "2018Q1",
                           "1899", "2101", "201a", "2018k1", " 2018", "2018M-1", "2018 "}) {
    EXPECT_THAT(Period::Parse(text), status::StatusIs(absl::StatusCode::kInvalidArgument)) << text;
  }
}

TEST(PeriodTest, ARepeatedPeriodIsRefused) {
  EXPECT_THAT(ParsePeriods({"2018", "2018"}),
              status::StatusSays(absl::StatusCode::kInvalidArgument, "twice"));
}

}  // namespace
}  // namespace ett::figures
