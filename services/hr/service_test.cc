#include "services/hr/service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "chassis/testing.h"
#include "ett/figures/v1/figure_service.grpc.pb.h"
#include "ett/hr/v1/hr_service.grpc.pb.h"
#include "figures/table_view.h"
#include "services/hr/testing.h"
#include "status/grpc.h"
#include "status/macros.h"
#include "status/matchers.h"

namespace ett::hr {
namespace {

using absl::CivilDay;
using absl::StatusCode;
using figures::TableView;
using imports::v1::ImportReport;
using status::IsOk;
using status::StatusIs;
namespace fpb = ::ett::figures::v1;

constexpr char kRate[] = "hr/sick-leave-rate";
constexpr int kEmployees = 1000;

// Sick through the whole of 2018.
v1::Absence YearOff(int number) {
  v1::Absence absence;
  absence.set_name(NameOf("absences", number));
  absence.set_employment(NameOf("employments", number));
  absence.set_kind(v1::ABSENCE_KIND_MEDICALLY_CERTIFIED);
  absence.set_degree_percent(100);
  *absence.mutable_start_date() = records::DateOf(CivilDay(2018, 1, 1));
  *absence.mutable_end_date() = records::DateOf(CivilDay(2018, 12, 31));
  return absence;
}

v1::ImportAbsencesRequest YearsOff(int first, int end) {
  v1::ImportAbsencesRequest request;
  for (int i = first; i < end; ++i) *request.add_absences() = YearOff(i);
  return request;
}

// The service as main makes it, on each engine: one cleaning unit, a thousand full-time employees,
// 73 of them sick all through 2018.
class HrServiceTest : public testing::TestWithParam<sql::TestEngine> {
 protected:
  void SetUp() override { ImportStaff(); }

  void ImportStaff() {
    v1::ImportOrgUnitsRequest units;
    *units.add_org_units() = TopUnit();
    EXPECT_EQ(Import(&v1::HrService::Stub::ImportOrgUnits, units).accepted_count(), 1);
    v1::ImportEmploymentsRequest staff;
    for (int i = 0; i < kEmployees; ++i) *staff.add_employments() = FullTimeJob(i);
    EXPECT_EQ(Import(&v1::HrService::Stub::ImportEmployments, staff).accepted_count(), kEmployees);
    EXPECT_EQ(Import(&v1::HrService::Stub::ImportAbsences, YearsOff(0, 73)).accepted_count(), 73);
  }

  template <class Request>
  ImportReport Import(std::unique_ptr<grpc::ClientWriter<Request>> (v1::HrService::Stub::*method)(
                          grpc::ClientContext*, ImportReport*),
                      Request request) {
    return SendRows(*stub_, method, std::move(request));
  }

  absl::StatusOr<fpb::Table> Ask(const std::string& metric,
                                 const std::vector<std::string>& dimensions = {},
                                 absl::Time known_at = absl::InfiniteFuture()) {
    fpb::QueryTableRequest request;
    request.set_parent(kMunicipality);
    request.add_metrics(metric);
    request.add_periods("2018");
    for (const std::string& each : dimensions) request.add_dimensions(each);
    if (known_at != absl::InfiniteFuture()) {
      request.mutable_as_known_at()->set_seconds(absl::ToUnixSeconds(known_at));
    }
    grpc::ClientContext context;
    fpb::Table table;
    RETURN_IF_ERROR(status::FromGrpc(figure_stub_->QueryTable(&context, request, &table)));
    return table;
  }

  // The sick leave of 2018, as printed.
  std::string Rate(absl::Time known_at = absl::InfiniteFuture()) {
    const auto table = Ask(kRate, {}, known_at);
    if (!table.ok()) return table.status().ToString();
    const TableView view(*table);
    return view.PrintCell(kRate, *view.Find(kRate, "2018"), figures::Language::kNb);
  }

  absl::Status DeleteAbsence(int number) {
    v1::DeleteAbsenceRequest request;
    request.set_name(NameOf("absences", number));
    grpc::ClientContext context;
    google::protobuf::Empty none;
    return status::FromGrpc(stub_->DeleteAbsence(&context, request, &none));
  }

  static absl::Time At(CivilDay day) { return absl::FromCivil(day, absl::UTCTimeZone()); }

