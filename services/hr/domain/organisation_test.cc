#include "services/hr/domain/organisation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/hr/domain/org_grouping.h"

namespace ett::hr {
namespace {

using ::testing::ElementsAre;

Day On(int year, int month, int day) { return ToDay(absl::CivilDay(year, month, day)); }

UnitTerms Below(int parent, Day last = kOpenEnd) {
  UnitTerms terms;
  terms.parent = parent;
  terms.last = last;
  return terms;
}

Unit Always(const char* id, int parent) { return {id, {0, kOpenEnd}, {Below(parent)}, {}}; }

Unit Until(const char* id, int parent, Day last, std::vector<int> successors) {
  return {id, {0, last}, {Below(parent)}, std::move(successors)};
}

// Ids of what is shown on the day, each with the number of units in it.
std::vector<std::string> ShownOn(const std::vector<Unit>& units, Day day) {
  const std::vector<OrgTree> trees = TreesOf(units);
  std::vector<int> unit_of(units.size());
  for (std::size_t i = 0; i < units.size(); ++i) unit_of[i] = static_cast<int>(i);
  const Grouping grouping = GroupByUnit(units, trees, unit_of);
  std::vector<std::string> shown;
  for (const Row& row : grouping.RowsIn(TreeOn(trees, day))) {
    int count = 0;
    for (const int own : grouping.own) {
      const std::vector<int>& above = grouping.above[own];
      count += std::count(above.begin(), above.end(), row.category);
    }
    shown.push_back(row.label.id + std::to_string(count));
  }
  return shown;
}

std::vector<Unit> Labelled(std::vector<Unit> units) {
  for (Unit& unit : units) {
    for (UnitTerms& terms : unit.terms) terms.label.id = unit.id;
  }
  return units;
}

TEST(Organisation, AUnitThatMovesIsWhereItWasOnEachDay) {
  Unit moved = Always("c", 1);
  moved.terms = {Below(1, On(2018, 6, 30)), Below(2)};
  const auto units = Labelled({Always("top", -1), Always("a", 0), Always("b", 0), moved});
  EXPECT_THAT(ShownOn(units, On(2018, 6, 30)), ElementsAre("top4", "a2", "b1", "c1"));
  EXPECT_THAT(ShownOn(units, On(2018, 7, 1)), ElementsAre("top4", "a1", "b2", "c1"));
}

TEST(Organisation, AMergedUnitCountsInTheOneThatCarriesOn) {
  const auto units = Labelled(
      {Always("top", -1), Always("a", 0), Until("b", 0, On(2018, 6, 30), {1}), Always("b1", 2)});
  EXPECT_THAT(ShownOn(units, On(2018, 6, 30)), ElementsAre("top4", "a1", "b2", "b11"));
  EXPECT_THAT(ShownOn(units, On(2018, 7, 1)), ElementsAre("top4", "a3", "b11"));
}

TEST(Organisation, ASplitUnitStaysBelowWhatIsAboveAllThatCarryOn) {
  const auto units =
      Labelled({Always("top", -1), Always("a", 0), Until("b", 1, On(2018, 6, 30), {3, 4}),
                Always("c", 1), Always("d", 0)});
  EXPECT_THAT(ShownOn(units, On(2018, 6, 30)), ElementsAre("top5", "a3", "d1", "b1", "c1"));
  EXPECT_THAT(ShownOn(units, On(2018, 7, 1)), ElementsAre("top5", "a2", "b1", "d1", "c1"));
}

TEST(Organisation, UnitsAboveEachOtherAndRingsOfSuccessorsEndSomewhere) {
  const auto units =
      Labelled({Always("a", 1), Always("b", 0), Until("c", 0, 100, {3}), Until("d", 0, 100, {2})});
  EXPECT_THAT(ShownOn(units, 200), testing::SizeIs(4));
}

TEST(Organisation, RanksAreTheOrderInWhichThereCouldBeAnAnswer) {
  Unit moved = Always("c", 1);
  moved.terms = {Below(1, On(2018, 6, 30)), Below(0)};
  std::vector<OrgTree> trees = TreesOf({Always("a", -1), Always("b", 0), moved});
  ASSERT_EQ(trees.size(), 2U);
  const Span june = {On(2018, 6, 1), On(2018, 6, 30)}, july = {On(2018, 7, 1), On(2018, 7, 31)};
  EXPECT_THAT(RanksOn(trees, june), ElementsAre(0, 1));
  EXPECT_THAT(RanksOn(trees, {june.first, july.last}), ElementsAre(0, 0));
  EXPECT_THAT(RanksOn(trees, july), ElementsAre(-1, 0));
  trees.push_back(trees[0]);
  trees.back().version = 1;
  EXPECT_THAT(RanksOn(trees, july), ElementsAre(-1, 0, 1));
  EXPECT_EQ(TreeOn(trees, On(2018, 7, 1)), 2);
}

}  // namespace
}  // namespace ett::hr
