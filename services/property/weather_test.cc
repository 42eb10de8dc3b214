#include <gmock/gmock.h>

#include "ett/property/v1/weather_service.grpc.pb.h"
#include "services/property/service_fixture.h"

namespace ett::property {
namespace {

constexpr char kCorrected[] = "property/energy-use-corrected";

// All of 2018 was 7 °C: 3650 degree days. A normal year has 4800, or 3650 by the period before.
class WeatherTest : public PropertyServiceTest {
 protected:
  using Stub = v1::WeatherService::Stub;

  template <class Request>
  ImportReport Send(std::unique_ptr<grpc::ClientWriter<Request>> (Stub::*method)(
                        grpc::ClientContext*, ImportReport*),
                    Request request) {
    request.set_parent(kMunicipality);
    grpc::ClientContext context;
    ImportReport report;
    const auto writer = (weather_stub_.get()->*method)(&context, &report);
    EXPECT_TRUE(writer->Write(request));
    EXPECT_TRUE(writer->WritesDone());
    EXPECT_THAT(status::FromGrpc(writer->Finish()), IsOk());
    return report;
  }

  static v1::DailyTemperature TemperatureOf(CivilDay day, double celsius) {
    v1::DailyTemperature temperature;
    temperature.set_name(
        NameOf("dailyTemperatures", absl::StrCat("blindern-", absl::FormatCivilTime(day))));
    temperature.set_station(NameOf("weatherStations", "blindern"));
    *temperature.mutable_local_date() = records::DateOf(day);
    temperature.set_mean_celsius(celsius);
    return temperature;
  }

  void SetUp() override {
    PropertyServiceTest::SetUp();
    v1::ImportWeatherStationsRequest stations;
    v1::WeatherStation& station = *stations.add_weather_stations();
    station.set_name(NameOf("weatherStations", "blindern"));
    station.set_display_name("Blindern");
    station.set_corrects(true);
    ASSERT_EQ(Send(&Stub::ImportWeatherStations, stations).accepted_count(), 1);
    v1::ImportDailyTemperaturesRequest temperatures;
    for (CivilDay day(2018, 1, 1); day.year() == 2018; ++day) {
      *temperatures.add_daily_temperatures() = TemperatureOf(day, 7);
    }
    ASSERT_EQ(Send(&Stub::ImportDailyTemperatures, temperatures).accepted_count(), 365);
    ImportNormals("1981-2010", 3650.0 / 12);
    ImportNormals("1991-2020", 400);
    v1::ImportHeatingSharesRequest shares;
    v1::HeatingShare& share = *shares.add_heating_shares();
    share.set_name(NameOf("heatingShares", "school"));
    share.set_use_type(v1::USE_TYPE_SCHOOL);
    share.set_share(0.5);
    ASSERT_EQ(Send(&Stub::ImportHeatingShares, shares).accepted_count(), 1);
  }

  void ImportNormals(const std::string& period, double of_a_month) {
    v1::ImportDegreeDayNormalsRequest normals;
    for (int month = 1; month <= 12; ++month) {
      v1::DegreeDayNormal& normal = *normals.add_degree_day_normals();
      normal.set_name(NameOf("degreeDayNormals", absl::StrCat(period, "-", month)));
      normal.set_station(NameOf("weatherStations", "blindern"));
      normal.set_period(period);
      normal.set_month(month);
      normal.set_degree_days(of_a_month);
    }
    ASSERT_EQ(Send(&Stub::ImportDegreeDayNormals, normals).accepted_count(), 12);
  }

  // Of 2018, in kWh by part.
  std::map<std::string, double> PartsOfChange() {
    const auto table = Ask("property/energy-change", "2018", {"part"});
    EXPECT_THAT(table, IsOk());
    std::map<std::string, double> parts;
    for (int part = 0; part < table->cells_size(); ++part) {
      parts[table->dimensions(2).categories(part).id()] = table->cells(part).number();
    }
    return parts;
  }

