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

  // By hours from 1970.
  static v1::HourlyTemperature HourOf(std::int64_t hour, double celsius) {
    v1::HourlyTemperature temperature;
    temperature.set_name(NameOf("hourlyTemperatures", absl::StrCat("blindern-", hour)));
    temperature.set_station(NameOf("weatherStations", "blindern"));
    temperature.mutable_start_time()->set_seconds(hour * kSecondsOfAnHour);
    temperature.set_celsius(celsius);
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

TEST_P(WeatherTest, DegreeDaysAreBelowAnyBase) {
  fpb::QueryTableRequest request;
  request.set_parent(kMunicipality);
  request.add_metrics("property/degree-days");
  request.add_periods("2018");
  request.add_dimensions("base");
  const auto ask = [&]() -> absl::StatusOr<std::string> {
    grpc::ClientContext context;
    fpb::Table table;
    RETURN_IF_ERROR(status::FromGrpc(figure_stub_->QueryTable(&context, request, &table)));
    std::string shown;
    for (int i = 0; i < table.cells_size(); ++i) {
      absl::StrAppend(&shown, table.dimensions(2).categories(i).id(), ": ", table.cells(i).number(),
                      " ");
    }
    return shown;
  };
  EXPECT_EQ(ask().value_or(""), "total: 3650 17: 3650 ");
  request.add_filters("base=15.5");
  request.add_filters("base=18");
  EXPECT_EQ(ask().value_or(""), "15.5: 3102.5 18: 4015 ");
  for (const char* wrong : {"base=warm", "base=15.55", "base=-1", "base=41", "base=nan"}) {
    request.set_filters(1, wrong);
    EXPECT_THAT(ask(), StatusIs(StatusCode::kInvalidArgument)) << wrong;
  }
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

TEST_P(WeatherTest, ADayWithoutTemperatureHasTheMeanOfItsHours) {
  const CivilDay day(2018, 3, 25);  // of 23 hours
  grpc::ClientContext context;
  v1::DeleteDailyTemperatureRequest request;
  request.set_name(NameOf("dailyTemperatures", "blindern-2018-03-25"));
  google::protobuf::Empty none;
  ASSERT_THAT(status::FromGrpc(weather_stub_->DeleteDailyTemperature(&context, request, &none)),
              IsOk());
  const auto import_hours = [&](int first, int end) {
    v1::ImportHourlyTemperaturesRequest hours;
    for (int hour = first; hour < end; ++hour) {
      *hours.add_hourly_temperatures() = HourOf(FirstQuarterOf(day) / 4 + hour, 7);
    }
    ASSERT_EQ(Send(&Stub::ImportHourlyTemperatures, hours).accepted_count(), end - first);
  };
  // The hours on either side of the day are not of it.
  import_hours(-5, 20);
  import_hours(23, 30);
  EXPECT_EQ(Ask("property/degree-days")->cells(0).reason(), fpb::CELL_REASON_MISSING);
  import_hours(20, 21);
  EXPECT_EQ(Figure("property/degree-days"), "3,650");
  import_hours(21, 23);
  EXPECT_EQ(Figure("property/degree-days"), "3,650");
}

TEST_P(WeatherTest, ADailyTemperatureIsBeforeThoseOfItsHours) {
  v1::ImportHourlyTemperaturesRequest hours;
  for (int hour = 0; hour < 24; ++hour) {
    *hours.add_hourly_temperatures() = HourOf(FirstQuarterOf(CivilDay(2018, 7, 1)) / 4 + hour, -20);
  }
  ASSERT_EQ(Send(&Stub::ImportHourlyTemperatures, hours).accepted_count(), 24);
  EXPECT_EQ(Figure("property/degree-days"), "3,650");
}

TEST_P(WeatherTest, AnHourlyTemperatureIsARecordAsOthers) {
  v1::CreateHourlyTemperatureRequest create;
  create.set_parent(kMunicipality);
  create.set_hourly_temperature_id("one");
  *create.mutable_hourly_temperature() = HourOf(400'000, 3);
  v1::HourlyTemperature record;
  grpc::ClientContext creating;
  ASSERT_THAT(status::FromGrpc(weather_stub_->CreateHourlyTemperature(&creating, create, &record)),
              IsOk());
  v1::UpdateHourlyTemperatureRequest update;
  *update.mutable_hourly_temperature() = record;
  update.mutable_hourly_temperature()->set_celsius(4);
  grpc::ClientContext updating;
  ASSERT_THAT(status::FromGrpc(weather_stub_->UpdateHourlyTemperature(&updating, update, &record)),
              IsOk());
  v1::ListHourlyTemperaturesRequest list;
  list.set_parent(kMunicipality);
  list.set_filter("celsius = 4");
  v1::ListHourlyTemperaturesResponse page;
  grpc::ClientContext listing;
  ASSERT_THAT(status::FromGrpc(weather_stub_->ListHourlyTemperatures(&listing, list, &page)),
              IsOk());
  ASSERT_EQ(page.hourly_temperatures_size(), 1);
  EXPECT_EQ(page.hourly_temperatures(0).name(), NameOf("hourlyTemperatures", "one"));
  EXPECT_EQ(page.hourly_temperatures(0).start_time().seconds(), 400'000 * 3600LL);
  v1::DeleteHourlyTemperatureRequest remove;
  remove.set_name(record.name());
  google::protobuf::Empty none;
  grpc::ClientContext removing;
  ASSERT_THAT(status::FromGrpc(weather_stub_->DeleteHourlyTemperature(&removing, remove, &none)),
              IsOk());
  v1::GetHourlyTemperatureRequest get;
  get.set_name(record.name());
  grpc::ClientContext getting;
  EXPECT_THAT(status::FromGrpc(weather_stub_->GetHourlyTemperature(&getting, get, &record)),
              StatusIs(StatusCode::kNotFound));
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
  v1::ImportHourlyTemperaturesRequest hours;
  *hours.add_hourly_temperatures() = HourOf(400'000, 70);
  *hours.add_hourly_temperatures() = HourOf(400'001, 7);
  hours.mutable_hourly_temperatures(1)->mutable_start_time()->set_nanos(1);
  *hours.add_hourly_temperatures() = HourOf(400'002, 7);
  hours.mutable_hourly_temperatures(2)->mutable_start_time()->set_seconds(1800);
  const ImportReport of_hours = Send(&Stub::ImportHourlyTemperatures, hours);
  ASSERT_EQ(of_hours.rejections_size(), 3);
  EXPECT_EQ(of_hours.rejections(0).field(), "celsius");
  EXPECT_EQ(of_hours.rejections(1).field(), "start_time");
  EXPECT_EQ(of_hours.rejections(2).field(), "start_time");
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
