#include "services/property/register_fixture.h"

namespace ett::property {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Stub = v1::PropertyService::Stub;

TEST_P(RegisterTest, ASiteIsCreatedReadChangedListedAndKeptWhileABuildingIsOnIt) {
  v1::CreateSiteRequest create;
  create.set_parent(kMunicipality);
  create.set_site_id("campus");
  create.mutable_site()->set_display_name("Skoleområdet");
  const auto created = Call(&Stub::CreateSite, create);
  ASSERT_THAT(created, IsOk());
  EXPECT_EQ(created->name(), NameOf("sites", "campus"));

  v1::UpdateSiteRequest update;
  *update.mutable_site() = *created;
  update.mutable_site()->set_address("Skoleveien 1");
  now_ += absl::Hours(1);
  const auto updated = Call(&Stub::UpdateSite, update);
  ASSERT_THAT(updated, IsOk());
  EXPECT_NE(updated->etag(), created->etag());
  EXPECT_THAT(Call(&Stub::UpdateSite, update), StatusIs(StatusCode::kAborted));

  Load("buildings",
       "id;display_name;use_type;kostra_function;site\n"
       "hall;Hall;SPORTS;381;campus\n",
       1);
  v1::GetBuildingRequest get;
  get.set_name(NameOf("buildings", "hall"));
  EXPECT_EQ(Call(&Stub::GetBuilding, get)->site(), NameOf("sites", "campus"));
  v1::DeleteSiteRequest remove;
  remove.set_name(created->name());
  EXPECT_THAT(Call(&Stub::DeleteSite, remove), StatusIs(StatusCode::kFailedPrecondition));

  v1::ListSitesRequest list;
  list.set_parent(kMunicipality);
  list.set_filter("address : \"Skole\"");
  EXPECT_EQ(Call(&Stub::ListSites, list)->sites_size(), 1);
  *list.mutable_as_known_at() = created->recorded_time();
  EXPECT_EQ(Call(&Stub::ListSites, list)->sites_size(), 0);
}

TEST_P(RegisterTest, ABuildingIsInManyGroupsButOnceInEachOnADay) {
  Load("buildingGroups", "id;display_name\nschools;Skoler\nnorth;Nord\n", 2);
  const Answer answer = Send("groupMemberships",
                             "id;building_group;building;valid_from;valid_to\n"
                             "a;schools;school;2015-01-01;2016-12-31\n"
                             "b;north;school;2015-01-01;\n"
                             "c;schools;school;2017-01-01;\n"
                             "d;schools;school;2018-01-01;\n"
                             "e;south;school;2018-01-01;\n"
                             "f;schools;school;2019-01-01;2018-12-31\n");
  EXPECT_THAT(answer.Refusals(),
              ElementsAre("3:valid_from:OVERLAP", "4:building_group:UNKNOWN_REFERENCE",
                          "5:valid_to:OUT_OF_RANGE"));
  EXPECT_EQ(answer.report.accepted_count(), 3);
}

TEST_P(RegisterTest, AnAreaMeetsNoOtherOfItsBuildingKindAndTenure) {
  constexpr char kFile[] =
      "id;building;kind;tenure;square_metres;valid_from;valid_to\n"
      "more;school;BTA;OWNED;1200;2018-01-01;\n"
      "leased;school;BTA;LEASED;100;2018-01-01;\n"
      "inner;school;BRA;OWNED;930;2018-01-01;\n"
      "school;school;BTA;OWNED;1000;2015-01-01;2018-12-31\n"
      "next;school;BTA;OWNED;1200;2019-01-01;\n"
      "nowhere;school-2;BTA;OWNED;1200;2019-01-01;\n";
  for (const bool dry : {true, false}) {
    const Answer answer = Send("areas", kFile, dry);
    EXPECT_THAT(answer.Refusals(),
                ElementsAre("0:valid_from:OVERLAP", "5:building:UNKNOWN_REFERENCE"));
    EXPECT_EQ(answer.report.accepted_count(), 4);
    EXPECT_THAT(answer.rejects, HasSubstr("school has 2015-01-01.."));
  }
  EXPECT_EQ(Figure("property/owned-area", "2018"), "1,000");
  EXPECT_EQ(Figure("property/owned-area", "2019M01"), "1,200");
}

TEST_P(RegisterTest, NothingIsDoneToABuildingBeforeOrAfterItsUse) {
  Load("buildings",
       "id;display_name;use_type;kostra_function;in_use_from;in_use_to\n"
       "hall;Hall;SPORTS;381;2017-08-01;2018-06-30\n",
       1);
  const Answer entries = Send("maintenanceEntries",
                              "id;building;amount_ore;entry_date;kind\n"
                              "a;hall;100;2017-07-31;PLANNED\n"
                              "b;hall;100;2017-08-01;PLANNED\n"
                              "c;hall;100;2018;PLANNED\n"
                              "d;hall;100;2018-07-01;PLANNED\n");
  EXPECT_THAT(entries.Refusals(),
              ElementsAre("0:entry_date:OUTSIDE_BUILDING", "3:entry_date:OUTSIDE_BUILDING"));
  const Answer surveys = Send("conditionSurveys",
                              "id;building;component;survey_date;grade;consequence\n"
                              "a;hall;roof;2017-07-31;TG2;KG1\n"
                              "b;hall;roof;2018-06-30;TGIU;\n"
                              "c;hall;Tak!;2018-06-30;TG4;\n");
  EXPECT_THAT(surveys.Refusals(),
              ElementsAre("0:survey_date:OUTSIDE_BUILDING", "2:grade:UNKNOWN_VALUE"));
}

TEST_P(RegisterTest, ALeaseIsOfALeasedAreaOfItsBuilding) {
  Load("areas",
       "id;building;kind;tenure;square_metres;valid_from\n"
       "leased;school;BTA;LEASED;100;2018-01-01\n",
       1);
  Load("buildings", "id;display_name;use_type;kostra_function\nhall;Hall;SPORTS;381\n", 1);
  const Answer answer = Send("leases",
                             "id;building;area;lessor;first_day;last_day;yearly_rent_ore;notice\n"
                             "a;school;leased;Utleier AS;2018-01-01;2022-12-31;12000000;6\n"
                             "b;school;school;Utleier AS;2018-01-01;;12000000;\n"
                             "c;hall;leased;Utleier AS;2018-01-01;;12000000;\n"
                             "d;hall;;Utleier AS;2018-01-01;2017-12-31;12000000;\n"
                             "e;hall;;Utleier AS;2018-01-01;;-1;\n"
                             "f;hall;;;2018-01-01;;1;\n");
  EXPECT_THAT(answer.Refusals(),
              ElementsAre("1:area:NOT_LEASED", "2:area:OTHER_BUILDING", "3:last_day:OUT_OF_RANGE",
                          "4:yearly_rent_ore:OUT_OF_RANGE", "5:lessor:REQUIRED"));
}

TEST_P(RegisterTest, ACertificateHasAMarkAndEndsAfterItsIssue) {
  const Answer answer = Send("energyCertificates",
                             "id;building;mark;heating_character;calculated_kwh_per_m2;issued_date;"
                             "expiry_date\n"
                             "a;school;C;YELLOW;142.5;2015-05-01;2025-05-01\n"
                             "b;school;H;YELLOW;142.5;2015-05-01;2025-05-01\n"
                             "c;school;C;YELLOW;-1;2015-05-01;2025-05-01\n"
                             "d;school;C;YELLOW;1;2015-05-01;2014-05-01\n");
  EXPECT_THAT(answer.Refusals(),
              ElementsAre("1:mark:UNKNOWN_VALUE", "2:calculated_kwh_per_m2:OUT_OF_RANGE",
                          "3:expiry_date:OUT_OF_RANGE"));
}

TEST_P(RegisterTest, ARuleHasTheThresholdThatItsTestAsksForAndItsSource) {
  const Answer answer =
      Send("greenLoanRules",
           "id;lender;edition;valid_from;category;test;threshold_percent;breeam_nor;requirement_nb;"
           "source\n"
           "a;Bank;2020;2020;REHABILITATION;ENERGY_REDUCTION_PER_M2;30;;Minst 30 prosent;her\n"
           "b;Bank;2020;2020;REHABILITATION;ENERGY_REDUCTION_PER_M2;;;Mindre;her\n"
           "c;Bank;2020;2020;NEW_BUILD;PLUS_HOUSE;20;;Plusshus;her\n"
           "d;Bank;2020;2020;NEW_BUILD;BREEAM_NOR;;;BREEAM;her\n"
           "e;Bank;2020;2020;NEW_BUILD;BREEAM_NOR;;EXCELLENT;BREEAM;\n"
           "f;Bank;Utgave 1;2020;NEW_BUILD;PLUS_HOUSE;;;Plusshus;her\n");
  EXPECT_THAT(answer.Refusals(),
              ElementsAre("1:threshold_percent:REQUIRED", "2:threshold_percent:CONTRADICTION",
                          "3:breeam_nor:REQUIRED", "4:source:REQUIRED", "5:edition:MALFORMED"));
}

TEST_P(RegisterTest, AFactorThatIsNotSetIsNotAZero) {
  v1::ImportEmissionFactorSetsRequest request;
  v1::EmissionFactorSet& set = *request.add_emission_factor_sets();
  set.set_name(NameOf("emissionFactorSets", "kostra"));
  set.set_display_name("KOSTRA");
  set.mutable_grams_per_kwh()->set_electricity(0);
  set.mutable_grams_per_kwh()->set_oil(264.5);
  set.mutable_valid_from()->set_year(2015);
  set.set_source("SSB");
  *request.add_emission_factor_sets() = set;
  request.mutable_emission_factor_sets(1)->set_name(NameOf("emissionFactorSets", "wrong"));
  request.mutable_emission_factor_sets(1)->mutable_grams_per_kwh()->set_gas(-1);
  const ImportReport report = Import(&Stub::ImportEmissionFactorSets, request);
  ASSERT_EQ(report.rejected_count(), 1);
  EXPECT_EQ(report.rejections(0).field(), "grams_per_kwh.gas");
  v1::GetEmissionFactorSetRequest get;
  get.set_name(set.name());
  const auto kept = Call(&Stub::GetEmissionFactorSet, get);
  ASSERT_THAT(kept, IsOk());
  EXPECT_TRUE(kept->grams_per_kwh().has_electricity());
  EXPECT_FALSE(kept->grams_per_kwh().has_gas());
  EXPECT_EQ(kept->grams_per_kwh().oil(), 264.5);

  ImportFileRequest file = FileOf("emissionFactorSets");
  for (const char* each : {"electricity", "oil"}) {
    auto& column = *file.mutable_mapping()->add_columns();
    column.set_column(each);
    column.set_field(absl::StrCat("grams_per_kwh.", each));
  }
  file.set_chunk(
      "id;display_name;valid_from;source;electricity;oil\n"
      "kostra;KOSTRA;2015;SSB;0;264,5\n"
      "mix;Mix;2016;her;530;264,5\n");
  const Answer answer = Send(file);
  EXPECT_THAT(answer.status, IsOk());
  EXPECT_EQ(answer.report.unchanged_count(), 1);
  EXPECT_EQ(answer.report.accepted_count(), 1);
}

TEST_P(RegisterTest, AProjectKeepsItsAmbitionsOneByOne) {
  v1::ImportProjectsRequest request;
  v1::Project& project = *request.add_projects();
  project.set_name(NameOf("projects", "new-school"));
  project.set_display_name("ny skole");
  project.mutable_ambitions()->set_passive_house(true);
  project.mutable_ambitions()->set_breeam_nor(v1::BREEAM_NOR_LEVEL_EXCELLENT);
  project.mutable_completed_date()->set_year(2018);
  project.set_first_metered_year(2019);
  project.set_energy_aim_kwh_per_m2(85);
  *request.add_projects() = project;
  request.mutable_projects(1)->set_name(NameOf("projects", "early"));
  request.mutable_projects(1)->set_first_metered_year(2017);
  const ImportReport report = Import(&Stub::ImportProjects, request);
  ASSERT_EQ(report.rejected_count(), 1);
  EXPECT_EQ(report.rejections(0).field(), "first_metered_year");
  v1::GetProjectRequest get;
  get.set_name(project.name());
  const auto kept = Call(&Stub::GetProject, get);
  ASSERT_THAT(kept, IsOk());
  EXPECT_TRUE(kept->ambitions().passive_house());
  EXPECT_FALSE(kept->ambitions().has_plus_house());
  EXPECT_EQ(kept->ambitions().breeam_nor(), v1::BREEAM_NOR_LEVEL_EXCELLENT);
}

INSTANTIATE_TEST_SUITE_P(Engines, RegisterTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::property
