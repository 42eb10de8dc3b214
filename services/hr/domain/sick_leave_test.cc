#include "services/hr/domain/sick_leave.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace ett::hr {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

MATCHER_P2(Stretch, span, share, "") {
  return arg.span == span && std::abs(arg.share - share) < 1e-12;
}

Absence Sick(Day first, Day last, double degree = 1, bool self_certified = false) {
  return {{first, last}, degree, self_certified};
}

TEST(SickStretches, OverlappingNotesCountADayOnceWithTheHighestDegree) {
  EXPECT_THAT(SickStretches({Sick(10, 20, 0.5), Sick(15, 25, 1.0)}, {}),
              ElementsAre(Stretch(Span{10, 14}, 0.5), Stretch(Span{15, 20}, 1.0),
                          Stretch(Span{21, 25}, 1.0)));
}

TEST(SickStretches, OfEqualDegreesTheEarliestNoteDecidesWhoCertified) {
  const auto stretches = SickStretches({Sick(12, 20), Sick(10, 14, 1, true)}, {});
  ASSERT_THAT(stretches, SizeIs(3));
  EXPECT_TRUE(stretches[1].self_certified);
  EXPECT_FALSE(stretches[2].self_certified);
}

TEST(SickStretches, WhatIsOnLeaveIsNotLostToSickness) {
  const auto leaves = LeaveStretches({{{15, 30}, 0.4}});
  EXPECT_THAT(SickStretches({Sick(10, 20, 0.5)}, leaves),
              ElementsAre(Stretch(Span{10, 14}, 0.5), Stretch(Span{15, 20}, 0.3)));
  EXPECT_THAT(SickStretches({Sick(15, 20)}, LeaveStretches({{{1, 30}, 1}})), IsEmpty());
}

TEST(SickStretches, ACaseHasTheLengthOfItsCalendarDays) {
  EXPECT_EQ(SickStretches({Sick(1, 16)}, {})[0].case_days, 16);
  EXPECT_EQ(SickStretches({Sick(1, 17)}, {})[0].case_days, 17);
}

TEST(SickStretches, AdjoiningNotesAreOneCase) {
  const auto one = SickStretches({Sick(1, 3, 1, true), Sick(4, 17)}, {});
  EXPECT_EQ(one[0].case_days, 17);
  EXPECT_EQ(one[1].case_days, 17);
  const auto two = SickStretches({Sick(1, 3, 1, true), Sick(5, 18)}, {});
  EXPECT_EQ(two[0].case_days, 3);
  EXPECT_EQ(two[1].case_days, 14);
}

TEST(SickStretches, ACaseIsAsLongWhereDaysOfItAreOnLeave) {
  const auto stretches = SickStretches({Sick(1, 30)}, LeaveStretches({{{11, 20}, 1}}));
  ASSERT_THAT(stretches, SizeIs(2));
  EXPECT_EQ(stretches[0].case_days, 30);
  EXPECT_EQ(stretches[1].case_days, 30);
}

TEST(LeaveStretches, OverlappingLeavesAddUpToTheWholePositionAtMost) {
  EXPECT_THAT(
      LeaveStretches({{{1, 10}, 0.6}, {{5, 15}, 0.6}}),
      ElementsAre(Stretch(Span{1, 4}, 0.6), Stretch(Span{5, 10}, 1.0), Stretch(Span{11, 15}, 0.6)));
}

std::vector<Absence> SomeAbsences() {
  std::vector<Absence> absences;
  const int count = *rc::gen::inRange(0, 8);
  for (int i = 0; i < count; ++i) {
    const Day first = *rc::gen::inRange(0, 60);
    absences.push_back(Sick(first, first + *rc::gen::inRange(0, 30),
                            *rc::gen::element(0.2, 0.5, 0.8, 1.0), *rc::gen::arbitrary<bool>()));
  }
  return absences;
}

RC_GTEST_PROP(SickStretches, EveryDayHasTheHighestDegreeOfItsNotes, ()) {
  const auto absences = SomeAbsences();
  const auto stretches = SickStretches(absences, {});
  for (Day day = 0; day < 100; ++day) {
    double highest = 0;
    for (const Absence& absence : absences) {
      if (absence.span.Contains(day)) highest = std::max(highest, absence.degree);
    }
    double counted = 0;
    for (const SickStretch& stretch : stretches) {
      if (stretch.span.Contains(day)) counted += stretch.share;
    }
    RC_ASSERT(counted == highest);
  }
}

RC_GTEST_PROP(SickStretches, TheOrderOfNotesMakesNoDifferenceToTheDaysLost, ()) {
  auto absences = SomeAbsences();
  const auto lost = [](const std::vector<SickStretch>& stretches) {
    double days = 0;
    for (const SickStretch& stretch : stretches) days += stretch.share * stretch.span.length();
    return days;
  };
  const double before = lost(SickStretches(absences, {}));
  std::reverse(absences.begin(), absences.end());
  RC_ASSERT(std::abs(lost(SickStretches(absences, {})) - before) < 1e-9);
}

}  // namespace
}  // namespace ett::hr
