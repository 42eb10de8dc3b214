#include "services/hr/domain/disclosure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace ett::hr {
namespace {

using testing::ElementsAre;

Behind Persons(int persons, int direct = 0) { return {persons, direct, false}; }

TEST(Disclosure, FewerThanFiveAreHiddenWithTheNextSmallestBesideThem) {
  EXPECT_THAT(Suppressed({Persons(113), Persons(4), Persons(100), Persons(9)}, {-1, 0, 0, 0}),
              ElementsAre(false, true, false, true));
}

TEST(Disclosure, FiveMayBeShown) {
  EXPECT_THAT(Suppressed({Persons(15), Persons(5), Persons(10)}, {-1, 0, 0}),
              ElementsAre(false, false, false));
}

TEST(Disclosure, TwoSmallOnesHideEachOtherOnlyIfTogetherTheyAreFive) {
  EXPECT_THAT(Suppressed({Persons(26), Persons(3), Persons(3), Persons(20)}, {-1, 0, 0, 0}),
              ElementsAre(false, true, true, false));
  EXPECT_THAT(Suppressed({Persons(22), Persons(1), Persons(1), Persons(20)}, {-1, 0, 0, 0}),
              ElementsAre(false, true, true, true));
}

TEST(Disclosure, AnEmptyCategoryHidesNobody) {
  EXPECT_THAT(Suppressed({Persons(24), Persons(0), Persons(4), Persons(20)}, {-1, 0, 0, 0}),
              ElementsAre(false, false, true, true));
}

TEST(Disclosure, WhatIsBelowAHiddenCategoryIsHidden) {
  EXPECT_THAT(Suppressed({Persons(108), Persons(4), Persons(50), Persons(54), Persons(50)},
                         {-1, 0, 0, 0, 2}),
              ElementsAre(false, true, true, false, true));
}

TEST(Disclosure, AFewDirectPersonsOfAUnitAreNotTheDifferenceToItsParts) {
  EXPECT_THAT(Suppressed({Persons(32, 2), Persons(20), Persons(10)}, {-1, 0, 0}),
              ElementsAre(false, false, true));
}

TEST(Disclosure, DominationIsByTheTwoLargest) {
  EXPECT_TRUE(IsDominated(100, 90, 8));
  EXPECT_FALSE(IsDominated(100, 40, 30));
  EXPECT_TRUE(IsDominated(10, 10, 0));
}

RC_GTEST_PROP(Disclosure, WhatAPublishedParentHidesIsNobodyOrAtLeastFive, ()) {
  const int count = *rc::gen::inRange(2, 30);
  std::vector<int> parent{-1}, own(count);
  for (int i = 1; i < count; ++i) parent.push_back(*rc::gen::inRange(0, i));
  std::vector<Behind> cells(count);
  for (int i = 0; i < count; ++i) cells[i].direct_persons = *rc::gen::inRange(0, 9);
  for (int i = count - 1; i >= 0; --i) {
    cells[i].persons += cells[i].direct_persons;
    if (i > 0) cells[parent[i]].persons += cells[i].persons;
  }
  const auto suppressed = Suppressed(cells, parent);
  for (int p = 0; p < count; ++p) {
    if (suppressed[p]) continue;
    RC_ASSERT(cells[p].persons == 0 || cells[p].persons >= kFewestPersons);
    int hidden = cells[p].direct_persons;
    for (int i = 1; i < count; ++i) {
      if (parent[i] == p && suppressed[i]) hidden += cells[i].persons;
    }
    RC_ASSERT(hidden == 0 || hidden >= kFewestPersons);
  }
}

}  // namespace
}  // namespace ett::hr
