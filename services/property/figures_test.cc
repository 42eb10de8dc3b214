#include "services/property/register_fixture.h"

namespace ett::property {
namespace {

using ::testing::HasSubstr;
using Stub = v1::PropertyService::Stub;

class FiguresTest : public RegisterTest {
 protected:
  // A cell as printed in English, or the reason why it is empty.
  std::string At(const std::string& metric, const std::map<std::string, std::string>& place,
                 const std::string& period = "2018") {
    std::vector<std::string> dimensions;
    for (const auto& [dimension, category] : place) dimensions.push_back(dimension);
    const auto table = Ask(metric, period, dimensions);
    if (!table.ok()) return table.status().ToString();
    const TableView view(*table);
    const fpb::Cell* cell = view.Find(metric, period, place);
    if (cell == nullptr) return "no such cell";
    if (!cell->reason_text().en().empty()) return cell->reason_text().en();
    return view.PrintCell(metric, *cell, figures::Language::kEn);
  }

  double NumberAt(const std::string& metric, const std::map<std::string, std::string>& place,
                  const std::string& period = "2018") {
    std::vector<std::string> dimensions;
    for (const auto& [dimension, category] : place) dimensions.push_back(dimension);
    const auto table = Ask(metric, period, dimensions);
    if (!table.ok()) return -1e9;
    const fpb::Cell* cell = TableView(*table).Find(metric, period, place);
    return cell == nullptr ? -1e9 : cell->number();
  }

  // A hall with a meter that measures 2 kWh in each hour of these days.
  void AddHall(CivilDay first, CivilDay last) {
    Load("buildings", "id;display_name;use_type;kostra_function\nhall;Hall;SPORTS;381\n", 1);
    v1::ImportMetersRequest meters;
    *meters.add_meters() = MeterOf(3);
    meters.mutable_meters(0)->set_building(NameOf("buildings", "hall"));
    *meters.mutable_meters(0)->mutable_valid_from() = records::DateOf(first);
    ASSERT_EQ(Import(&Stub::ImportMeters, meters).accepted_count(), 1);
    v1::ImportReadingsRequest readings;
    for (CivilDay day = first; day <= last; ++day) {
      *readings.add_readings() = ReadingOf(3, day, 2000);
    }
    ASSERT_EQ(ImportReadings(readings).rejected_count(), 0);
  }

