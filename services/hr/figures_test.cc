#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "chassis/testing.h"
#include "ett/figures/v1/figure_service.grpc.pb.h"
#include "figures/round.h"
#include "figures/table_view.h"
#include "services/hr/domain/testing/attacker.h"
#include "services/hr/service.h"
#include "services/hr/testing.h"
#include "status/grpc.h"
#include "status/macros.h"
#include "status/matchers.h"

namespace ett::hr {
namespace {

using absl::CivilDay;
using status::IsOk;
namespace fpb = ::ett::figures::v1;

constexpr int kTeams = 6;
constexpr int kFewest = 5;

// In which team, of which sex and age group: teams of 3, 6, 9 … persons.
struct Person {
  int team = 0;
  bool woman = true;
  bool young = true;
};

std::vector<Person> Persons() {
  std::vector<Person> persons;
  for (int team = 0; team < kTeams; ++team) {
    for (int i = 0; i < 3 * (team + 1); ++i) persons.push_back({team, i % 3 != 0, i % 4 < 2});
  }
  return persons;
}

// A small municipality, through the service as its callers see it.
class HrFiguresTest : public testing::Test {
 protected:
  void SetUp() override {
    v1::ImportOrgUnitsRequest units;
    *units.add_org_units() = TopUnit();
    for (int team = 0; team < kTeams; ++team) {
      v1::OrgUnit& unit = *units.add_org_units() = TopUnit();
      unit.set_name(TeamName(team));
      unit.set_level(2);
      unit.set_parent_unit(NameOf("orgUnits", 1));
    }
    units.mutable_org_units(0)->set_service_area(v1::SERVICE_AREA_PROPERTY);
    SendRows(*stub_, &v1::HrService::Stub::ImportOrgUnits, units);
    v1::ImportEmploymentsRequest staff;
    for (std::size_t i = 0; i < persons_.size(); ++i) {
      *staff.add_employments() = JobOf(static_cast<int>(i));
    }
    const auto report = SendRows(*stub_, &v1::HrService::Stub::ImportEmployments, staff);
    ASSERT_EQ(report.accepted_count(), static_cast<int>(persons_.size()))
        << report.ShortDebugString();
  }

  static std::string TeamId(int team) { return absl::StrCat("team-", team); }
  static std::string TeamName(int team) {
    return absl::StrCat(kMunicipality, "/orgUnits/", TeamId(team));
  }

  v1::Employment JobOf(int number) const {
    v1::Employment job = FullTimeJob(number);
    const Person& person = persons_[number];
    job.set_org_unit(TeamName(person.team));
    job.set_sex(person.woman ? v1::SEX_FEMALE : v1::SEX_MALE);
    job.set_birth_year(person.young ? 1992 : 1960);
    if (number % 7 == 0) {
      job.set_position_percent(50);
      job.set_wished_position_percent(100);
    }
    job.set_job_level(number % 5 == 0 ? 2 : 4);
    *job.mutable_seniority_date() = records::DateOf(CivilDay(2010, 1, 1));
    job.set_monthly_full_time_pay_ore(40'000'00 + number * 100'00);
    return job;
  }

  absl::StatusOr<fpb::Table> Ask(const std::string& metric,
                                 const std::vector<std::string>& dimensions) {
    fpb::QueryTableRequest request;
    request.set_parent(kMunicipality);
    request.add_metrics(metric);
    request.add_periods("2018");
    for (const std::string& each : dimensions) request.add_dimensions(each);
    grpc::ClientContext context;
    fpb::Table table;
    RETURN_IF_ERROR(status::FromGrpc(figure_stub_->QueryTable(&context, request, &table)));
    return table;
  }

  std::vector<fpb::Metric> Metrics() {
    fpb::ListMetricsRequest request;
    request.set_parent(kMunicipality);
    request.set_page_size(1000);
    grpc::ClientContext context;
    fpb::ListMetricsResponse response;
    EXPECT_THAT(status::FromGrpc(figure_stub_->ListMetrics(&context, request, &response)), IsOk());
    return {response.metrics().begin(), response.metrics().end()};
  }

  const std::vector<Person> persons_ = Persons();
  chassis::TestService service_{sql::TestEngines()[0], Service(),
                                absl::FromCivil(CivilDay(2019, 1, 10), absl::UTCTimeZone())};
  std::unique_ptr<v1::HrService::Stub> stub_ = v1::HrService::NewStub(service_.channel);
  std::unique_ptr<fpb::FigureService::Stub> figure_stub_ =
      fpb::FigureService::NewStub(service_.channel);
};

TEST_F(HrFiguresTest, EveryMetricAnswersByEachOfItsDimensions) {
  for (const fpb::Metric& metric : Metrics()) {
    EXPECT_THAT(Ask(metric.key(), {}), IsOk()) << metric.key();
    for (const fpb::Dimension& dimension : metric.dimensions()) {
      const auto table = Ask(metric.key(), {dimension.id()});
      ASSERT_THAT(table, IsOk()) << metric.key() << " by " << dimension.id();
      for (const fpb::Cell& cell : table->cells()) {
        if (metric.unit().en() != "percent" || metric.key() == "hr/pay-ratio") continue;
        EXPECT_LE(std::abs(cell.number()), 100) << metric.key() << " by " << dimension.id();
      }
    }
  }
}

TEST_F(HrFiguresTest, AreWhatTheRecordsSay) {
  const auto number = [&](const char* metric) {
    const auto table = Ask(metric, {});
    EXPECT_THAT(table, IsOk());
    return figures::TableView(*table).Find(metric, "2018")->number();
  };
  EXPECT_EQ(number("hr/headcount"), 63);
  EXPECT_EQ(number("hr/work-years"), 59);  // nine at half time: 58.5
  EXPECT_EQ(number("hr/mean-seniority"), 9);
  EXPECT_EQ(number("hr/involuntary-part-time-share"), 100);
  EXPECT_EQ(number("hr/turnover"), 0);
  EXPECT_EQ(number("hr/median-pay"), 43000);  // of 43 100
  EXPECT_EQ(number("hr/published-share"), figures::RoundDecimal(number("hr/published-share"), 1));
}

// What the attacker has of the breakdowns by units, sex and age: the groups are team × sex × age.
class Everything {
 public:
  explicit Everything(const std::vector<Person>& persons) : persons_(persons) {}

