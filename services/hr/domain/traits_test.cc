#include "services/hr/domain/traits.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "services/hr/domain/pay.h"

namespace ett::hr {
namespace {

using absl::CivilDay;

constexpr int kUnits = 2;
// Categories of the grouping by sex.
constexpr int kWomen = 1, kMen = 2;

Day On(int year, int month, int day) { return ToDay(CivilDay(year, month, day)); }

const Day kLastDay = On(2018, 12, 31);

// Women in unit 1 all of 2017 to 2019, unless a test says otherwise.
Employment Job(int person) {
  Employment job;
  job.person = person;
  job.sex = Sex::kFemale;
  job.span = {On(2017, 1, 1), On(2019, 12, 31)};
  return job;
}

struct Placed {
  Employment job;
  int unit = 1;
};

Snapshot StaffOf(const std::vector<Placed>& jobs) {
  Snapshot staff;
  for (int unit = 1; unit <= kUnits; ++unit) {
    staff.units.push_back({"u", {0, kOpenEnd}, {UnitTerms()}, {}});
  }
  staff.trees = TreesOf(staff.units);
  staff.By(Axis::kSex).Add({"female", "", ""});
  staff.By(Axis::kSex).Add({"male", "", ""});
  for (const Placed& placed : jobs) {
    staff.employments.push_back(placed.job);
    staff.unit_of.push_back(placed.unit - 1);
    for (Grouping& grouping : staff.groupings) grouping.own.push_back(0);
    staff.By(Axis::kSex).own.back() = placed.job.sex == Sex::kFemale ? kWomen : kMen;
  }
  return staff;
}

double AmountOf(const Snapshot& staff, const Trait& trait, int category) {
  return TraitTable(staff, trait, 10, {kLastDay, kLastDay}).At(0, 0, category + 1).amount;
}

TEST(Turnover, IsWhereThoseOfDecemberAreAYearLater) {
  Employment gone = Job(1), moved_from = Job(2), moved_to = Job(2), back = Job(3), new_one = Job(4);
  gone.span.last = On(2018, 6, 30);
  moved_from.span.last = On(2018, 3, 31);
  moved_to.span.first = On(2018, 4, 1);
  back.position = 0.5;
  new_one.span.first = On(2018, 1, 1);
  const Snapshot staff =
      StaffOf({{Job(0)}, {gone}, {moved_from}, {moved_to, 2}, {back}, {new_one}});
  const Trait trait = Turnover(staff, 2018);
  EXPECT_EQ(AmountOf(staff, trait, 0), 2);  // the steady one and the one at half time
  EXPECT_EQ(AmountOf(staff, trait, 1), 1);
  EXPECT_EQ(AmountOf(staff, trait, 2), 1);
  EXPECT_EQ(TraitTable(staff, trait, 3, {kLastDay, kLastDay}).At(0, 0, 0).base,
            4);  // not who came later
}

TEST(Leavers, LeaveWithTheirLastJobAndItsReason) {
  Employment first = Job(1), last = Job(1), stays = Job(2), came_and_went = Job(3);
  first.span.last = On(2018, 3, 31);
  last.span = {On(2018, 4, 1), On(2018, 9, 30)};
  last.end_reason = EndReason::kRetired;
  came_and_went.span = {On(2018, 2, 1), On(2018, 2, 28)};
  const Snapshot staff = StaffOf({{first}, {last}, {stays}, {came_and_went}});
  const Trait trait = Leavers(staff, {On(2018, 1, 1), On(2018, 12, 31)});
  EXPECT_EQ(AmountOf(staff, trait, 1 + static_cast<int>(EndReason::kRetired)), 1);
  EXPECT_EQ(AmountOf(staff, trait, 1 + static_cast<int>(EndReason::kUnknown)), 1);
  const TraitCell all = TraitTable(staff, trait, 8, {kLastDay, kLastDay}).At(0, 0, 0);
  EXPECT_EQ(all.amount, 2);
  EXPECT_EQ(all.base, 1.5);  // two before the year, one at its end
}

TEST(InvoluntaryPartTime, IsOfPartTimeJobs) {
  Employment content = Job(1), wishing = Job(2);
  content.position = wishing.position = 0.5;
  wishing.wished_position = 1;
  const Snapshot staff = StaffOf({{Job(0)}, {content}, {wishing}});
  const Trait trait = InvoluntaryPartTime(staff, On(2018, 12, 31));
  EXPECT_EQ(AmountOf(staff, trait, 1), 1);
  EXPECT_EQ(TraitTable(staff, trait, 2, {kLastDay, kLastDay}).At(0, 0, 0).base, 2);
}

TEST(MedicalLeave, IsOfPersonsWithANoteOnTheDay) {
  Employment by_note = Job(1), other_job = Job(1), by_word = Job(2);
  by_note.sick = {{.span = {On(2018, 12, 30), On(2019, 1, 2)}, .share = 0.5}};
  by_word.sick = {
      {.span = {On(2018, 12, 31), On(2018, 12, 31)}, .share = 1, .self_certified = true}};
  const Snapshot staff = StaffOf({{Job(0)}, {by_note}, {other_job}, {by_word}});
  const Trait trait = OnMedicalLeave(staff, On(2018, 12, 31));
  EXPECT_EQ(AmountOf(staff, trait, 1), 1);  // with both jobs, counted once
  EXPECT_EQ(TraitTable(staff, trait, 2, {kLastDay, kLastDay}).At(0, 0, 0).base, 3);
}

TEST(PresentWorkYears, AreOfThoseWhoAreThere) {
  Employment away = Job(1), at_half = Job(2);
  away.parental = {{{On(2018, 12, 1), On(2019, 3, 1)}, 1}};
  at_half.position = 0.5;
  const Snapshot staff = StaffOf({{Job(0)}, {away}, {at_half}});
  EXPECT_EQ(AmountOf(staff, PresentWorkYears(staff, On(2018, 12, 31)), 0), 1.5);
}

TEST(ParentalWeeks, AreCalendarWeeksInThePeriod) {
  Employment parent = Job(1);
  parent.parental = {{{On(2017, 12, 18), On(2018, 1, 14)}, 1},
                     {{On(2018, 2, 5), On(2018, 2, 18)}, 0.5}};
  const Snapshot staff = StaffOf({{Job(0)}, {parent}});
  const Trait trait = ParentalWeeks(staff, {On(2018, 1, 1), On(2018, 12, 31)});
  EXPECT_DOUBLE_EQ(AmountOf(staff, trait, 1), 3);  // two weeks, and two at half
}

TEST(Levels, TheHighestJobOfAPersonCounts) {
  Employment second = Job(1), fourth = Job(1), unknown = Job(2);
  second.level = 2;
  fourth.level = 4;
  const Snapshot staff = StaffOf({{second}, {fourth}, {unknown}});
  const Trait trait = ByLevel(staff, On(2018, 12, 31));
  EXPECT_EQ(AmountOf(staff, trait, 2), 1);
  EXPECT_EQ(AmountOf(staff, trait, 4), 0);
  EXPECT_EQ(AmountOf(staff, trait, 0), 1);
}

TEST(TraitTable, WithholdsAFewAndWhatWouldGiveThemAway) {
  std::vector<Placed> jobs;
  Trait trait;
  for (int person = 0; person < 40; ++person) {
    Employment job = Job(person);
    job.sex = person < 20 ? Sex::kFemale : Sex::kMale;
    jobs.push_back({job});
    trait.shares.push_back({person % 20 < (person < 20 ? 4 : 9) ? 1 : 0, 1, 1});
  }
  const TraitTable table(StaffOf(jobs), trait, 2, {kLastDay, kLastDay});
  const std::vector<bool> published = Protect(table.ToPublish());
  EXPECT_TRUE(published[table.Index(0, 0, 0)]);
  EXPECT_TRUE(published[table.Index(0, kWomen, 0)]);
  EXPECT_TRUE(published[table.Index(0, 0, 2)]);        // 13 in all
  EXPECT_FALSE(published[table.Index(0, kWomen, 2)]);  // 4
  EXPECT_FALSE(published[table.Index(0, kMen, 2)]);    // 13 − 4
}

TEST(TraitTable, NamesItsCellsByWhatTheyAreAbout) {
  const TraitTable table(StaffOf({{Job(0)}}), {{{1, 1, 1}}}, 2, {kLastDay, kLastDay});
  const std::vector<std::string> names = table.Names();
  EXPECT_EQ(names[table.Index(0, 0, 0)], "");
  EXPECT_EQ(names[table.Index(0, kMen, 2)], "sex=male;category=1;");
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), names.size());
}

