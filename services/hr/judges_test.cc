#include "services/hr/judges.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chassis/testing.h"
#include "services/hr/service.h"
#include "services/hr/testing.h"

namespace ett::hr {
namespace {

using absl::CivilDay;
using absl::StatusCode;
using imports::v1::ImportReport;
using status::IsOk;
using status::StatusIs;
using Stub = v1::HrService::Stub;
using ::testing::ElementsAre;

const CivilDay kStart(2015, 1, 1);

// What was refused, as `row:field:reason`.
std::vector<std::string> Refusals(const ImportReport& report) {
  std::vector<std::string> refusals;
  for (const auto& each : report.rejections()) {
    refusals.push_back(absl::StrCat(each.row(), ":", each.field(), ":", each.reason()));
  }
  return refusals;
}

// A top unit (1) and three persons of one employment each.
class JudgesTest : public testing::TestWithParam<sql::TestEngine> {
 protected:
  void SetUp() override {
    ASSERT_EQ(Send({TopUnit()}).accepted_count(), 1);
    ASSERT_EQ(Send({FullTimeJob(1), FullTimeJob(2), FullTimeJob(3)}).accepted_count(), 3);
  }

  ImportReport Send(const std::vector<v1::OrgUnit>& units) {
    v1::ImportOrgUnitsRequest request;
    for (const auto& each : units) *request.add_org_units() = each;
    return SendRows(*stub_, &Stub::ImportOrgUnits, request);
  }
  ImportReport Send(const std::vector<v1::Employment>& employments) {
    v1::ImportEmploymentsRequest request;
    for (const auto& each : employments) *request.add_employments() = each;
    return SendRows(*stub_, &Stub::ImportEmployments, request);
  }
  ImportReport Send(const std::vector<v1::Absence>& absences) {
    v1::ImportAbsencesRequest request;
    for (const auto& each : absences) *request.add_absences() = each;
    return SendRows(*stub_, &Stub::ImportAbsences, request);
  }
  ImportReport Send(const std::vector<v1::Leave>& leaves) {
    v1::ImportLeavesRequest request;
    for (const auto& each : leaves) *request.add_leaves() = each;
    return SendRows(*stub_, &Stub::ImportLeaves, request);
  }

  absl::Status Move(int unit, int parent, int level) {
    v1::UpdateOrgUnitRequest request;
    request.mutable_org_unit()->set_name(NameOf("orgUnits", unit));
    request.mutable_org_unit()->set_parent_unit(NameOf("orgUnits", parent));
    request.mutable_org_unit()->set_level(level);
    grpc::ClientContext context;
    v1::OrgUnit moved;
    return status::FromGrpc(stub_->UpdateOrgUnit(&context, request, &moved));
  }