  chassis::TestService service_{GetParam(), Service(), At(CivilDay(2019, 1, 10))};
  absl::Time& now_ = service_.now;
  std::unique_ptr<v1::HrService::Stub> stub_ = v1::HrService::NewStub(service_.channel);
  std::unique_ptr<fpb::FigureService::Stub> figure_stub_ =
      fpb::FigureService::NewStub(service_.channel);
};

TEST_P(HrServiceTest, AnAbsenceLearntLateChangesTheFigureFromThenOn) {
  EXPECT_EQ(Rate(), "7,3");
  now_ = At(CivilDay(2019, 3, 1));
  Import(&v1::HrService::Stub::ImportAbsences, YearsOff(73, 74));
  EXPECT_EQ(Rate(), "7,4");
  EXPECT_EQ(Rate(At(CivilDay(2019, 2, 1))), "7,3");
}

TEST_P(HrServiceTest, ADeletedAbsenceCountsNoMoreButDidWhileItWasKnown) {
  now_ = At(CivilDay(2019, 3, 1));
  ASSERT_THAT(DeleteAbsence(5), IsOk());
  EXPECT_EQ(Rate(), "7,2");
  EXPECT_EQ(Rate(At(CivilDay(2019, 2, 1))), "7,3");
  EXPECT_THAT(DeleteAbsence(5), StatusIs(StatusCode::kNotFound));
}

TEST_P(HrServiceTest, AnAbsenceThatIsImportedAgainWithOtherDaysIsCorrected) {
  now_ = At(CivilDay(2019, 3, 1));
  v1::ImportAbsencesRequest request = YearsOff(0, 73);
  for (auto& absence : *request.mutable_absences()) absence.set_degree_percent(50);
  *request.mutable_absences(0) = YearOff(0);
  const ImportReport report = Import(&v1::HrService::Stub::ImportAbsences, request);
  EXPECT_EQ(report.accepted_count(), 72);
  EXPECT_EQ(report.unchanged_count(), 1);
  EXPECT_EQ(Rate(), "3,7");
}

TEST_P(HrServiceTest, AnEmploymentWithAbsencesCannotBeDeleted) {
  v1::DeleteEmploymentRequest request;
  request.set_name(NameOf("employments", 1));
  grpc::ClientContext context;
  google::protobuf::Empty none;
  EXPECT_THAT(status::FromGrpc(stub_->DeleteEmployment(&context, request, &none)),
              StatusIs(StatusCode::kFailedPrecondition));
}

TEST_P(HrServiceTest, AnAbsenceOfAnUnknownEmploymentIsRejected) {
  const ImportReport report =
      Import(&v1::HrService::Stub::ImportAbsences, YearsOff(kEmployees, kEmployees + 1));
  ASSERT_EQ(report.rejected_count(), 1);
  EXPECT_EQ(report.rejections(0).field(), "employment");
}

TEST_P(HrServiceTest, ABirthNumberIsRefusedAndNowhereRepeated) {
  constexpr char kBirthNumber[] = "01017000027";
  v1::ImportEmploymentsRequest request;
  *request.add_employments() = FullTimeJob(1);
  request.mutable_employments(0)->set_person(kBirthNumber);
  const ImportReport report = Import(&v1::HrService::Stub::ImportEmployments, request);
  ASSERT_EQ(report.rejected_count(), 1);
  EXPECT_EQ(report.rejections(0).reason(), "PERSONAL_DATA");
  EXPECT_THAT(report.DebugString(), testing::Not(testing::HasSubstr(kBirthNumber)));
}

TEST_P(HrServiceTest, FiguresOnEmployeesHaveNoRecordCount) {
  const auto table = Ask(kRate, {"sex"});
  ASSERT_THAT(table, IsOk());
  for (const auto& provenance : table->provenances()) {
    EXPECT_FALSE(provenance.has_record_count());
  }
}

TEST_P(HrServiceTest, OnlyBreakdownsThatAreProtectedTogetherAreAnswered) {
  EXPECT_THAT(Ask(kRate, {"unit", "sex", "age-group"}), IsOk());
  EXPECT_THAT(Ask(kRate, {"sector", "sex", "job-group"}), IsOk());
  EXPECT_THAT(Ask(kRate, {"unit", "job-group"}), StatusIs(StatusCode::kInvalidArgument));
  EXPECT_THAT(Ask(kRate, {"unit", "sector"}), StatusIs(StatusCode::kInvalidArgument));
}

TEST_P(HrServiceTest, SickLeaveOfTheCleaningUnitIsShortAndLong) {
  constexpr char kCleaning[] = "hr/cleaning-sick-leave-rate";
  v1::ImportAbsencesRequest request = YearsOff(100, 200);
  for (auto& absence : *request.mutable_absences()) {
    *absence.mutable_end_date() = records::DateOf(CivilDay(2018, 1, 10));
  }
  Import(&v1::HrService::Stub::ImportAbsences, request);
  const auto table = Ask(kCleaning, {"length"});
  ASSERT_THAT(table, IsOk());
  const TableView view(*table);
  EXPECT_NEAR(view.Find(kCleaning, "2018", {{"length", "long"}})->number(), 7.3, 1e-9);
  // A tenth of the employees for seven of the 251 work days: 0.28, printed with one decimal.
  EXPECT_EQ(view.Find(kCleaning, "2018", {{"length", "short"}})->number(), 0.3);
}

TEST_P(HrServiceTest, AShiftPlanOfAllDaysCountsWeekendsWithFiveSevenths) {
  v1::ImportEmploymentsRequest shifts;
  v1::ImportAbsencesRequest weekend;
  for (int i = 100; i < 600; ++i) {
    *shifts.add_employments() = FullTimeJob(i);
    shifts.mutable_employments(i - 100)->set_shift_plan(v1::SHIFT_PLAN_ALL_DAYS);
    *weekend.add_absences() = YearOff(i);
    *weekend.mutable_absences(i - 100)->mutable_start_date() =
        records::DateOf(CivilDay(2018, 9, 8));
    *weekend.mutable_absences(i - 100)->mutable_end_date() = records::DateOf(CivilDay(2018, 9, 9));
  }
  Import(&v1::HrService::Stub::ImportAbsences, weekend);
  EXPECT_EQ(Rate(), "7,3");
  // 73 × 251 + 500 × 2 × 5/7 of 500 × 251 + 500 × 365 × 5/7: 19 037.3 of 255 857.1.
  EXPECT_EQ(Import(&v1::HrService::Stub::ImportEmployments, shifts).accepted_count(), 500);
  EXPECT_EQ(Rate(), "7,4");
  // 18 323 of 255 857.1.
  for (int i = 100; i < 600; ++i) EXPECT_THAT(DeleteAbsence(i), IsOk());
  EXPECT_EQ(Rate(), "7,2");
}

TEST_P(HrServiceTest, ATraitThatWasWithheldIsNotShownByOnePersonMore) {
  constexpr char kApprentices[] = "hr/apprentices";
  constexpr double kWithheld = -1;
  const auto train = [&](const std::vector<int>& numbers) {
    v1::ImportEmploymentsRequest request;
    for (const int number : numbers) {
      *request.add_employments() = FullTimeJob(number);
      request.mutable_employments()->rbegin()->set_form(v1::EMPLOYMENT_FORM_APPRENTICE);
    }
    Import(&v1::HrService::Stub::ImportEmployments, request);
  };
  const auto women = [&](absl::Time known_at = absl::InfiniteFuture()) {
    const auto table = Ask(kApprentices, {"sex"}, known_at);
    EXPECT_THAT(table, IsOk());
    const fpb::Cell& cell = *TableView(*table).Find(kApprentices, "2018", {{"sex", "female"}});
    return cell.reason() == fpb::CELL_REASON_SUPPRESSED ? kWithheld : cell.number();
  };
  // Every fourth is a man.
  train({1, 2, 3, 5, 4, 8, 12, 16, 20, 24});
  EXPECT_EQ(women(), kWithheld);  // four
  now_ = At(CivilDay(2019, 3, 1));
  train({6});
  EXPECT_EQ(women(), kWithheld);  // five, but that one came is not to be seen
  now_ = At(CivilDay(2019, 4, 1));
  train({7, 9, 10, 11, 13});
  EXPECT_EQ(women(), 10);
  EXPECT_EQ(women(At(CivilDay(2019, 3, 2))), kWithheld);
}

TEST_P(HrServiceTest, AUnitIsCreatedReadChangedAndListed) {
  v1::CreateOrgUnitRequest create;
  create.set_parent(kMunicipality);
  create.set_org_unit_id("team");
  create.mutable_org_unit()->set_display_name("Lag");
  create.mutable_org_unit()->set_level(2);
  create.mutable_org_unit()->set_parent_unit(NameOf("orgUnits", 1));
  *create.mutable_org_unit()->mutable_valid_from() = records::DateOf(CivilDay(2018, 1, 1));
  grpc::ClientContext creating, updating, listing;
  v1::OrgUnit unit, changed;
  ASSERT_THAT(status::FromGrpc(stub_->CreateOrgUnit(&creating, create, &unit)), IsOk());
  v1::UpdateOrgUnitRequest update;
  *update.mutable_org_unit() = unit;
  update.mutable_org_unit()->set_display_name("Renholdslag");
  update.mutable_update_mask()->add_paths("display_name");
  ASSERT_THAT(status::FromGrpc(stub_->UpdateOrgUnit(&updating, update, &changed)), IsOk());
  v1::ListOrgUnitsRequest list;
  list.set_parent(kMunicipality);
  list.set_filter("service = \"cleaning\" OR display_name = \"Renholdslag\"");
  v1::ListOrgUnitsResponse listed;
  ASSERT_THAT(status::FromGrpc(stub_->ListOrgUnits(&listing, list, &listed)), IsOk());
  ASSERT_EQ(listed.org_units_size(), 2);
  EXPECT_EQ(listed.org_units(0).parent_unit(), NameOf("orgUnits", 1));
}

INSTANTIATE_TEST_SUITE_P(Engines, HrServiceTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::hr
