#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/property/domain/condition.h"
#include "services/property/domain/energy.h"
#include "services/property/domain/gsrn.h"
#include "services/property/domain/local_day.h"
#include "services/property/domain/packed.h"

namespace ett::property {
namespace {

using absl::CivilDay;

TEST(LocalDay, HasAnHourLessOrMoreWhenClocksAreSet) {
  EXPECT_EQ(HoursOf(CivilDay(2018, 3, 25)), 23);
  EXPECT_EQ(HoursOf(CivilDay(2018, 10, 28)), 25);
  EXPECT_EQ(HoursOf(CivilDay(2018, 3, 26)), 24);
  EXPECT_EQ(HoursOf(CivilDay(2020, 2, 29)), 24);
}

TEST(LocalDay, AYearHasAllItsQuarters) {
  EXPECT_EQ(QuartersBetween(CivilDay(2018, 1, 1), CivilDay(2018, 12, 31)), 35'040);
  EXPECT_EQ(QuartersBetween(CivilDay(2016, 1, 1), CivilDay(2016, 12, 31)), 35'136);
  EXPECT_EQ(QuartersBetween(CivilDay(2018, 3, 25), CivilDay(2018, 3, 25)), 92);
  EXPECT_EQ(QuartersBetween(CivilDay(2018, 3, 25), CivilDay(2018, 3, 24)), 0);
}

RC_GTEST_PROP(LocalDay, SpansAddUp, ()) {
  const CivilDay first = CivilDay(2000, 1, 1) + *rc::gen::inRange(0, 10'000);
  const CivilDay middle = first + *rc::gen::inRange(0, 800);
  const CivilDay last = middle + 1 + *rc::gen::inRange(0, 800);
  RC_ASSERT(QuartersBetween(first, middle) + QuartersBetween(middle + 1, last) ==
            QuartersBetween(first, last));
}

TEST(Gsrn, ChecksTheLastDigit) {
  EXPECT_FALSE(IsGsrn("70705750000000001"));
  EXPECT_FALSE(IsGsrn("7070575000000000a1"));
  // 376104250021234569 is the GSRN that GS1's General Specifications calculate by hand.
  EXPECT_TRUE(IsGsrn("376104250021234569"));
  EXPECT_FALSE(IsGsrn("376104250021234568"));
}

RC_GTEST_PROP(Gsrn, SeesEveryWrongDigit, ()) {
  const auto first =
      *rc::gen::inRange<std::int64_t>(10'000'000'000'000'000, 99'999'999'999'999'999);
  std::string text = absl::StrCat(GsrnOf(first));
  RC_ASSERT(IsGsrn(text));
  char& digit = text[*rc::gen::inRange<std::size_t>(0, text.size())];
  digit = static_cast<char>('0' + (digit - '0' + *rc::gen::inRange(1, 10)) % 10);
  RC_ASSERT(!IsGsrn(text));
}

RC_GTEST_PROP(Packed, GivesBackWhatWasPacked, (const std::vector<std::int64_t>& values)) {
  const auto unpacked = Unpack(Pack(values));
  RC_ASSERT(unpacked.ok());
  RC_ASSERT(*unpacked == values);
}

TEST(Packed, TakesTwoBytesForAnHourOfAnOrdinaryBuilding) {
  std::vector<std::int64_t> day(24);
  for (std::size_t hour = 0; hour < 24; ++hour) {
    day[hour] = 20'000 + static_cast<std::int64_t>(hour) % 7 * 500;
  }
  EXPECT_LE(Pack(day).size(), 24 * 2);
}

TEST(Packed, IsATextWithoutWhatEnginesChange) {
  for (const char character : Pack({0, 1, -1, 63, 1'000'000, INT64_MIN, INT64_MAX})) {
    EXPECT_GE(character, 1);
    EXPECT_LE(character, 126);
  }
}

TEST(Packed, CountsInTheStepsOfTheMeter) {
  EXPECT_LT(Pack({12'000, 13'000, 11'000}).size(), Pack({12'001, 13'000, 11'000}).size());
}

TEST(Packed, RefusesWhatIsNotItsOwn) {
  EXPECT_FALSE(Unpack("\x01").ok());      // a step of 0
  EXPECT_FALSE(Unpack("\x02").ok());      // a step alone
  EXPECT_FALSE(Unpack("\x02\x40").ok());  // a number without its end
  EXPECT_FALSE(Unpack(absl::StrCat("\x02", std::string(1, '\x7F'))).ok());  // no digit
  EXPECT_FALSE(Unpack(absl::StrCat("\x02", std::string(12, '\x7E'), "\x3F")).ok());
}

TEST(Condition, LeavesOutOfTheMeanWhatWasNotInspected) {
  const std::vector<GradedComponent> components = {{1000, 1}, {3000, 2}, {4000, std::nullopt}};
  EXPECT_DOUBLE_EQ(*MeanGrade(components), 1.75);
  EXPECT_DOUBLE_EQ(*NotInspectedPercent(components), 50);
  EXPECT_FALSE(MeanGrade({{1000, std::nullopt}}));
  EXPECT_FALSE(NotInspectedPercent({}));
}

TEST(Energy, IsToldFromNinetyFivePercentOn) {
  EXPECT_TRUE((Energy{1, 100, 95, 0}).Tellable());
  EXPECT_FALSE((Energy{1, 1000, 949, 0}).Tellable());
  EXPECT_FALSE(Energy().Tellable());
}

}  // namespace
}  // namespace ett::property
