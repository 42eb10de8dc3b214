#include "data/generator/property_weather.h"

#include <array>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "data/generator/random.h"
#include "services/property/domain/degree_days.h"

namespace ett::reference {
namespace {

namespace pb = ::ett::property::v1;
using absl::CivilDay;

constexpr CivilDay kFirstDay(2016, 1, 1);
constexpr CivilDay kLastDay(2018, 12, 31);
// Means of the months in tenths of a degree Celsius, much like those of the inner Oslofjord.
constexpr std::array<int, 12> kMonthMeans = {-43, -40, -2, 45, 108, 152, 164, 152, 108, 63, 7, -31};
constexpr char kStation[] = "synthetic-fjord";
constexpr char kNormalPeriod[] = "1991-2020";
// How much of the energy follows the temperature: made up, like all of it.
constexpr double kHeatingShare = 0.5;

// Between the months' means.
int ClimateOn(CivilDay day) {
  const auto month = static_cast<std::size_t>(day.month() - 1);
  const int from = kMonthMeans[month];
  const int to = kMonthMeans[(month + 1) % 12];
  return from + (to - from) * (day.day() - 1) / 31;
}

std::string NameOf(const Options& options, const char* collection, const std::string& id) {
  return absl::StrCat("municipalities/", options.municipality, "/", collection, "/", id);
}

void AddNormals(const Options& options, const std::string& station, PropertyRecords& records) {
  for (int month = 1; month <= 12; ++month) {
    pb::DegreeDayNormal& normal = records.degree_day_normals.emplace_back();
    normal.set_name(NameOf(options, "degreeDayNormals",
                           absl::StrCat(kStation, "-", kNormalPeriod, "-", month)));
    normal.set_station(station);
    normal.set_period(kNormalPeriod);
    normal.set_month(month);
    double sum = 0;
    for (CivilDay day(2017, month, 1); day.month() == month; ++day) {
      sum += property::DegreeDaysOf(ClimateOn(day) / 10.0);
    }
    normal.set_degree_days(sum);
    normal.set_synthetic(true);
  }
}

}  // namespace

std::vector<int> DailyMeans(const Options& options) {
  Random random(options.seed ^ 0x77656174686572);
  std::vector<int> means;
  int weather = 0;
  for (CivilDay day = kFirstDay; day <= kLastDay; ++day) {
    weather = weather * 7 / 10 + random.Between(-30, 30);
    means.push_back(ClimateOn(day) + weather);
  }
  return means;
}

void GenerateWeather(const Options& options, PropertyRecords& records) {
  pb::WeatherStation& station = records.weather_stations.emplace_back();
  station.set_name(NameOf(options, "weatherStations", kStation));
  station.set_display_name("Syntetisk værstasjon ved fjorden");
  station.set_corrects(true);
  station.set_synthetic(true);
  CivilDay day = kFirstDay;
  for (const int tenths : DailyMeans(options)) {
    pb::DailyTemperature& temperature = records.daily_temperatures.emplace_back();
    temperature.set_name(NameOf(options, "dailyTemperatures",
                                absl::StrCat(kStation, "-", absl::FormatCivilTime(day))));
    temperature.set_station(station.name());
    temperature.mutable_local_date()->set_year(static_cast<int>(day.year()));
    temperature.mutable_local_date()->set_month(day.month());
    temperature.mutable_local_date()->set_day(day.day());
    temperature.set_mean_celsius(tenths / 10.0);
    temperature.set_synthetic(true);
    ++day;
  }
  AddNormals(options, station.name(), records);
  pb::HeatingShare& share = records.heating_shares.emplace_back();
  share.set_name(NameOf(options, "heatingShares", "all"));
  share.set_share(kHeatingShare);
  share.set_synthetic(true);
}

}  // namespace ett::reference
