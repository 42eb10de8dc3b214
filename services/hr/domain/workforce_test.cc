#include "services/hr/domain/workforce.h"

#include <gtest/gtest.h>

namespace ett::hr {
namespace {

using absl::CivilDay;

Employment Employed(int person, Sex sex, double position) {
  Employment employment;
  employment.person = person;
  employment.sex = sex;
  employment.birth_year = 1980;
  employment.position = position;
  employment.span = {0, ToDay(CivilDay(2018, 12, 31))};
  return employment;
}

Snapshot Staff(std::vector<Employment> employments) {
  Snapshot staff;
  staff.employments = std::move(employments);
  return staff;
}

Workforce Whole(const Snapshot& staff, CivilDay day) {
  return WorkforceBy(staff, CellsBy(staff, {}, 2018), day)[0];
}

TEST(Workforce, APersonWithTwoJobsIsOnePersonAndTwoPartTimeJobs) {
  const Workforce cell = Whole(Staff({Employed(1, Sex::kFemale, 0.6),
                                      Employed(1, Sex::kFemale, 0.4), Employed(2, Sex::kMale, 1)}),
                               CivilDay(2018, 12, 31));
  EXPECT_EQ(cell.persons, 2);
  EXPECT_EQ(cell.women, 1);
  EXPECT_EQ(cell.men, 1);
  EXPECT_EQ(cell.jobs, 3);
  EXPECT_EQ(cell.full_time_jobs, 1);
  EXPECT_DOUBLE_EQ(cell.positions, 2);
  EXPECT_DOUBLE_EQ(cell.ages_years, 2 * 38);
}

TEST(Workforce, TheLastDayOfAnEmploymentCountsAndTheNextDoesNot) {
  const Snapshot staff = Staff({Employed(1, Sex::kMale, 1)});
  EXPECT_EQ(Whole(staff, CivilDay(2018, 12, 31)).jobs, 1);
  EXPECT_EQ(Whole(staff, CivilDay(2019, 1, 1)).jobs, 0);
}

Employment Paid(int person, Sex sex, std::int64_t pay_ore) {
  Employment employment = Employed(person, sex, 0.5);
  employment.monthly_full_time_pay_ore = pay_ore;
  return employment;
}

// Six women and six men, in order of person.
Snapshot Paid(std::int64_t women_ore, std::int64_t men_ore) {
  std::vector<Employment> employments;
  employments.reserve(12);
  for (int i = 0; i < 6; ++i) employments.push_back(Paid(i, Sex::kFemale, women_ore));
  for (int i = 6; i < 12; ++i) employments.push_back(Paid(i, Sex::kMale, men_ore));
  return Staff(std::move(employments));
}

Pay PayOf(const Snapshot& staff) {
  return PayBy(staff, CellsBy(staff, {}, 2018), CivilDay(2018, 12, 31))[0];
}

TEST(PayGap, IsNegativeWhenWomenEarnLessAndOfFullTimePay) {
  EXPECT_DOUBLE_EQ(PayOf(Paid(3'800'000, 4'000'000)).GapPercent(), -5);
  EXPECT_DOUBLE_EQ(PayOf(Paid(4'200'000, 4'000'000)).GapPercent(), 5);
}

TEST(PayGap, DominationIsByTheTwoLargest) {
  EXPECT_TRUE(IsDominated(100, 90, 8));
  EXPECT_FALSE(IsDominated(100, 40, 30));
  EXPECT_TRUE(IsDominated(10, 10, 0));
}

TEST(PayGap, LeavesOutUnknownSexAndUnknownPay) {
  Snapshot staff = Paid(3'800'000, 4'000'000);
  staff.employments.push_back(Paid(20, Sex::kUnknown, 1));
  staff.employments.push_back(Employed(21, Sex::kMale, 1));
  EXPECT_DOUBLE_EQ(PayOf(staff).GapPercent(), -5);
}

}  // namespace
}  // namespace ett::hr
