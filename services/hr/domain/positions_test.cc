#include "services/hr/domain/positions.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace ett::hr {
namespace {

using absl::CivilDay;

Days Of(int first, int last) { return {CivilDay(2018, 1, 1) + first, CivilDay(2018, 1, 1) + last}; }

TEST(PositionsTest, WhatDoesNotOverlapIsNotAdded) {
  const std::vector<Position> positions = {{Of(0, 9), 100}, {Of(10, 19), 80}};
  EXPECT_EQ(LargestSum(positions, Of(0, 30)), 100);
}

TEST(PositionsTest, OneCommonDayIsEnough) {
  const std::vector<Position> positions = {{Of(0, 10), 100}, {Of(10, 19), 80}};
  EXPECT_EQ(LargestSum(positions, Of(0, 30)), 180);
  EXPECT_EQ(LargestSum(positions, Of(10, 10)), 180);
  EXPECT_EQ(LargestSum(positions, Of(11, 30)), 80);
  EXPECT_EQ(LargestSum(positions, Of(20, 30)), 0);
}

TEST(PositionsTest, ADayIsHeldFromFirstToLast) {
  EXPECT_TRUE(Of(2, 4).Holds(Of(2, 4)));
  EXPECT_FALSE(Of(2, 4).Holds(Of(1, 4)));
  EXPECT_FALSE(Of(2, 4).Holds(Of(2, 5)));
}

RC_GTEST_PROP(PositionsTest, TheLargestSumIsThatOfTheDayWithMost, ()) {
  const auto day = rc::gen::inRange(0, 40);
  std::vector<Position> positions;
  const int count = *rc::gen::inRange(0, 8);
  for (int i = 0; i < count; ++i) {
    const int first = *day;
    positions.push_back({Of(first, first + *day), static_cast<double>(*rc::gen::inRange(1, 101))});
  }
  const int first = *day;
  const Days within = Of(first, first + *day);
  double expected = 0;
  for (CivilDay each = within.first; each <= within.last; ++each) {
    double sum = 0;
    for (const Position& position : positions) {
      if (position.days.first <= each && each <= position.days.last) sum += position.percent;
    }
    expected = std::max(expected, sum);
  }
  RC_ASSERT(LargestSum(positions, within) == expected);
}

}  // namespace
}  // namespace ett::hr