  std::unique_ptr<Stub> weather_stub_ = v1::WeatherService::NewStub(service_.channel);
};

TEST_P(WeatherTest, EnergyIsThatOfANormalYear) {
  EXPECT_EQ(Figure("property/degree-days"), "3,650");
  EXPECT_EQ(Figure("property/degree-days", "2018M02"), "280");
  EXPECT_EQ(Figure("property/degree-day-normal"), "4,800");
  // 17 520 × (0.5 + 0.5 × 4800 / 3650)
  EXPECT_EQ(Figure(kCorrected), "20,280");
  EXPECT_EQ(Figure("property/energy-use-corrected-per-m2"), "20.3");
  EXPECT_EQ(Figure(kEnergy), "17,520");
}

TEST_P(WeatherTest, NormalPeriodsStandBesideEachOtherAndAreNamed) {
  const auto table = Ask(kCorrected, "2018", {"normal-period"});
  ASSERT_THAT(table, IsOk());
  const TableView view(*table);
  std::vector<std::string> ids;
  for (const auto& category : table->dimensions(2).categories()) ids.push_back(category.id());
  EXPECT_THAT(ids, testing::IsSupersetOf({"1981-2010", "1991-2020"}));
  std::vector<double> numbers;
  for (const auto& cell : table->cells()) numbers.push_back(cell.number());
  EXPECT_THAT(numbers, testing::IsSupersetOf({17520.0, 20280.0}));
  const auto newest = Ask(kCorrected);
  ASSERT_THAT(newest, IsOk());
  EXPECT_THAT(newest->DebugString(), testing::HasSubstr("normal period 1991-2020"));
}

TEST_P(WeatherTest, ADayWithoutTemperatureLeavesNoCorrection) {
  grpc::ClientContext context;
  v1::DeleteDailyTemperatureRequest request;
  request.set_name(NameOf("dailyTemperatures", "blindern-2018-07-01"));
  google::protobuf::Empty none;
  ASSERT_THAT(status::FromGrpc(weather_stub_->DeleteDailyTemperature(&context, request, &none)),
              IsOk());
  const auto table = Ask(kCorrected);
  ASSERT_THAT(table, IsOk());
  EXPECT_EQ(table->cells(0).reason(), fpb::CELL_REASON_MISSING);
  EXPECT_THAT(table->cells(0).reason_text().en(), testing::HasSubstr("364 of 365 days"));
  EXPECT_EQ(Figure(kCorrected, "2018M06"), "1,680");  // 1 440 × (0.5 + 0.5 × 400 / 300)
}

TEST_P(WeatherTest, AChangeOfEnergyHasThePartOfTheWeather) {
  v1::ImportReadingsRequest readings;
  v1::ImportDailyTemperaturesRequest temperatures;
  for (CivilDay day(2017, 1, 1); day.year() == 2017; ++day) {
    *readings.add_readings() = ReadingOf(0, day, 900);
    *readings.add_readings() = ReadingOf(1, day, 900);
    *temperatures.add_daily_temperatures() = TemperatureOf(day, 12);
  }
  ASSERT_EQ(ImportReadings(readings).accepted_count(), 730);
  // Without the weather before, all is rest: 17 520 − 15 768.
  EXPECT_EQ(PartsOfChange(),
            (std::map<std::string, double>{
                {"area", 0}, {"closed", 0}, {"opened", 0}, {"rest", 1752}, {"total", 1752}}));
  ASSERT_EQ(Send(&Stub::ImportDailyTemperatures, temperatures).accepted_count(), 365);
  // Half of 15 768 kWh follows the temperature, and the degree days are twice those before.
  EXPECT_EQ(PartsOfChange(), (std::map<std::string, double>{{"area", 0},
                                                            {"closed", 0},
                                                            {"opened", 0},
                                                            {"rest", 1752 - 7884},
                                                            {"total", 1752},
                                                            {"weather", 7884}}));
}

TEST_P(WeatherTest, WrongRecordsAreRefused) {
  v1::ImportDailyTemperaturesRequest temperatures;
  *temperatures.add_daily_temperatures() = TemperatureOf(CivilDay(2018, 1, 1), 70);
  *temperatures.add_daily_temperatures() = TemperatureOf(CivilDay(2019, 1, 1), 1);
  temperatures.mutable_daily_temperatures(1)->set_station(NameOf("weatherStations", "nowhere"));
  const ImportReport report = Send(&Stub::ImportDailyTemperatures, temperatures);
  ASSERT_EQ(report.rejections_size(), 2);
  EXPECT_EQ(report.rejections(0).field(), "mean_celsius");
  EXPECT_EQ(report.rejections(1).reason(), "UNKNOWN_REFERENCE");
  v1::ImportDegreeDayNormalsRequest normals;
  v1::DegreeDayNormal& normal = *normals.add_degree_day_normals();
  normal.set_name(NameOf("degreeDayNormals", "wrong"));
  normal.set_station(NameOf("weatherStations", "blindern"));
  normal.set_period("normal");
  normal.set_month(13);
  const ImportReport refused = Send(&Stub::ImportDegreeDayNormals, normals);
  ASSERT_EQ(refused.rejections_size(), 1);
  EXPECT_EQ(refused.rejections(0).field(), "period");
}

INSTANTIATE_TEST_SUITE_P(Engines, WeatherTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::property
