#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "chassis/testing.h"
#include "ett/figures/v1/figure_service.grpc.pb.h"
#include "figures/table_view.h"
#include "services/hr/service.h"
#include "services/hr/testing.h"
#include "status/grpc.h"
#include "status/matchers.h"

namespace ett::hr {
namespace {

using absl::CivilDay;
using absl::StatusCode;
using imports::v1::ImportReport;
using status::IsOk;
using status::StatusIs;
using ::testing::ElementsAre;
namespace fpb = ::ett::figures::v1;

// In unit 2, of health and care; the top unit is of no sector.
v1::Vacancy VacancyOf(int number, CivilDay announced) {
  v1::Vacancy vacancy;
  vacancy.set_name(NameOf("vacancies", number));
  vacancy.set_org_unit(NameOf("orgUnits", 2));
  vacancy.set_job_group("registered-nurse");
  vacancy.set_position_percent(80);
  *vacancy.mutable_announced_date() = records::DateOf(announced);
  return vacancy;
}

v1::Vacancy Closed(v1::Vacancy vacancy, CivilDay day,
                   v1::VacancyOutcome outcome = v1::VACANCY_OUTCOME_FILLED) {
  *vacancy.mutable_closed_date() = records::DateOf(day);
  vacancy.set_outcome(outcome);
  return vacancy;
}

// On each engine: the top unit, and a unit below it of health and care.
class VacancyTest : public testing::TestWithParam<sql::TestEngine> {
 protected:
  void SetUp() override {
    v1::ImportOrgUnitsRequest units;
    *units.add_org_units() = TopUnit();
    v1::OrgUnit& care = *units.add_org_units();
    care = TopUnit();
    care.set_name(NameOf("orgUnits", 2));
    care.set_parent_unit(NameOf("orgUnits", 1));
    care.set_level(2);
    care.set_service_area(v1::SERVICE_AREA_HEALTH_AND_CARE);
    ASSERT_EQ(SendRows(*stub_, &v1::HrService::Stub::ImportOrgUnits, units).accepted_count(), 2);
  }

  ImportReport Send(const std::vector<v1::Vacancy>& vacancies) {
    v1::ImportVacanciesRequest request;
    for (const auto& each : vacancies) *request.add_vacancies() = each;
    return SendRows(*stub_, &v1::HrService::Stub::ImportVacancies, request);
  }

  void EndUnit(CivilDay day) {
    v1::UpdateOrgUnitRequest request;
    request.mutable_org_unit()->set_name(NameOf("orgUnits", 2));
    *request.mutable_org_unit()->mutable_valid_to() = records::DateOf(day);
    grpc::ClientContext context;
    v1::OrgUnit unit;
    EXPECT_THAT(status::FromGrpc(stub_->UpdateOrgUnit(&context, request, &unit)), IsOk());
  }

  // Nothing where there is no number.
  std::optional<double> Ask(const std::string& metric, const std::string& period,
                            const std::string& sector = "") {
    fpb::QueryTableRequest request;
    request.set_parent(kMunicipality);
    request.add_metrics(metric);
    request.add_periods(period);
    if (!sector.empty()) request.add_dimensions("sector");
    grpc::ClientContext context;
    fpb::Table table;
    EXPECT_THAT(
        status::FromGrpc(
            fpb::FigureService::NewStub(service_.channel)->QueryTable(&context, request, &table)),
        IsOk());
    const figures::TableView view(table);
    const fpb::Cell* cell = sector.empty() ? view.Find(metric, period)
                                           : view.Find(metric, period, {{"sector", sector}});
    if (cell == nullptr || !cell->has_number()) return std::nullopt;
    return cell->number();
  }

