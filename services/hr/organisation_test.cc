#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chassis/testing.h"
#include "ett/figures/v1/figure_service.grpc.pb.h"
#include "figures/table_view.h"
#include "services/hr/service.h"
#include "services/hr/testing.h"

namespace ett::hr {
namespace {

using absl::CivilDay;
using status::IsOk;
using Stub = v1::HrService::Stub;
using ::testing::ElementsAre;
namespace fpb = ::ett::figures::v1;

const CivilDay kReorganised(2018, 7, 1);

std::string Unit(const char* id) { return absl::StrCat(kMunicipality, "/orgUnits/", id); }

v1::OrgUnit MakeUnit(const char* id, int level, const char* parent, v1::ServiceArea area) {
  v1::OrgUnit unit = TopUnit();
  unit.set_name(Unit(id));
  unit.set_level(level);
  unit.clear_service();
  unit.set_service_area(area);
  if (parent[0] != '\0') unit.set_parent_unit(Unit(parent));
  return unit;
}

// Property and education, each of ten in a team; the team of property is moved to education.
class OrganisationTest : public testing::TestWithParam<sql::TestEngine> {
 protected:
  void SetUp() override {
    ASSERT_EQ(Send({MakeUnit("top", 1, "", v1::SERVICE_AREA_UNSPECIFIED),
                    MakeUnit("property", 2, "top", v1::SERVICE_AREA_PROPERTY),
                    MakeUnit("schools", 2, "top", v1::SERVICE_AREA_EDUCATION), Team("property"),
                    MakeUnit("property-rest", 3, "property", v1::SERVICE_AREA_UNSPECIFIED),
                    MakeUnit("school", 3, "schools", v1::SERVICE_AREA_UNSPECIFIED)})
                  .accepted_count(),
              6);
    v1::ImportEmploymentsRequest staff;
    for (int i = 0; i < 30; ++i) {
      v1::Employment& job = *staff.add_employments() = FullTimeJob(i);
      job.set_org_unit(Unit(i < 10 ? "team" : (i < 20 ? "property-rest" : "school")));
    }
    ASSERT_EQ(SendRows(*stub_, &Stub::ImportEmployments, staff).accepted_count(), 30);
    v1::ImportAbsencesRequest absences;
    for (int i = 0; i < 5; ++i) {
      v1::Absence& absence = *absences.add_absences();
      absence.set_name(NameOf("absences", i));
      absence.set_employment(NameOf("employments", i));
      absence.set_kind(v1::ABSENCE_KIND_MEDICALLY_CERTIFIED);
      absence.set_degree_percent(100);
      *absence.mutable_start_date() = records::DateOf(CivilDay(2018, 3, 1));
      *absence.mutable_end_date() = records::DateOf(CivilDay(2018, 3, 31));
    }
    ASSERT_EQ(SendRows(*stub_, &Stub::ImportAbsences, absences).accepted_count(), 5);
  }

  static v1::OrgUnit Team(const char* parent) {
    return MakeUnit("team", 3, parent, v1::SERVICE_AREA_UNSPECIFIED);
  }

  imports::v1::ImportReport Send(const std::vector<v1::OrgUnit>& units,
                                 std::optional<CivilDay> effective = std::nullopt) {
    v1::ImportOrgUnitsRequest request;
    for (const auto& each : units) *request.add_org_units() = each;
    if (effective) *request.mutable_effective_date() = records::DateOf(*effective);
    return SendRows(*stub_, &Stub::ImportOrgUnits, request);
  }

  v1::OrgUnit Get(const char* id) {
    grpc::ClientContext context;
    v1::GetOrgUnitRequest request;
    request.set_name(Unit(id));
    v1::OrgUnit unit;
    EXPECT_THAT(status::FromGrpc(stub_->GetOrgUnit(&context, request, &unit)), IsOk());
    return unit;
  }

  // `dimension` then and now, as `sector then now`.
  std::vector<std::string> Ask(const char* metric, const char* period, const char* dimension) {
    fpb::QueryTableRequest request;
    request.set_parent(kMunicipality);
    request.add_metrics(metric);
    request.add_periods(period);
    request.add_dimensions(dimension);
    request.add_dimensions("organisation");
    request.add_filters("organisation=then");
    request.add_filters("organisation=now");
    grpc::ClientContext context;
    fpb::Table table;
    EXPECT_THAT(status::FromGrpc(figure_stub_->QueryTable(&context, request, &table)), IsOk());
    std::vector<std::string> rows;
    const fpb::Dimension& by = table.dimensions(2);
    for (int i = 0; i < by.categories_size(); ++i) {
      rows.push_back(absl::StrCat(by.categories(i).id(), " ", table.cells(2 * i).number(), " ",
                                  table.cells(2 * i + 1).number()));
    }
    return rows;
  }

