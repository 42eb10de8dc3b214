#include "services/property/domain/windows.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "services/property/domain/local_day.h"
#include "services/property/domain/window_sums.h"

namespace ett::property {
namespace {

using absl::CivilDay;

TEST(Windows, FollowEachOtherAndAreCutToTheTime) {
  const Window time = {FirstQuarterOf(CivilDay(2018, 1, 31)) + 3,
                       FirstQuarterOf(CivilDay(2018, 3, 2)) + 5};
  const std::vector<Window> months = WindowsOf(time, WindowLength::kMonth);
  ASSERT_EQ(months.size(), 3U);
  EXPECT_EQ(months[0], (Window{time.first, FirstQuarterOf(CivilDay(2018, 2, 1))}));
  EXPECT_EQ(months[2].end, time.end);
  EXPECT_EQ(WindowsOf({8, 8}, WindowLength::kDay).size(), 0U);
}

TEST(Windows, DaysHaveTheHoursThatTheyHave) {
  const auto quarters = [](CivilDay day) {
    const Window window = QuartersOf(day);
    return window.end - window.first;
  };
  EXPECT_EQ(quarters(CivilDay(2018, 3, 25)), 92);
  EXPECT_EQ(quarters(CivilDay(2018, 10, 28)), 100);
  EXPECT_EQ(DayOfQuarter(QuartersOf(CivilDay(2018, 10, 28)).end - 1), CivilDay(2018, 10, 28));
}

std::vector<DayValues> SomeDays() {
  std::vector<DayValues> days;
  for (CivilDay day(2018, 3, 20); day < CivilDay(2018, 4, 10); ++day) {
    DayValues& values = days.emplace_back();
    values.first_quarter = FirstQuarterOf(day);
    values.quarters_of_a_value = *rc::gen::element(1, 4);
    const auto count = static_cast<std::size_t>(HoursOf(day) * 4 / values.quarters_of_a_value);
    for (std::size_t i = 0; i < count; ++i) {
      values.values_wh.push_back(*rc::gen::inRange<std::int64_t>(0, 1'000'000));
      values.is_present.push_back(*rc::gen::inRange(0, 10) > 0);
    }
  }
  return days;
}

Energy SumOf(const WindowSums& sums) {
  Energy energy;
  for (std::size_t i = 0; i < sums.windows().size(); ++i) energy += sums.EnergyOf(i);
  return energy;
}

RC_GTEST_PROP(WindowSums, AllLengthsAndOrdersAddUpToTheSame, ()) {
  std::vector<DayValues> days = SomeDays();
  const Window time = {days.front().first_quarter, FirstQuarterOf(CivilDay(2018, 4, 10))};
  WindowSums whole(WindowsOf(time, WindowLength::kYear), false);
  whole.Expect(time);
  for (const DayValues& day : days) whole.Add(day);
  std::shuffle(days.begin(), days.end(), std::minstd_rand(*rc::gen::inRange(1, 1000)));
  for (const auto length :
       {WindowLength::kHour, WindowLength::kDay, WindowLength::kWeek, WindowLength::kMonth}) {
    WindowSums sums(WindowsOf(time, length), true);
    sums.Expect(time);
    for (const DayValues& day : days) sums.Add(day);
    RC_ASSERT(SumOf(sums) == SumOf(whole));
  }
}

TEST(WindowSums, HoursThatReachBeyondAWindowAreSplit) {
  DayValues day;
  day.first_quarter = FirstQuarterOf(CivilDay(2018, 5, 2));
  day.quarters_of_a_value = 4;
  day.values_wh.assign(24, 100);
  const std::int64_t at = day.first_quarter;
  WindowSums sums({{at, at + 6}, {at + 6, at + 8}, {at + 8, at + 12}}, false);
  sums.Add(day);
  EXPECT_TRUE(sums.IsSplit(0));
  EXPECT_TRUE(sums.IsSplit(1));
  EXPECT_FALSE(sums.IsSplit(2));
  EXPECT_EQ(sums.EnergyOf(2).sum_wh, 100);
}

}  // namespace
}  // namespace ett::property
