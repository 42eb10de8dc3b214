#include "services/property/domain/stretch.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <numeric>

namespace ett::property {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::int64_t kHour = 3600;
constexpr std::int64_t kFull = 100'000;

Stand StandAt(std::int64_t hour, std::int64_t wh, bool is_reset = false) {
  return {hour * kHour, wh, is_reset, false, ""};
}

// `first-end wh`, in hours, or `first-end !problem`.
std::vector<std::string> Print(const std::vector<Stretch>& stretches) {
  std::vector<std::string> printed;
  for (const Stretch& each : stretches) {
    printed.push_back(std::to_string(each.time.first / 4) + "-" +
                      std::to_string(each.time.end / 4) + " " +
                      (each.IsKnown() ? std::to_string(each.wh)
                                      : "!" + std::to_string(static_cast<int>(each.problem))));
  }
  return printed;
}

TEST(StretchTest, LiesBetweenStandsInAnyOrder) {
  EXPECT_THAT(Print(StretchesOf({StandAt(30, 900), StandAt(10, 100), StandAt(20, 400)}, kFull)),
              ElementsAre("10-20 300", "20-30 500"));
  EXPECT_THAT(StretchesOf({StandAt(10, 100)}, kFull), IsEmpty());
}

TEST(StretchTest, StepBackIsAPassingOfZeroOnlyNearTheEnd) {
  EXPECT_THAT(Print(StretchesOf({StandAt(1, 99'990), StandAt(2, 20)}, kFull)),
              ElementsAre("1-2 30"));
  // In the last tenth, but not in the first one after it; and the other way.
  EXPECT_THAT(Print(StretchesOf({StandAt(1, 99'990), StandAt(2, 10'000)}, kFull)),
              ElementsAre("1-2 !1"));
  EXPECT_THAT(Print(StretchesOf({StandAt(1, 89'999), StandAt(2, 20)}, kFull)),
              ElementsAre("1-2 !1"));
  EXPECT_THAT(Print(StretchesOf({StandAt(1, 90'000), StandAt(2, 9'999)}, kFull)),
              ElementsAre("1-2 19999"));
}

TEST(StretchTest, EndsUnknownAtAResetThatNoStandPrecedes) {
  EXPECT_THAT(Print(StretchesOf({StandAt(1, 500), StandAt(2, 0, true), StandAt(3, 40)}, kFull)),
              ElementsAre("1-2 !2", "2-3 40"));
  // The last stand before the reset was read in the same hour.
  Stand before = StandAt(2, 700);
  before.seconds -= 60;
  EXPECT_THAT(
      Print(StretchesOf({StandAt(1, 500), before, StandAt(2, 0, true), StandAt(3, 40)}, kFull)),
      ElementsAre("1-2 200", "2-3 40"));
}

TEST(StretchTest, BeginsAtTheNearestHour) {
  Stand early = StandAt(1, 0);
  early.seconds -= 1700;
  Stand late = StandAt(5, 90);
  late.seconds += 1799;
  EXPECT_THAT(Print(StretchesOf({early, late}, kFull)), ElementsAre("1-5 90"));
  late.seconds += 1;
  EXPECT_THAT(Print(StretchesOf({early, late}, kFull)), ElementsAre("1-6 90"));
}

TEST(StretchTest, GivesWayToOneThatComesFirst) {
  const auto stretch = [](std::int64_t first, std::int64_t end, std::int64_t wh) {
    return Stretch{{first * 4, end * 4}, wh, StretchProblem::kNone, false, {}};
  };
  Stretch unknown = stretch(40, 50, 0);
  unknown.problem = StretchProblem::kStepBack;
  EXPECT_THAT(
      Print(InOrder({stretch(10, 20, 1), stretch(30, 40, 2), unknown, stretch(20, 30, 3),
                     stretch(19, 22, 4), stretch(5, 60, 5), stretch(45, 48, 6)})),
      ElementsAre("5-60 !5", "10-20 1", "19-22 !5", "20-30 3", "30-40 2", "40-50 !1", "45-48 6"));
}

DayValues HoursFrom(std::int64_t hour, std::vector<std::int64_t> values,
                    std::vector<bool> is_present = {}) {
  return {hour * 4, 4, std::move(values), std::move(is_present), {}, false};
}

TEST(OpenTimeTest, IsWhatReadingsDoNotTell) {
  const Stretch stretch{{40, 80}, 100, StretchProblem::kNone, false, {}};
  const OpenTime all = OpenTimeOf(stretch, {});
  EXPECT_THAT(all.windows, ElementsAre(Window{40, 80}));
  EXPECT_EQ(all.quarters, 40);
  // The hours 8..13, of which 12 is missing; those before 10 are beyond the stretch.
  const OpenTime some = OpenTimeOf(
      stretch, {HoursFrom(8, {9, 9, 10, 20, 0, 30}, {true, true, true, true, false, true})});
  EXPECT_EQ(some.read_wh, 60);
  EXPECT_THAT(some.windows, ElementsAre(Window{48, 52}, Window{56, 80}));
  EXPECT_EQ(some.quarters, 28);
  EXPECT_EQ(ProblemOf(stretch, some), StretchProblem::kNone);
}

TEST(OpenTimeTest, ReadingsThatContradictAreAProblem) {
  const Stretch stretch{{40, 48}, 100, StretchProblem::kNone, false, {}};
  const auto problem = [&](std::vector<std::int64_t> values) {
    return ProblemOf(stretch, OpenTimeOf(stretch, {HoursFrom(10, std::move(values))}));
  };
  EXPECT_EQ(problem({60, 40}), StretchProblem::kNone);
  EXPECT_EQ(problem({60, 39}), StretchProblem::kReadingsDiffer);
  EXPECT_EQ(problem({60, 41}), StretchProblem::kReadingsAbove);
  EXPECT_EQ(problem({101}), StretchProblem::kReadingsAbove);
  EXPECT_EQ(problem({100}), StretchProblem::kNone);
}

RC_GTEST_PROP(SpreadTest, PartsSumToTheWholeAndHardlyDiffer, ()) {
  const auto parts = *rc::gen::nonEmpty(
      rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(1, 400)));
  const auto wh = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000'000);
  const std::int64_t quarters = std::accumulate(parts.begin(), parts.end(), std::int64_t{0});
  Spread spread(wh, quarters);
  std::int64_t sum = 0;
  for (const std::int64_t part : parts) {
    const std::int64_t given = spread.Next(part);
    RC_ASSERT(given >= 0);
    const auto even = static_cast<long double>(wh) * static_cast<long double>(part) /
                      static_cast<long double>(quarters);
    RC_ASSERT(given - even < 1.001L && even - given < 1.001L);
    sum += given;
  }
  RC_ASSERT(sum == wh);
}

RC_GTEST_PROP(StretchTest, EnergyDoesNotDependOnOrderOrOnMoreStands, ()) {
  auto shown = *rc::gen::nonEmpty(
      rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, kFull)));
  shown.push_back(kFull - 1);
  std::sort(shown.begin(), shown.end());
  std::vector<Stand> stands;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    stands.push_back(StandAt(static_cast<std::int64_t>(i), shown[i]));
  }
  const auto some = *rc::gen::inRange<std::size_t>(0, stands.size());
  std::rotate(stands.begin(), stands.begin() + static_cast<std::ptrdiff_t>(some), stands.end());
  std::int64_t sum = 0;
  for (const Stretch& each : StretchesOf(stands, kFull)) {
    RC_ASSERT(each.IsKnown());
    sum += each.wh;
  }
  RC_ASSERT(sum == shown.back() - shown.front());
}

}  // namespace
}  // namespace ett::property