  // Cells that a table has a number for are known, those that it withholds are to be found out.
  void Add(const fpb::Table& table) {
    std::vector<int> place(table.dimensions_size());
    for (const fpb::Cell& cell : table.cells()) {
      std::map<std::string, std::string> at;
      for (int i = 2; i < table.dimensions_size(); ++i) {
        at[table.dimensions(i).id()] = table.dimensions(i).categories(place[i]).id();
      }
      AddCell(cell, GroupsIn(at));
      for (int i = table.dimensions_size() - 1; i >= 0; --i) {
        if (++place[i] < table.dimensions(i).categories_size()) break;
        place[i] = 0;
      }
    }
  }

  const std::vector<PublishedCell>& known() const { return known_; }
  const std::set<std::vector<int>>& withheld() const { return withheld_; }

  int Count(const std::vector<int>& groups) const {
    int count = 0;
    for (const Person& person : persons_) {
      count += std::count(groups.begin(), groups.end(), GroupOf(person));
    }
    return count;
  }

 private:
  static int GroupOf(const Person& person) {
    return (person.team * 2 + (person.woman ? 0 : 1)) * 2 + (person.young ? 0 : 1);
  }

  static std::vector<int> GroupsIn(const std::map<std::string, std::string>& at) {
    const auto fits = [&](const char* dimension, const std::string& category) {
      const auto found = at.find(dimension);
      return found == at.end() || found->second == "total" || found->second == category ||
             (found->second == "x-1" && category.starts_with("team-"));
    };
    std::set<int> groups;
    for (int team = 0; team < kTeams; ++team) {
      for (const bool woman : {true, false}) {
        for (const bool young : {true, false}) {
          if (fits("unit", absl::StrCat("team-", team)) && fits("sex", woman ? "female" : "male") &&
              fits("age-group", young ? "under-30" : "50-59")) {
            groups.insert(GroupOf({team, woman, young}));
          }
        }
      }
    }
    return {groups.begin(), groups.end()};
  }

  void AddCell(const fpb::Cell& cell, const std::vector<int>& groups) {
    if (cell.has_number()) {
      EXPECT_EQ(cell.number(), Count(groups)) << absl::StrJoin(groups, " ");
      known_.push_back({groups, cell.number()});
    } else if (cell.reason() == fpb::CELL_REASON_SUPPRESSED) {
      withheld_.insert(groups);
    }
  }

  const std::vector<Person>& persons_;
  std::vector<PublishedCell> known_;
  std::set<std::vector<int>> withheld_;
};

TEST_F(HrFiguresTest, ThatCanBeAskedForGiveNobodyAway) {
  Everything everything(persons_);
  for (const std::vector<std::string>& dimensions :
       std::vector<std::vector<std::string>>{{},
                                             {"unit"},
                                             {"sex"},
                                             {"age-group"},
                                             {"unit", "sex"},
                                             {"unit", "age-group"},
                                             {"sex", "age-group"},
                                             {"unit", "sex", "age-group"}}) {
    const auto table = Ask("hr/headcount", dimensions);
    ASSERT_THAT(table, IsOk());
    everything.Add(*table);
  }
  Attacker attacker(kTeams * 4, everything.known());
  int attacked = 0;
  for (const std::vector<int>& groups : everything.withheld()) {
    const int count = everything.Count(groups);
    if (count == 0 || count >= kFewest) continue;
    ++attacked;
    EXPECT_FALSE(attacker.CanCompute(groups)) << absl::StrJoin(groups, " ");
    EXPECT_GE(attacker.Width(groups), kFewest - 1e-6) << absl::StrJoin(groups, " ");
  }
  EXPECT_GT(attacked, 10);
  EXPECT_GT(everything.known().size(), 10U);
}

}  // namespace
}  // namespace ett::hr