  chassis::TestService service_{GetParam(), Service(),
                                absl::FromCivil(CivilDay(2019, 1, 10), absl::UTCTimeZone())};
  std::unique_ptr<v1::HrService::Stub> stub_ = v1::HrService::NewStub(service_.channel);
};

std::vector<std::string> Refusals(const ImportReport& report) {
  std::vector<std::string> refusals;
  for (const auto& each : report.rejections()) {
    refusals.push_back(absl::StrCat(each.row(), ":", each.field(), ":", each.reason()));
  }
  return refusals;
}

TEST_P(VacancyTest, AreCountedOnTheLastDayAndByTheDaysToFillThem) {
  v1::Vacancy of_no_sector = VacancyOf(5, CivilDay(2018, 12, 1));
  of_no_sector.set_org_unit(NameOf("orgUnits", 1));
  ASSERT_EQ(Send({VacancyOf(1, CivilDay(2018, 2, 1)),
                  Closed(VacancyOf(2, CivilDay(2018, 2, 1)), CivilDay(2018, 3, 1)),
                  Closed(VacancyOf(3, CivilDay(2018, 2, 1)), CivilDay(2018, 4, 1)),
                  Closed(VacancyOf(4, CivilDay(2018, 2, 1)), CivilDay(2018, 2, 9),
                         v1::VACANCY_OUTCOME_WITHDRAWN),
                  of_no_sector})
                .accepted_count(),
            5);
  EXPECT_EQ(Ask("hr/vacancies", "2018M02"), 3);
  EXPECT_EQ(Ask("hr/vacancies", "2018M03"), 2);
  EXPECT_EQ(Ask("hr/vacancies", "2018"), 2);
  EXPECT_EQ(Ask("hr/vacancies", "2018", "health-and-care"), 1);
  EXPECT_EQ(Ask("hr/vacancies", "2018M01"), std::nullopt);
  // 28 days and 59.
  EXPECT_EQ(Ask("hr/vacancy-days", "2018"), 43.5);
  EXPECT_EQ(Ask("hr/vacancy-days", "2018M04", "health-and-care"), 59);
  EXPECT_EQ(Ask("hr/vacancy-days", "2018M05"), std::nullopt);
}

TEST_P(VacancyTest, HaveADayAndAnOutcomeOrNeither) {
  v1::Vacancy without_day = VacancyOf(1, CivilDay(2018, 2, 1));
  without_day.set_outcome(v1::VACANCY_OUTCOME_FILLED);
  v1::Vacancy without_outcome = VacancyOf(2, CivilDay(2018, 2, 1));
  *without_outcome.mutable_closed_date() = records::DateOf(CivilDay(2018, 2, 2));
  v1::Vacancy too_large = VacancyOf(4, CivilDay(2018, 2, 1));
  too_large.set_position_percent(100.5);
  EXPECT_THAT(
      Refusals(Send({without_day, without_outcome,
                     Closed(VacancyOf(3, CivilDay(2018, 2, 2)), CivilDay(2018, 2, 1)), too_large})),
      ElementsAre("0:closed_date:REQUIRED", "1:outcome:REQUIRED", "2:closed_date:OUT_OF_RANGE",
                  "3:position_percent:OUT_OF_RANGE"));
}

TEST_P(VacancyTest, LieInsideTheDaysOfTheirUnit) {
  EndUnit(CivilDay(2018, 12, 31));
  v1::Vacancy of_no_unit = VacancyOf(4, CivilDay(2018, 2, 1));
  of_no_unit.set_org_unit(NameOf("orgUnits", 7));
  EXPECT_THAT(Refusals(Send({Closed(VacancyOf(1, CivilDay(2014, 12, 31)), CivilDay(2018, 2, 1)),
                             Closed(VacancyOf(2, CivilDay(2015, 1, 1)), CivilDay(2019, 1, 1)),
                             VacancyOf(3, CivilDay(2015, 1, 1)), of_no_unit,
                             Closed(VacancyOf(5, CivilDay(2015, 1, 1)), CivilDay(2018, 12, 31))})),
              ElementsAre("0:announced_date:OUTSIDE_UNIT", "1:closed_date:OUTSIDE_UNIT",
                          "2:closed_date:OUTSIDE_UNIT", "3:org_unit:UNKNOWN_REFERENCE"));
}

TEST_P(VacancyTest, AreCreatedReadChangedListedAndDeleted) {
  v1::CreateVacancyRequest create;
  create.set_parent(kMunicipality);
  create.set_vacancy_id("nurse-1");
  *create.mutable_vacancy() = VacancyOf(1, CivilDay(2018, 2, 1));
  grpc::ClientContext creating, updating, getting, listing, deleting, missing;
  v1::Vacancy created, changed, got;
  ASSERT_THAT(status::FromGrpc(stub_->CreateVacancy(&creating, create, &created)), IsOk());
  v1::UpdateVacancyRequest update;
  *update.mutable_vacancy() = Closed(created, CivilDay(2018, 5, 1));
  ASSERT_THAT(status::FromGrpc(stub_->UpdateVacancy(&updating, update, &changed)), IsOk());
  v1::GetVacancyRequest get;
  get.set_name(created.name());
  ASSERT_THAT(status::FromGrpc(stub_->GetVacancy(&getting, get, &got)), IsOk());
  EXPECT_EQ(got.outcome(), v1::VACANCY_OUTCOME_FILLED);
  EXPECT_EQ(got.org_unit(), NameOf("orgUnits", 2));
  v1::ListVacanciesRequest list;
  list.set_parent(kMunicipality);
  list.set_filter("outcome = VACANCY_OUTCOME_FILLED AND job_group = \"registered-nurse\"");
  v1::ListVacanciesResponse listed;
  ASSERT_THAT(status::FromGrpc(stub_->ListVacancies(&listing, list, &listed)), IsOk());
  EXPECT_EQ(listed.vacancies_size(), 1);
  v1::DeleteVacancyRequest remove;
  remove.set_name(created.name());
  google::protobuf::Empty none;
  ASSERT_THAT(status::FromGrpc(stub_->DeleteVacancy(&deleting, remove, &none)), IsOk());
  EXPECT_THAT(status::FromGrpc(stub_->GetVacancy(&missing, get, &got)),
              StatusIs(StatusCode::kNotFound));
}

TEST_P(VacancyTest, AreReadFromAFile) {
  imports::v1::ImportFileRequest request;
  request.set_parent(kMunicipality);
  request.set_collection("vacancies");
  grpc::ClientContext context;
  const auto stream = stub_->ImportFile(&context);
  stream->Write(request);
  request.Clear();
  request.set_chunk(
      "id;org_unit;job_group;position_percent;announced_date;closed_date;outcome\n"
      "n-1;x-2;registered-nurse;80.5;2018-02-01;2018-03-01;filled\n"
      "n-2;x-2;registered-nurse;100;2018-02-01;;\n");
  stream->Write(request);
  stream->WritesDone();
  imports::v1::ImportFileResponse event;
  ImportReport report;
  while (stream->Read(&event)) {
    if (event.has_report()) report = event.report();
  }
  ASSERT_THAT(status::FromGrpc(stream->Finish()), IsOk());
  EXPECT_EQ(report.accepted_count(), 2) << report.DebugString();
  EXPECT_EQ(Ask("hr/vacancies", "2018"), 1);
}

INSTANTIATE_TEST_SUITE_P(Engines, VacancyTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::hr
