#include "services/property/service_fixture.h"

namespace ett::property {
namespace {

TEST_P(PropertyServiceTest, EnergyOfAYearIsTheSumOfItsHoursWithoutSubmeters) {
  EXPECT_EQ(Figure(kEnergy), "17,520");
  EXPECT_EQ(Figure("property/energy-use-per-m2"), "18");
  const auto table = Ask(kEnergy, "2018", {"carrier"});
  ASSERT_THAT(table, IsOk());
  EXPECT_EQ(TableView(*table).Find(kEnergy, "2018", {{"carrier", "electricity"}})->number(), 8760);
}

TEST_P(PropertyServiceTest, MonthsHaveTheHoursThatClocksHaveLeftThem) {
  EXPECT_EQ(Figure(kEnergy, "2018M03"), "1,486");
  EXPECT_EQ(Figure(kEnergy, "2018M10"), "1,490");
}

TEST_P(PropertyServiceTest, AMeterIsNamedByItsGsrn) {
  v1::ImportMetersRequest request;
  *request.add_meters() = MeterOf(0);
  request.mutable_meters(0)->set_name(NameOf("meters", "707057500000000002"));
  const ImportReport report = Import(&v1::PropertyService::Stub::ImportMeters, request);
  ASSERT_EQ(report.rejected_count(), 1);
  EXPECT_EQ(report.rejections(0).field(), "name");
}

TEST_P(PropertyServiceTest, AProjectKnownByItsYearIsCompletedInTheYearAndInNoMonthOfIt) {
  v1::ImportProjectsRequest request;
  v1::Project& project = *request.add_projects();
  project.set_name(NameOf("projects", "library"));
  project.set_display_name("nytt bibliotek");
  project.mutable_completed_date()->set_year(2018);
  ASSERT_EQ(Import(&v1::PropertyService::Stub::ImportProjects, request).accepted_count(), 1);
  EXPECT_EQ(Figure("property/projects-completed"), "1");
  EXPECT_EQ(Figure("property/projects-completed", "2018M12"), "..");
  const auto table = Ask("property/projects-completed", "2018", {"project"});
  ASSERT_THAT(table, IsOk());
  ASSERT_EQ(TableView(*table).Categories("project").size(), 1U);
  EXPECT_EQ(TableView(*table).Categories("project")[0].label().nb(), "nytt bibliotek");
}

INSTANTIATE_TEST_SUITE_P(Engines, PropertyServiceTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::property
