#include "figures/local_time.h"

#include "gtest/gtest.h"

namespace ett::figures {
namespace {

absl::Time Utc(absl::CivilSecond second) { return absl::FromCivil(second, absl::UTCTimeZone()); }

TEST(LocalTime, ADayBeginsAnHourBeforeItDoesInUtc) {
  EXPECT_EQ(LocalDayOf(Utc(absl::CivilSecond(2018, 12, 31, 22, 59, 59))),
            absl::CivilDay(2018, 12, 31));
  EXPECT_EQ(LocalDayOf(Utc(absl::CivilSecond(2018, 12, 31, 23, 0, 0))), absl::CivilDay(2019, 1, 1));
}

TEST(LocalTime, ADayOfSummerBeginsTwoHoursBefore) {
  EXPECT_EQ(LocalDayOf(Utc(absl::CivilSecond(2018, 6, 30, 21, 59, 59))),
            absl::CivilDay(2018, 6, 30));
  EXPECT_EQ(LocalDayOf(absl::ToUnixMicros(Utc(absl::CivilSecond(2018, 6, 30, 22, 0, 0)))),
            absl::CivilDay(2018, 7, 1));
}

}  // namespace
}  // namespace ett::figures
