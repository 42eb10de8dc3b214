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

Snapshot Staff(std::vector<Employment> employments) {
  Snapshot staff;
  staff.employments = std::move(employments);
  return staff;
}

SickLeave Whole(const Snapshot& staff, Span period, const SickFilter& counts = nullptr) {
  return SickLeaveBy(staff, CellsBy(staff, {}, 2018), period, counts)[0];
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

Employment OnAllDays(Employment employment) {
  employment.plan = ShiftPlan::kAllDays;
  return employment;
}

TEST(SickLeaveRate, UnderAPlanOfAllDaysEachDayIsFiveSeventhsOfAWorkDay) {
  // Saturday 8 to Sunday 23 September 2018: 16 days, half of a 70 % position.
  const Absence absence{Days(CivilDay(2018, 9, 8), CivilDay(2018, 9, 23)), 0.5, false};
  const Leave leave{Days(CivilDay(2018, 1, 1), CivilDay(2018, 1, 14)), 1};
  const SickLeave cell =
      Whole(Staff({OnAllDays(With(Employed(0, 0.7), {absence}, {leave}))}), kYear);
  EXPECT_NEAR(cell.sick_days, 4, 1e-9);        // 16 × 5/7 × 0.5 × 0.7
  EXPECT_NEAR(cell.agreed_days, 175.5, 1e-9);  // (365 − 14) × 5/7 × 0.7
}

TEST(SickLeaveRate, AWeekendIsLostUnderAPlanOfAllDaysAlone) {
  const Absence weekend{Days(CivilDay(2018, 9, 8), CivilDay(2018, 9, 9)), 1, false};
  const Employment job = With(Employed(0, 1), {weekend});
  EXPECT_EQ(Whole(Staff({job}), kYear).sick_days, 0);
  EXPECT_NEAR(Whole(Staff({OnAllDays(job)}), kYear).Percent(), 100.0 * 2 / 365, 1e-9);
}

TEST(SickLeaveRate, LeaveInPartsLeavesNoAgreedDaysBehind) {
  const Employment job = OnAllDays(With(Employed(0, 0.3), {},
                                        {{Days(CivilDay(2018, 1, 1), CivilDay(2018, 1, 10)), 1},
                                         {Days(CivilDay(2018, 1, 11), CivilDay(2018, 1, 31)), 1}}));
  EXPECT_EQ(AgreedDays(job, Days(CivilDay(2018, 1, 1), CivilDay(2018, 1, 31))), 0);
}

TEST(SickLeaveRate, TwoEmploymentsOfOnePersonAreCountedInEach) {
  const Absence absence{Days(CivilDay(2018, 9, 3), CivilDay(2018, 9, 7)), 1, false};
  const SickLeave cell =
      Whole(Staff({With(Employed(7, 0.5), {absence}), With(Employed(7, 0.3), {absence})}), kYear);
  EXPECT_DOUBLE_EQ(cell.sick_days, 5 * 0.8);
}

TEST(SickLeaveRate, NobodyEmployedHasNoAgreedDays) {
  EXPECT_EQ(Whole(Staff({Employed(0, 1, {0, 1})}), kYear).agreed_days, 0);
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
    employments.back().plan = *rc::gen::element(ShiftPlan::kWeekdays, ShiftPlan::kAllDays);
  }
  return employments;
}

RC_GTEST_PROP(SickLeaveRate, CategoriesAddUpToTheWhole, ()) {
  auto employments = SomeEmployments();
  Grouping grouping;
  grouping.Add({"a", "", ""});
  grouping.Add({"b", "", ""});
  for (std::size_t i = 0; i < employments.size(); ++i) {
    grouping.own.push_back(*rc::gen::inRange(0, 3));
  }
  grouping.AddRest();
  Snapshot staff = Staff(std::move(employments));
  staff.By(Axis::kUnit) = std::move(grouping);
  double sick = 0, agreed = 0;
  for (const SickLeave& cell : SickLeaveBy(staff, CellsBy(staff, {Axis::kUnit}, 2018), kYear)) {
    sick += cell.sick_days;
    agreed += cell.agreed_days;
  }
  RC_ASSERT(std::abs(Whole(staff, kYear).sick_days - sick) < 1e-9);
  RC_ASSERT(std::abs(Whole(staff, kYear).agreed_days - agreed) < 1e-9);
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
  const SickFilter is_long = [](const SickStretch& stretch) { return stretch.case_days > 16; };
  const SickFilter is_short = [](const SickStretch& stretch) { return stretch.case_days <= 16; };
  const SickLeave long_cases = Whole(staff, kYear, is_long);
  RC_ASSERT(std::abs(long_cases.agreed_days - year.agreed_days) < 1e-9);
  const double halves = long_cases.sick_days + Whole(staff, kYear, is_short).sick_days;
  RC_ASSERT(std::abs(halves - year.sick_days) < 1e-9);
}

}  // namespace
}  // namespace ett::hr
