#include "services/hr/domain/vacancies.h"

#include <gtest/gtest.h>

namespace ett::hr {
namespace {

constexpr int kSchools = 3, kCare = 7;

// Unit 0 is of care, 1 of schools, 2 of no sector, 3 is not counted.
OrgTree Tree() {
  OrgTree tree;
  tree.sector = {kCare, kSchools, 0, kCare};
  tree.is_counted = {true, true, true, false};
  return tree;
}

VacancyCount Whole(const std::vector<Vacancy>& vacancies, Span period) {
  return CountVacancies(vacancies, Tree(), period)[0];
}

TEST(Vacancies, AreVacantFromTheDayOfAnnouncementToTheDayBeforeTheyAreClosed) {
  const std::vector<Vacancy> one = {{0, 10, 20, true}};
  EXPECT_EQ(Whole(one, {1, 9}).vacant, 0);
  EXPECT_EQ(Whole(one, {1, 10}).vacant, 1);
  EXPECT_EQ(Whole(one, {1, 19}).vacant, 1);
  EXPECT_EQ(Whole(one, {1, 20}).vacant, 0);
  EXPECT_EQ(Whole({{0, 10}}, {500, 600}).vacant, 1);
}

TEST(Vacancies, AreFilledInThePeriodThatTheyAreClosedIn) {
  const std::vector<Vacancy> all = {
      {0, 10, 40, true}, {0, 20, 30, true}, {0, 25, 35, false}, {0, 5}};
  EXPECT_EQ(Whole(all, {30, 40}).filled, 2);
  EXPECT_EQ(Whole(all, {30, 40}).days_to_fill, 30 + 10);
  EXPECT_EQ(Whole(all, {31, 39}).filled, 0);
  EXPECT_EQ(Whole(all, {31, 39}).days_to_fill, 0);
}

TEST(Vacancies, AreCountedBySectorWhereTheirUnitHasOne) {
  const auto counts = CountVacancies({{0, 10}, {1, 10, 15}, {2, 10}, {-1, 10}}, Tree(), {1, 20});
  ASSERT_EQ(counts.size(), 3U);
  EXPECT_EQ(counts[0].vacant, 3);
  EXPECT_EQ(counts[1].sector, kSchools);
  EXPECT_EQ(counts[1].vacant, 0);
  EXPECT_EQ(counts[2].sector, kCare);
  EXPECT_EQ(counts[2].vacant, 1);
}

TEST(Vacancies, OfUnitsThatAreNotCountedAreLeftOut) {
  const auto counts = CountVacancies({{3, 10}}, Tree(), {1, 20});
  ASSERT_EQ(counts.size(), 1U);
  EXPECT_EQ(counts[0].vacant, 0);
}

}  // namespace
}  // namespace ett::hr