Employment Paid(int person, Sex sex, int kroner, int birth_year = 1980) {
  Employment job = Job(person);
  job.sex = sex;
  job.birth_year = birth_year;
  job.monthly_full_time_pay_ore = kroner * 100;
  return job;
}

TEST(Pay, TheMedianIsRounded) {
  const Snapshot staff = StaffOf({{Paid(1, Sex::kFemale, 30100)},
                                  {Paid(2, Sex::kFemale, 41260)},
                                  {Paid(3, Sex::kMale, 90000)},
                                  {Paid(4, Sex::kMale, 43100)}});
  const Cells cells = CellsBy(staff, {}, 2018);
  EXPECT_EQ(MedianPayBy(staff, cells, CivilDay(2018, 12, 31))[0], 42000);  // of 42 180
}

TEST(Pay, TheAdjustedGapComparesThoseWhoAreAlike) {
  // The young are paid alike, the old differ by a tenth; there are more young women than old.
  const Snapshot staff = StaffOf({{Paid(1, Sex::kFemale, 30000, 1990)},
                                  {Paid(2, Sex::kFemale, 30000, 1990)},
                                  {Paid(3, Sex::kFemale, 45000, 1960)},
                                  {Paid(4, Sex::kMale, 30000, 1990)},
                                  {Paid(5, Sex::kMale, 50000, 1960)},
                                  {Paid(6, Sex::kMale, 60000, 1975)}});  // nobody to compare with
  const Cells whole = CellsBy(staff, {}, 2018);
  const auto gap = AdjustedPayGapBy(staff, whole, CivilDay(2018, 12, 31), 2)[0];
  ASSERT_TRUE(gap.has_value());
  EXPECT_DOUBLE_EQ(*gap, -5000.0 / 110000 * 100);
  EXPECT_FALSE(AdjustedPayGapBy(staff, whole, CivilDay(2018, 12, 31), 5)[0].has_value());
}

}  // namespace
}  // namespace ett::hr
