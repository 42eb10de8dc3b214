#include "data/generator/property.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>
#include <string>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/property/figures.h"
#include "status/matchers.h"

namespace ett::reference {
namespace {

using figures::Period;
using property::Register;
using status::IsOk;
using status::StatusIs;
namespace pb = ::ett::property::v1;

struct Made {
  Options options;
  PropertyRecords records;
  Register known;
};

void AddReading(const pb::Reading& reading, const property::Meters& meters, Register& known) {
  const auto row = property::ToReadingRow(reading, meters);
  ASSERT_THAT(row, IsOk());
  const std::int64_t month = property::MonthNumber(property::DayOf(row->day));
  auto& months = known.months[row->meter];
  if (months.empty() || months.back().month != month) {
    months.push_back({row->meter, month, row->synthetic, {}});
  }
  months.back().energy += row->energy;
}

Made Make(double scale, std::uint64_t seed) {
  Made made{{"935478715", seed, scale}, {}, {}};
  made.records = GenerateProperty(made.options);
  Register& known = made.known;
  for (const auto& building : made.records.buildings) known.buildings[building.name()] = building;
  known.areas = made.records.areas;
  known.maintenance_entries = made.records.maintenance_entries;
  known.condition_surveys = made.records.condition_surveys;
  known.metering = property::Metering(
      {.meters = made.records.meters, .counters = {}, .stands = {}, .periods = {}});
  known.weather_stations = made.records.weather_stations;
  known.daily_temperatures = made.records.daily_temperatures;
  known.degree_day_normals = made.records.degree_day_normals;
  known.heating_shares = made.records.heating_shares;
  property::Meters meters;
  for (const auto& meter : made.records.meters) {
    meters[meter.name()] = {absl::CivilDay(2016, 1, 1), absl::CivilDay(9999, 12, 31)};
  }
  EXPECT_THAT(GenerateReadings(made.options, made.records,
                               [&](const pb::Reading& reading) {
                                 AddReading(reading, meters, known);
                                 return absl::OkStatus();
                               }),
              IsOk());
  return made;
}

double Figure(const Register& known, const std::string& metric, int year) {
  const figures::Query query{
      "935478715",
      {Period::Year(year)},
      {},
      {},
      absl::ToUnixMicros(absl::FromCivil(absl::CivilDay(2019, 3, 1), absl::UTCTimeZone()))};
  const auto entries = property::ComputeFrom(known, metric, query);
  if (entries.size() != 1 || !std::holds_alternative<figures::Value>(entries[0].figure)) {
    ADD_FAILURE() << metric << " " << year << " has no value";
    return 0;
  }
  return std::get<double>(std::get<figures::Value>(entries[0].figure).value);
}

double ChangePercent(const Register& known, const std::string& metric) {
  return (Figure(known, metric, 2018) / Figure(known, metric, 2017) - 1) * 100;
}

class Scales : public testing::TestWithParam<std::pair<double, std::uint64_t>> {};

TEST_P(Scales, AddUpToTheAnnualReport) {
  const Made made = Make(GetParam().first, GetParam().second);
  EXPECT_NEAR(ChangePercent(made.known, "energy-use"), -3.10, 0.02);
  EXPECT_NEAR(ChangePercent(made.known, "maintenance-cost"), 38.49, 0.005);
  EXPECT_EQ(Figure(made.known, "condition-survey-coverage", 2018), 100);
  EXPECT_LT(Figure(made.known, "condition-survey-coverage", 2017), 99);
  EXPECT_NEAR(Figure(made.known, "maintenance-cost-per-m2", 2017), 90, 10);
  EXPECT_NEAR(Figure(made.known, "energy-use-per-m2", 2017), 200, 40);
}

INSTANTIATE_TEST_SUITE_P(OfPropertyGenerator, Scales,
                         testing::Values(std::pair(0.05, 1U), std::pair(0.05, 2U),
                                         std::pair(0.05, 3U), std::pair(0.1, 1U),
                                         std::pair(0.25, 7U), std::pair(1.0, 1U)));

// Half of the energy follows the temperature by the shares; what the weather was is corrected for.
TEST(PropertyGenerator, HasTheWeatherThatDrivesTheReadings) {
  const Made made = Make(0.05, 1);
  const double actual = Figure(made.known, "degree-days", 2018);
  const double normal = Figure(made.known, "degree-day-normal", 2018);
  EXPECT_GT(normal, 3000);
  EXPECT_LT(normal, 5000);
  EXPECT_NEAR(
      Figure(made.known, "energy-use-corrected", 2018) / Figure(made.known, "energy-use", 2018),
      0.5 + 0.5 * normal / actual, 1e-9);
}

TEST(PropertyGenerator, PrintsAnotherPercentWithOneMoreEntryOfATenThousandth) {
  Made made = Make(0.05, 1);
  pb::MaintenanceEntry entry = made.records.maintenance_entries.back();
  entry.set_amount_ore(
      static_cast<std::int64_t>(Figure(made.known, "maintenance-cost", 2017) * 100 / 9'900));
  made.known.maintenance_entries.push_back(entry);
  EXPECT_EQ(std::round(ChangePercent(made.known, "maintenance-cost")), 39);
}

TEST(PropertyGenerator, CarriesOutMoreThanSixtyClimateMeasuresIn2018AtAnyScale) {
  for (const double scale : {0.05, 1.0}) {
    int carried_out = 0;
    for (const auto& measure : GenerateProperty({"935478715", 1, scale}).measures) {
      EXPECT_TRUE(measure.synthetic());
      carried_out += measure.end_date().year() == 2018 ? 1 : 0;
    }
    EXPECT_GT(carried_out, 60);
  }
}

TEST(PropertyGenerator, MakesTheSameAgainAndOtherRecordsFromAnotherSeed) {
  const auto text = [](std::uint64_t seed) {
    const Options options{"935478715", seed, 0.05};
    const PropertyRecords records = GenerateProperty(options);
    std::string all;
    for (const auto& entry : records.maintenance_entries) all += entry.SerializeAsString();
    std::int64_t rows = 0;
    std::int64_t sum = 0;
    EXPECT_THAT(GenerateReadings(options, records,
                                 [&](const pb::Reading& reading) {
                                   ++rows;
                                   for (const std::int64_t value : reading.values_wh()) {
                                     sum = sum * 31 % 1'000'000'007 + value;
                                   }
                                   return absl::OkStatus();
                                 }),
                IsOk());
    EXPECT_EQ(rows, CountReadings(records));
    return all + std::to_string(sum);
  };
  EXPECT_EQ(text(1), text(1));
  EXPECT_NE(text(1), text(2));
}

TEST(PropertyGenerator, StopsWhenReadingsAreNotTaken) {
  const Options options{"935478715", 1, 0.05};
  int taken = 0;
  EXPECT_THAT(GenerateReadings(options, GenerateProperty(options),
                               [&](const pb::Reading&) {
                                 return ++taken < 3 ? absl::OkStatus() : absl::CancelledError("");
                               }),
              StatusIs(absl::StatusCode::kCancelled));
  EXPECT_EQ(taken, 3);
}

TEST(PropertyGenerator, RegistersAreOfBuildingsThatThereAreAndSynthetic) {
  const PropertyRecords records = GenerateProperty({"935478715", 1, 0.25});
  std::set<std::string> buildings;
  for (const auto& each : records.buildings) buildings.insert(each.name());
  std::set<std::string> leased;
  for (const auto& each : records.areas) {
    if (each.tenure() == pb::TENURE_LEASED) leased.insert(each.name());
  }
  EXPECT_EQ(records.leases.size(), leased.size() / 2);  // of BTA and BRA
  for (const auto& each : records.leases) {
    EXPECT_TRUE(each.synthetic());
    EXPECT_TRUE(leased.contains(each.area()));
  }
  EXPECT_GT(records.certificates.size(), buildings.size() / 3);
  for (const auto& each : records.certificates) {
    EXPECT_TRUE(each.synthetic());
    EXPECT_TRUE(buildings.contains(each.building()));
  }
  std::set<std::string> sites;
  for (const auto& each : records.sites) EXPECT_TRUE(sites.insert(each.name()).second);
  for (const auto& each : records.buildings) {
    EXPECT_TRUE(each.site().empty() || sites.contains(each.site()));
  }
  std::set<std::string> groups;
  std::set<std::string> members;
  for (const auto& each : records.groups) groups.insert(each.name());
  for (const auto& each : records.memberships) {
    EXPECT_TRUE(members.insert(each.name()).second);
    EXPECT_TRUE(groups.contains(each.building_group()));
    EXPECT_TRUE(buildings.contains(each.building()));
  }
}

TEST(PropertyGenerator, NamesEveryRecordOnceAtFullScale) {
  const PropertyRecords records = GenerateProperty({});
  EXPECT_EQ(records.buildings.size(), 400U);
  EXPECT_EQ(records.meters.size(), 2000U);
  std::set<std::string> names;
  for (const auto& meter : records.meters) names.insert(meter.name());
  for (const auto& survey : records.condition_surveys) names.insert(survey.name());
  EXPECT_EQ(names.size(), records.meters.size() + records.condition_surveys.size());
}

}  // namespace
}  // namespace ett::reference
