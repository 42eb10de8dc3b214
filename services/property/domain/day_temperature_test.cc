#include "services/property/domain/day_temperature.h"

#include <gtest/gtest.h>

#include "figures/local_time.h"
#include "services/property/domain/local_day.h"

namespace ett::property {
namespace {

using absl::CivilDay;

absl::TimeZone ZoneOf(const char* name) {
  absl::TimeZone zone;
  EXPECT_TRUE(absl::LoadTimeZone(name, &zone)) << name;
  return zone;
}

// So many hours of a day, from its first, at 0, 1, 2, … °C.
HourlyCelsius HoursOf(CivilDay day, absl::TimeZone zone, int count) {
  HourlyCelsius hours;
  for (int hour = 0; hour < count; ++hour) {
    hours[FirstHourOf(day, zone) + hour] = {static_cast<double>(hour), false};
  }
  return hours;
}

TEST(MeanOfDay, IsThatOfItsHoursWhereTwoAtMostAreLacking) {
  const absl::TimeZone oslo = figures::LocalTimeZone();
  struct Case {
    CivilDay day;
    int hours;
  };
  for (const Case& test : {Case{CivilDay(2018, 3, 25), 23}, Case{CivilDay(2018, 5, 17), 24},
                           Case{CivilDay(2018, 10, 28), 25}}) {
    const auto mean = [&](int count) {
      return MeanOfDay(HoursOf(test.day, oslo, count), test.day, oslo);
    };
    EXPECT_DOUBLE_EQ(mean(test.hours)->mean, (test.hours - 1) / 2.0) << test.day;
    EXPECT_DOUBLE_EQ(mean(test.hours - 2)->mean, (test.hours - 3) / 2.0) << test.day;
    EXPECT_FALSE(mean(test.hours - 3)) << test.day;
    // Those after it are of the next.
    EXPECT_DOUBLE_EQ(mean(test.hours + 5)->mean, (test.hours - 1) / 2.0) << test.day;
  }
  EXPECT_FALSE(MeanOfDay({}, CivilDay(2018, 5, 17), oslo));
}

TEST(MeanOfDay, HasTheWholeHoursThatBeginInIt) {
  const absl::TimeZone kolkata = ZoneOf("Asia/Kolkata");  // UTC+05:30
  const CivilDay day(2018, 5, 17);
  EXPECT_EQ(FirstHourOf(day, kolkata) * kSecondsOfAnHour,
            absl::ToUnixSeconds(absl::FromCivil(day, kolkata)) + 1800);
  EXPECT_DOUBLE_EQ(MeanOfDay(HoursOf(day, kolkata, 30), day, kolkata)->mean, 11.5);
}

TEST(MeanOfDay, IsSyntheticWhereAnHourIs) {
  const absl::TimeZone oslo = figures::LocalTimeZone();
  const CivilDay day(2018, 5, 17);
  HourlyCelsius hours = HoursOf(day, oslo, 24);
  EXPECT_FALSE(MeanOfDay(hours, day, oslo)->synthetic);
  hours.rbegin()->second.synthetic = true;
  EXPECT_TRUE(MeanOfDay(hours, day, oslo)->synthetic);
}

}  // namespace
}  // namespace ett::property