  chassis::TestService service_{GetParam(), Service()};
  std::unique_ptr<Stub> stub_ = v1::HrService::NewStub(service_.channel);
};

v1::OrgUnit Unit(int number, int parent, int level) {
  v1::OrgUnit unit = TopUnit();
  unit.set_name(NameOf("orgUnits", number));
  unit.set_parent_unit(parent == 0 ? "" : NameOf("orgUnits", parent));
  unit.set_level(level);
  return unit;
}

// Job `number` of the person of job `person`.
v1::Employment JobOf(int person, int number, double percent, CivilDay first, CivilDay last) {
  v1::Employment employment = FullTimeJob(person);
  employment.set_name(NameOf("employments", number));
  employment.set_position_percent(percent);
  *employment.mutable_start_date() = records::DateOf(first);
  *employment.mutable_end_date() = records::DateOf(last);
  return employment;
}

template <class T>
T Note(int number, int employment, CivilDay first, CivilDay last) {
  T note;
  note.set_employment(NameOf("employments", employment));
  note.set_degree_percent(100);
  *note.mutable_start_date() = records::DateOf(first);
  *note.mutable_end_date() = records::DateOf(last);
  if constexpr (std::is_same_v<T, v1::Absence>) {
    note.set_name(NameOf("absences", number));
    note.set_kind(v1::ABSENCE_KIND_MEDICALLY_CERTIFIED);
  } else {
    note.set_name(NameOf("leaves", number));
    note.set_kind(v1::LEAVE_KIND_PARENTAL);
  }
  return note;
}

TEST_P(JudgesTest, AbsencesAndLeavesLieInsideTheirEmployment) {
  const CivilDay end(2018, 6, 30);
  ASSERT_EQ(Send({JobOf(9, 9, 100, kStart, end)}).accepted_count(), 1);
  const ImportReport absences =
      Send({Note<v1::Absence>(1, 9, kStart, end), Note<v1::Absence>(2, 9, kStart - 1, end),
            Note<v1::Absence>(3, 9, end, end + 1), Note<v1::Absence>(4, 9, end + 1, end + 2)});
  EXPECT_THAT(Refusals(absences),
              ElementsAre("1:start_date:OUTSIDE_EMPLOYMENT", "2:end_date:OUTSIDE_EMPLOYMENT",
                          "3:start_date:OUTSIDE_EMPLOYMENT"));
  EXPECT_THAT(absences.DebugString(), ::testing::Not(::testing::HasSubstr("2018")));
  EXPECT_THAT(Refusals(Send({Note<v1::Leave>(1, 9, end + 1, end + 1)})),
              ElementsAre("0:start_date:OUTSIDE_EMPLOYMENT"));
}

TEST_P(JudgesTest, AnEmploymentIsNotCutShortBelowItsAbsences) {
  ASSERT_EQ(
      Send({Note<v1::Absence>(1, 1, CivilDay(2017, 1, 1), CivilDay(2017, 2, 1))}).accepted_count(),
      1);
  ASSERT_EQ(Send({Note<v1::Leave>(1, 2, kStart, kStart)}).accepted_count(), 1);
  EXPECT_THAT(Refusals(Send({JobOf(1, 1, 100, kStart, CivilDay(2017, 1, 31)),
                             JobOf(2, 2, 100, kStart + 1, CivilDay(2019, 1, 1)),
                             JobOf(3, 3, 100, kStart, CivilDay(2017, 1, 31))})),
              ElementsAre("0:end_date:ABSENCE_OUTSIDE", "1:start_date:ABSENCE_OUTSIDE"));
  EXPECT_EQ(Send({JobOf(1, 1, 100, kStart, CivilDay(2017, 2, 1))}).accepted_count(), 1);
}

TEST_P(JudgesTest, APersonsPositionsAddUpToTheLimitAtMost) {
  const CivilDay end(2019, 12, 31);
  EXPECT_THAT(Refusals(Send({JobOf(1, 11, 50, kStart, end), JobOf(1, 12, 0.01, kStart, kStart),
                             JobOf(2, 13, 50.01, end, end)})),
              ElementsAre("1:position_percent:TOO_LARGE_POSITION",
                          "2:position_percent:TOO_LARGE_POSITION"));
  EXPECT_EQ(Send({JobOf(1, 14, 50, end + 1, end + 9)}).accepted_count(), 1);
}

TEST_P(JudgesTest, APersonHasOneSexAndOneYearOfBirth) {
  const CivilDay later(2030, 1, 1);
  v1::Employment younger = JobOf(1, 11, 10, later, later);
  younger.set_birth_year(1971);
  v1::Employment other_sex = JobOf(1, 12, 10, later, later);
  other_sex.set_sex(v1::SEX_MALE);
  v1::Employment unknown_sex = JobOf(1, 13, 10, later, later);
  unknown_sex.clear_sex();
  const ImportReport report = Send({younger, other_sex, unknown_sex});
  EXPECT_THAT(Refusals(report),
              ElementsAre("0:birth_year:CONTRADICTS_PERSON", "1:sex:CONTRADICTS_PERSON"));
  EXPECT_THAT(report.DebugString(), ::testing::Not(::testing::HasSubstr("1970")));
}

TEST_P(JudgesTest, TwoRowsOfOneBatchMayContradictEachOther) {
  v1::Employment first = JobOf(20, 20, 100, kStart, kStart + 9);
  v1::Employment second = JobOf(20, 21, 100, kStart, kStart + 9);
  v1::Employment third = JobOf(20, 22, 50, kStart, kStart + 9);
  third.set_birth_year(1980);
  EXPECT_THAT(
      Refusals(Send({first, second, third})),
      ElementsAre("1:position_percent:TOO_LARGE_POSITION", "2:birth_year:CONTRADICTS_PERSON"));
}

TEST_P(JudgesTest, RowsOfOneBatchCorrectEachOtherInAnyOrder) {
  v1::Employment first = JobOf(20, 20, 60, kStart, kStart + 9);
  v1::Employment second = JobOf(20, 21, 60, kStart, kStart + 9);
  ASSERT_EQ(Send({first, second}).accepted_count(), 2);
  first.set_birth_year(1980);
  EXPECT_THAT(Refusals(Send({first})), ElementsAre("0:birth_year:CONTRADICTS_PERSON"));
  second.set_birth_year(1980);
  EXPECT_EQ(Send({first, second}).accepted_count(), 2);
}

TEST_P(JudgesTest, ARefusedCorrectionLeavesTheKeptVersionInForce) {
  v1::Employment first = JobOf(20, 20, 60, kStart, kStart + 9);
  v1::Employment second = JobOf(20, 21, 60, kStart, kStart + 9);
  ASSERT_EQ(Send({first, second}).accepted_count(), 2);
  first.set_birth_year(1980);
  second.set_birth_year(1980);
  second.set_org_unit(NameOf("orgUnits", 77));  // nobody's: what is kept of it says 1970
  EXPECT_THAT(Refusals(Send({first, second})),
              ElementsAre("0:birth_year:CONTRADICTS_PERSON", "1:org_unit:UNKNOWN_REFERENCE"));
}

TEST_P(JudgesTest, WhatIsKeptAlreadyIsUnchangedWhateverTheRules) {
  EXPECT_EQ(Send({FullTimeJob(1), FullTimeJob(2)}).unchanged_count(), 2);
}

TEST_P(JudgesTest, AnEmploymentLiesInsideTheDaysOfItsUnit) {
  v1::OrgUnit closed = Unit(2, 1, 2);
  *closed.mutable_valid_to() = records::DateOf(CivilDay(2018, 12, 31));
  ASSERT_EQ(Send({closed}).accepted_count(), 1);
  v1::Employment inside = JobOf(20, 20, 100, kStart, CivilDay(2018, 12, 31));
  v1::Employment open = FullTimeJob(21);
  v1::Employment early = JobOf(22, 22, 100, kStart - 1, kStart);
  for (auto* each : {&inside, &open, &early}) each->set_org_unit(NameOf("orgUnits", 2));
  EXPECT_THAT(Refusals(Send({inside, open, early})),
              ElementsAre("1:end_date:OUTSIDE_UNIT", "2:start_date:OUTSIDE_UNIT"));
}

TEST_P(JudgesTest, AUnitIsOneLevelBelowItsParent) {
  EXPECT_THAT(Refusals(Send({Unit(2, 1, 2), Unit(3, 2, 3), Unit(4, 2, 4), Unit(5, 1, 1),
                             Unit(6, 0, 2), Unit(7, 4, 5)})),
              ElementsAre("2:level:WRONG_LEVEL", "3:level:WRONG_LEVEL", "4:level:WRONG_LEVEL",
                          "5:parent_unit:UNKNOWN_REFERENCE"));
}

TEST_P(JudgesTest, AUnitIsNeverBelowItself) {
  ASSERT_EQ(Send({Unit(2, 1, 2), Unit(3, 2, 3), Unit(4, 3, 4)}).accepted_count(), 3);
  EXPECT_THAT(Refusals(Send({Unit(2, 4, 5), Unit(3, 3, 4)})),
              ElementsAre("0:parent_unit:CYCLE", "1:parent_unit:CYCLE"));
  EXPECT_THAT(Move(2, 4, 5), StatusIs(StatusCode::kInvalidArgument));
  EXPECT_THAT(Move(4, 2, 4), StatusIs(StatusCode::kInvalidArgument));
  EXPECT_THAT(Move(4, 2, 3), IsOk());
}

INSTANTIATE_TEST_SUITE_P(Engines, JudgesTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::hr
