#include "services/hr/domain/rates.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace ett::hr {
namespace {

using absl::CivilDay;

Span Days(CivilDay first, CivilDay last) { return {ToDay(first), ToDay(last)}; }
const Span kYear = Days(CivilDay(2018, 1, 1), CivilDay(2018, 12, 31));  // 251 work days

Employment Employed(int person, double position, Span span = {0, kOpenEnd}) {
  Employment employment;
  employment.person = person;
  employment.position = position;
  employment.span = span;
  return employment;
}

Employment With(Employment employment, std::vector<Absence> absences,
                const std::vector<Leave>& leaves = {}) {
  employment.leave = LeaveStretches(leaves);
  employment.sick = SickStretches(std::move(absences), employment.leave);
  return employment;
}

// The whole, with the categories `a` and `b`; employment i is in own[i].
Snapshot Staff(std::vector<Employment> employments, std::vector<int> own = {}) {
  Snapshot staff;
  own.resize(employments.size());
  staff.employments = std::move(employments);
  staff.whole = {{{"total", "", ""}, {"a", "", ""}, {"b", "", ""}}, {-1, 0, 0}, std::move(own)};
  return staff;
}

SickLeave Whole(const Snapshot& staff, Span period) {
  return SickLeaveBy(staff, staff.whole, period)[0];
}

TEST(SickLeaveRate, IsSickWorkDaysOverAgreedWorkDaysByPositionAndDegree) {
  // Monday 3 to Friday 14 September 2018: ten work days, half of an 80 % position.
  const Absence absence{Days(CivilDay(2018, 9, 3), CivilDay(2018, 9, 14)), 0.5, false};
  const SickLeave cell = Whole(Staff({With(Employed(0, 0.8), {absence}), Employed(1, 1.0)}), kYear);
  EXPECT_DOUBLE_EQ(cell.sick_days, 10 * 0.8 * 0.5);
  EXPECT_DOUBLE_EQ(cell.agreed_days, 251 * 1.8);
  EXPECT_DOUBLE_EQ(cell.Percent(), 4.0 * 100 / (251 * 1.8));
}

TEST(SickLeaveRate, ACaseAcrossTheEndOfAYearCountsInEachForItsDays) {
  // Thursday 28 December 2017 to Wednesday 3 January 2018, 1 January a holiday.
  const Absence absence{Days(CivilDay(2017, 12, 28), CivilDay(2018, 1, 3)), 1, false};
  const Snapshot staff = Staff({With(Employed(0, 1), {absence})});
  EXPECT_DOUBLE_EQ(Whole(staff, kYear).sick_days, 2);
  EXPECT_DOUBLE_EQ(Whole(staff, Days(CivilDay(2017, 1, 1), CivilDay(2017, 12, 31))).sick_days, 2);
}

TEST(SickLeaveRate, AnEmploymentThatEndsMidYearHasAgreedDaysUntilThen) {
  const Span january = Days(CivilDay(2018, 1, 1), CivilDay(2018, 1, 31));
  const Absence absence{Days(CivilDay(2018, 1, 29), CivilDay(2018, 2, 9)), 1, false};
  const SickLeave cell = Whole(Staff({With(Employed(0, 1, january), {absence})}), kYear);
  EXPECT_DOUBLE_EQ(cell.agreed_days, 22);
  EXPECT_DOUBLE_EQ(cell.sick_days, 3);
}

TEST(SickLeaveRate, LeaveLessensTheAgreedDays) {
  const Leave leave{Days(CivilDay(2018, 1, 1), CivilDay(2018, 1, 31)), 0.5};
  EXPECT_DOUBLE_EQ(Whole(Staff({With(Employed(0, 1), {}, {leave})}), kYear).agreed_days, 251 - 11);
}

TEST(SickLeaveRate, TwoEmploymentsOfOnePersonAreCountedInEachButOnePerson) {
  const Absence absence{Days(CivilDay(2018, 9, 3), CivilDay(2018, 9, 7)), 1, false};
  const SickLeave cell =
      Whole(Staff({With(Employed(7, 0.5), {absence}), With(Employed(7, 0.3), {absence})}), kYear);
  EXPECT_DOUBLE_EQ(cell.sick_days, 5 * 0.8);
  EXPECT_EQ(cell.behind.persons, 1);
}

TEST(SickLeaveRate, NobodyEmployedHasNoAgreedDays) {
  EXPECT_EQ(Whole(Staff({}), kYear).agreed_days, 0);
}

std::vector<Employment> SomeEmployments() {
  std::vector<Employment> employments;
  const int count = *rc::gen::inRange(1, 12);
  for (int i = 0; i < count; ++i) {
    const Day start = kYear.first + *rc::gen::inRange(-300, 300);
    const Day sick = kYear.first + *rc::gen::inRange(-50, 350);
    const Absence absence{{sick, sick + *rc::gen::inRange(0, 90)},
                          *rc::gen::element(0.2, 0.5, 1.0),
                          *rc::gen::arbitrary<bool>()};
    employments.push_back(With(Employed(i / 2, *rc::gen::element(0.25, 0.5, 1.0),
                                        {start, start + *rc::gen::inRange(0, 600)}),
                               {absence}));
  }
  return employments;
}

RC_GTEST_PROP(SickLeaveRate, CategoriesAddUpToTheWhole, ()) {
  auto employments = SomeEmployments();
  std::vector<int> own;
  for (std::size_t i = 0; i < employments.size(); ++i) own.push_back(*rc::gen::inRange(1, 3));
  const Snapshot staff = Staff(std::move(employments), own);
  const auto cells = SickLeaveBy(staff, staff.whole, kYear);
  RC_ASSERT(std::abs(cells[0].sick_days - cells[1].sick_days - cells[2].sick_days) < 1e-9);
  RC_ASSERT(std::abs(cells[0].agreed_days - cells[1].agreed_days - cells[2].agreed_days) < 1e-9);
}

RC_GTEST_PROP(SickLeaveRate, MonthsAddUpToTheYearAndHalvesToTheWhole, ()) {
  const Snapshot staff = Staff(SomeEmployments());
  const SickLeave year = Whole(staff, kYear);
  double sick = 0, agreed = 0;
  for (int month = 1; month <= 12; ++month) {
    const absl::CivilMonth first(2018, month);
    const SickLeave cell = Whole(staff, Days(CivilDay(first), CivilDay(first + 1) - 1));
    sick += cell.sick_days;
    agreed += cell.agreed_days;
  }
  RC_ASSERT(std::abs(year.sick_days - sick) < 1e-9);
  RC_ASSERT(std::abs(year.agreed_days - agreed) < 1e-9);
  RC_ASSERT(year.sick_days <= year.agreed_days + 1e-9);
  for (const auto split : {SickLeaveSplit::kSelfCertified, SickLeaveSplit::kLongCase}) {
    const auto halves = SickLeaveSplitBy(staff, staff.whole, 0, split, kYear);
    RC_ASSERT(std::abs(halves[0].sick_days - year.sick_days) < 1e-9);
    RC_ASSERT(std::abs(halves[1].sick_days + halves[2].sick_days - year.sick_days) < 1e-9);
  }
}

TEST(SickLeaveSplit, OfACategoryCountsItsOwnEmploymentsAlone) {
  const Absence month{Days(CivilDay(2018, 9, 1), CivilDay(2018, 9, 30)), 1, false};  // 20 work days
  const Absence days{Days(CivilDay(2018, 9, 3), CivilDay(2018, 9, 4)), 1, true};
  const Snapshot staff = Staff(
      {With(Employed(0, 1), {month}), With(Employed(1, 1), {month}), With(Employed(2, 1), {days})},
      {1, 2, 2});
  const auto halves = SickLeaveSplitBy(staff, staff.whole, 2, SickLeaveSplit::kLongCase, kYear);
  EXPECT_DOUBLE_EQ(halves[0].agreed_days, 2 * 251);
  EXPECT_DOUBLE_EQ(halves[1].sick_days, 20);
  EXPECT_DOUBLE_EQ(halves[2].sick_days, 2);
  EXPECT_EQ(halves[1].behind.persons, 1);
}

}  // namespace
}  // namespace ett::hr