  chassis::TestService service_{GetParam(), Service(),
                                absl::FromCivil(CivilDay(2019, 1, 10), absl::UTCTimeZone())};
  std::unique_ptr<Stub> stub_ = v1::HrService::NewStub(service_.channel);
  std::unique_ptr<fpb::FigureService::Stub> figure_stub_ =
      fpb::FigureService::NewStub(service_.channel);
};

TEST_P(OrganisationTest, AMoveFromADayOnKeepsWhatTheUnitWas) {
  EXPECT_EQ(Send({Team("schools")}, kReorganised).accepted_count(), 1);
  const v1::OrgUnit moved = Get("team");
  EXPECT_EQ(moved.parent_unit(), Unit("schools"));
  ASSERT_EQ(moved.former_size(), 1);
  EXPECT_EQ(moved.former(0).parent_unit(), Unit("property"));
  EXPECT_EQ(moved.former(0).valid_to().day(), 30);
  EXPECT_EQ(Send({Team("schools")}, kReorganised).unchanged_count(), 1);
  const auto earlier = Send({Team("property")}, CivilDay(2018, 2, 1));
  ASSERT_EQ(earlier.rejections_size(), 1);
  EXPECT_EQ(earlier.rejections(0).reason(), "SUCCEEDED");
}

TEST_P(OrganisationTest, FiguresAreOfTheOrganisationThenOrNow) {
  ASSERT_EQ(Send({Team("schools")}, kReorganised).accepted_count(), 1);
  EXPECT_THAT(Ask("hr/headcount", "2018M06", "sector"),
              ElementsAre("total 30 30", "education 10 20", "property 20 10"));
  EXPECT_THAT(Ask("hr/headcount", "2018", "sector"),
              ElementsAre("total 30 30", "education 20 20", "property 10 10"));
  // 5 of 20 in property were ill in March as it was then, 5 of 20 in education as it is now.
  EXPECT_THAT(Ask("hr/sick-leave-rate", "2018M03", "sector"),
              ElementsAre("total 16.7 16.7", "education 0 25", "property 25 0"));
  // All year: 5 × 20 days of 20 × 122 and 10 × 129 in property then, of 20 × 251 in education now.
  EXPECT_THAT(Ask("hr/sick-leave-rate", "2018", "sector"),
              ElementsAre("total 1.3 1.3", "education 0 2", "property 2.7 0"));
}

TEST_P(OrganisationTest, TraitsAndVacanciesAreOfTheOrganisationThenOrNow) {
  ASSERT_EQ(Send({Team("schools")}, kReorganised).accepted_count(), 1);
  v1::ImportVacanciesRequest vacancies;
  v1::Vacancy& vacancy = *vacancies.add_vacancies();
  vacancy.set_name(NameOf("vacancies", 1));
  vacancy.set_org_unit(Unit("team"));
  vacancy.set_job_group("cleaner");
  vacancy.set_position_percent(100);
  *vacancy.mutable_announced_date() = records::DateOf(CivilDay(2018, 2, 1));
  ASSERT_EQ(SendRows(*stub_, &Stub::ImportVacancies, vacancies).accepted_count(), 1);
  EXPECT_THAT(Ask("hr/vacancies", "2018M03", "sector"),
              ElementsAre("total 1 1", "property 1 0", "education 0 1"));
  // All but the five who were ill.
  EXPECT_THAT(Ask("hr/present-work-years", "2018M03", "sector"),
              ElementsAre("total 25 25", "education 10 15", "property 15 10"));
  EXPECT_THAT(Ask("hr/present-work-years", "2018M07", "sector"),
              ElementsAre("total 30 30", "education 20 20", "property 10 10"));
}

TEST_P(OrganisationTest, ASeriesIsRecomputedWithWhatIsCountedNow) {
  v1::OrgUnit outside = MakeUnit("schools", 2, "top", v1::SERVICE_AREA_EDUCATION);
  outside.set_not_counted(true);
  ASSERT_EQ(Send({outside}).accepted_count(), 1);
  outside.set_not_counted(false);
  ASSERT_EQ(Send({outside}, CivilDay(2018, 1, 1)).accepted_count(), 1);
  EXPECT_THAT(Ask("hr/headcount", "2017", "age-group"), ElementsAre("total 20 30", "40-49 20 30"));
  EXPECT_THAT(Ask("hr/headcount", "2018", "age-group"), ElementsAre("total 30 30", "40-49 30 30"));
  // There are three men in schools, who would be what the answers differ by.
  EXPECT_THAT(Ask("hr/headcount", "2017", "sex"),
              ElementsAre("total 20 30", "female 0 22", "male 0 8"));
}

TEST_P(OrganisationTest, HistoriesThatCannotBeAreRefused) {
  v1::OrgUnit below_itself = MakeUnit("property", 4, "team", v1::SERVICE_AREA_PROPERTY);
  auto report = Send({below_itself}, kReorganised);
  ASSERT_EQ(report.rejections_size(), 1);
  EXPECT_EQ(report.rejections(0).reason(), "CYCLE");
  v1::OrgUnit merged = Team("property");
  merged.add_successors(Unit("school"));
  report = Send({merged});
  ASSERT_EQ(report.rejections_size(), 1);
  EXPECT_EQ(report.rejections(0).field(), "successors");
  *merged.mutable_valid_to() = records::DateOf(CivilDay(2018, 12, 31));
  merged.set_successors(0, Unit("nowhere"));
  report = Send({merged});
  ASSERT_EQ(report.rejections_size(), 1);
  EXPECT_EQ(report.rejections(0).reason(), "UNKNOWN_REFERENCE");
}

INSTANTIATE_TEST_SUITE_P(Engines, OrganisationTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::hr