  // The school's meters measure `wh` in each hour of 2017.
  void AddSchoolsYearBefore(std::int64_t wh) {
    v1::ImportReadingsRequest readings;
    for (int meter = 0; meter < 2; ++meter) {
      for (CivilDay day(2017, 1, 1); day.year() == 2017; ++day) {
        *readings.add_readings() = ReadingOf(meter, day, wh);
      }
    }
    ASSERT_EQ(ImportReadings(readings).accepted_count(), 730);
  }
};

TEST_P(FiguresTest, ABuildingCountsOnItsSiteAndInEachOfItsGroups) {
  Load("sites", "id;display_name\ncampus;Skoleområdet\n", 1);
  Load("buildings",
       "id;display_name;use_type;kostra_function;site\n"
       "school;Skole;SCHOOL;222;campus\n"
       "hall;Hall;SPORTS;381;\n",
       2);
  Load("buildingGroups", "id;display_name\nschools;Skoler\nnorth;Nord\n", 2);
  Load("groupMemberships",
       "id;building_group;building;valid_from;valid_to\n"
       "a;schools;school;;\n"
       "b;north;school;2018-01-01;\n"
       "c;north;hall;;2017-12-31\n",
       3);
  EXPECT_EQ(At(kEnergy, {{"site", "campus"}}), "17,520");
  EXPECT_EQ(At("property/buildings", {{"site", "none"}}), "1");
  EXPECT_EQ(At("property/buildings", {{"group", "schools"}}), "1");
  EXPECT_EQ(At("property/buildings", {{"group", "north"}}), "1");
  EXPECT_EQ(At("property/buildings", {{"group", "north"}}, "2017"), "1");
  EXPECT_EQ(At("property/owned-area", {{"group", "north"}, {"function", "222"}}), "1,000");
  EXPECT_EQ(At("property/owned-area", {{"group", "north"}}, "2017"), "no such cell");
}

TEST_P(FiguresTest, ConditionIsDistributedOverGradesAndBacklogOverComponents) {
  Load("conditionSurveys",
       "id;building;component;survey_date;grade;lift_cost_ore\n"
       "a;school;roof;2018-05-01;TG3;50000000\n"
       "b;school;facade;2018-05-01;TG1;\n"
       "c;school;windows;2018-05-01;TGIU;\n"
       "d;school;heating;2018-05-01;TG2;25000000\n",
       4);
  EXPECT_EQ(At("property/condition-distribution", {{"grade", "tg3"}}), "25");
  EXPECT_EQ(At("property/condition-distribution", {{"grade", "tgiu"}}), "25");
  EXPECT_EQ(At("property/condition-distribution", {{"grade", "tg0"}}), "0");
  EXPECT_EQ(At("property/condition-distribution", {{"grade", "tg2"}, {"building", "school"}}),
            "25");
  EXPECT_EQ(At("property/condition-distribution", {}), "100");
  EXPECT_EQ(At("property/condition-backlog", {{"component", "roof"}}), "500,000");
  EXPECT_EQ(At("property/condition-backlog", {}), "750,000");
}

TEST_P(FiguresTest, ChangeOfEnergyIsAreaOpenedClosedAndTheRestToTheLastWh) {
  AddSchoolsYearBefore(900);
  Load("areas",
       "id;building;kind;tenure;square_metres;valid_from;valid_to\n"
       "school;school;BTA;OWNED;1000;2015-01-01;2017-12-31\n"
       "school-2;school;BTA;OWNED;1100;2018-01-01;\n",
       2);
  AddHall(CivilDay(2018, 7, 1), CivilDay(2018, 12, 31));
  constexpr char kChange[] = "property/energy-change";
  // 900 Wh × 2 meters × 8760 hours, and a tenth of it for a tenth more area.
  EXPECT_EQ(NumberAt(kChange, {{"part", "area"}}), 1576.8);
  EXPECT_EQ(NumberAt(kChange, {{"part", "rest"}}), 175.2);
  // 184 days and the hour of October.
  EXPECT_EQ(NumberAt(kChange, {{"part", "opened"}}), 8834);
  EXPECT_EQ(NumberAt(kChange, {{"part", "closed"}}), 0);
  EXPECT_DOUBLE_EQ(NumberAt(kChange, {}), 1576.8 + 175.2 + 8834);
  EXPECT_EQ(At(kChange, {{"part", "opened"}, {"building", "hall"}}), "8,834");
  EXPECT_EQ(At(kChange, {}, "2017"), "not collected");
}

TEST_P(FiguresTest, AChangeIsWithheldWhereReadingsOfEitherYearAreTooFew) {
  v1::ImportReadingsRequest readings;
  *readings.add_readings() = ReadingOf(0, CivilDay(2017, 5, 1), 1000);
  ASSERT_EQ(ImportReadings(readings).accepted_count(), 1);
  EXPECT_THAT(At("property/energy-change", {}), HasSubstr("below 95 percent"));
}

TEST_P(FiguresTest, Co2IsToldForEachFactorSetAndNamesIt) {
  ImportFileRequest file = FileOf("emissionFactorSets");
  for (const char* each : {"electricity", "district_heating"}) {
    auto& column = *file.mutable_mapping()->add_columns();
    column.set_column(each);
    column.set_field(absl::StrCat("grams_per_kwh.", each));
  }
  file.set_chunk(
      "id;display_name;valid_from;valid_to;source;electricity;district_heating\n"
      "kostra;KOSTRA;2015;;SSB;0;0\n"
      "mix;Restmiks 2016;2016;2018;NVE;530;100,5\n"
      "old;Gammel;2010;2018-06-30;NVE;50;50\n"
      "power;Bare strøm;2017;;NVE;17;\n");
  ASSERT_EQ(Send(file).report.accepted_count(), 4);
  constexpr char kCo2[] = "property/co2-emissions";
  EXPECT_EQ(At(kCo2, {{"factor-set", "kostra"}}), "0");
  // 8760 kWh × 530 g and 8760 kWh × 100.5 g.
  EXPECT_DOUBLE_EQ(NumberAt(kCo2, {{"factor-set", "mix"}}), 4642.8 + 880.38);
  EXPECT_EQ(At(kCo2, {{"factor-set", "mix"}, {"carrier", "electricity"}}), "4,643");
  EXPECT_EQ(At(kCo2, {{"factor-set", "old"}}), "no such cell");
  EXPECT_EQ(At(kCo2, {{"factor-set", "power"}}), "the factor set lacks a carrier that was used");
  EXPECT_EQ(At(kCo2, {{"factor-set", "power"}, {"carrier", "electricity"}}), "149");
  EXPECT_EQ(At(kCo2, {}), "several factor sets apply; they cannot be added");
  const auto table = Ask(kCo2, "2018", {"factor-set"});
  ASSERT_THAT(table, IsOk());
  std::string notes;
  for (const auto& each : table->footnotes()) notes += each.text().en() + "\n";
  EXPECT_THAT(notes, HasSubstr("Emission factors: Restmiks 2016 (2016-01-01..2018-12-31). NVE"));
}

TEST_P(FiguresTest, BuildingsAreCountedByTheMarkThatIsValid) {
  Load("buildings", "id;display_name;use_type;kostra_function\nhall;Hall;SPORTS;381\n", 1);
  Load("energyCertificates",
       "id;building;mark;issued_date;expiry_date\n"
       "a;school;E;2010-01-01;2019-12-31\n"
       "b;school;C;2018-06-01;2028-05-31\n"
       "c;hall;F;2008-01-01;2017-12-31\n",
       3);
  constexpr char kMarks[] = "property/buildings-by-energy-mark";
  EXPECT_EQ(At(kMarks, {{"mark", "c"}}), "1");
  EXPECT_EQ(At(kMarks, {{"mark", "none"}, {"building", "hall"}}), "1");
  EXPECT_EQ(At(kMarks, {{"mark", "e"}}), "no such cell");
  EXPECT_EQ(At(kMarks, {{"mark", "e"}}, "2017"), "1");
  EXPECT_EQ(At(kMarks, {{"mark", "f"}}, "2017"), "1");
}

TEST_P(FiguresTest, ALeaseCostsItsDays) {
  Load("leases",
       "id;building;lessor;first_day;last_day;yearly_rent_ore\n"
       "a;school;Utleier AS;2017-07-01;2018-12-31;36500000\n"
       "b;school;Annen AS;2018-12-01;;36500000\n",
       2);
  constexpr char kCost[] = "property/lease-cost";
  EXPECT_EQ(At(kCost, {}), "396,000");
  EXPECT_EQ(At(kCost, {}, "2017"), "184,000");
  EXPECT_EQ(At(kCost, {{"lessor", "annen-as"}}), "31,000");
  EXPECT_EQ(At(kCost, {}, "2018M02"), "28,000");
}

TEST_P(FiguresTest, ProjectsStandInThePhaseThatTheyReachedLast) {
  Load("projects",
       "id;display_name;idea_date;planning_date;construction_date;completed_date;cancelled_date;"
       "budget_ore;forecast_ore\n"
       "a;A;2016;2017;2018-03-01;;;500000000;550000000\n"
       "b;B;2016;;;;2018-05-01;;\n"
       "c;C;2014;;;2017-12-31;;100;100\n"
       "d;D;2018;;;;;100000000;\n",
       4);
  constexpr char kPhases[] = "property/projects-by-phase";
  EXPECT_EQ(At(kPhases, {{"phase", "construction"}}), "1");
  EXPECT_EQ(At(kPhases, {{"phase", "cancelled"}}), "1");
  EXPECT_EQ(At(kPhases, {{"phase", "idea"}, {"project", "d"}}), "1");
  EXPECT_EQ(At(kPhases, {}), "3");
  EXPECT_EQ(At(kPhases, {{"phase", "completed"}}, "2017"), "1");
  EXPECT_EQ(At(kPhases, {{"phase", "planning"}}, "2017"), "1");
  EXPECT_EQ(At("property/project-budget", {}), "6,000,000");
  EXPECT_EQ(At("property/project-forecast", {{"project", "a"}}), "5,500,000");
}

TEST_P(FiguresTest, TheFirstMeteredYearIsHeldAgainstTheAim) {
  Load("projects",
       "id;display_name;building;completed_date;first_metered_year;energy_aim_kwh_per_m2\n"
       "a;A;school;2017;2018;16\n",
       1);
  EXPECT_EQ(At("property/first-year-energy-per-m2", {{"project", "a"}}), "17.5");
  EXPECT_EQ(At("property/first-year-energy-deviation", {{"project", "a"}}), "9.5");
  EXPECT_EQ(At("property/first-year-energy-deviation", {}, "2017"), "not collected");
  Load("projects", "id;display_name;building;first_metered_year\nb;B;school;2018\n", 1);
  EXPECT_EQ(At("property/first-year-energy-deviation", {{"project", "b"}}),
            "the project's aim for energy is not recorded");
  EXPECT_EQ(At("property/first-year-energy-per-m2", {}), "given for each project");
}

INSTANTIATE_TEST_SUITE_P(Engines, FiguresTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::property
