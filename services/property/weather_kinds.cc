#include "services/property/weather_kinds.h"

#include <google/protobuf/util/time_util.h>

#include <cmath>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "ett/property/v1/weather.pb.h"
#include "services/property/domain/local_day.h"

namespace ett::property {
namespace {

namespace pb = ::ett::property::v1;
using records::FieldErrors;
using records::Kind;

void CheckRange(const char* field, double value, double least, double most, FieldErrors& errors) {
  if (std::isfinite(value) && value >= least && value <= most) return;
  errors.Add(field, "OUT_OF_RANGE", absl::StrCat(least, "..", most), absl::StrCat(value));
}

constexpr double kLeastCelsius = -60;
constexpr double kMostCelsius = 50;

void CheckDailyTemperature(const pb::DailyTemperature& temperature, FieldErrors& errors) {
  CheckRange("mean_celsius", temperature.mean_celsius(), kLeastCelsius, kMostCelsius, errors);
}

void CheckHourlyTemperature(const pb::HourlyTemperature& temperature, FieldErrors& errors) {
  CheckRange("celsius", temperature.celsius(), kLeastCelsius, kMostCelsius, errors);
  const google::protobuf::Timestamp& start = temperature.start_time();
  if (start.nanos() == 0 && start.seconds() % kSecondsOfAnHour == 0) return;
  errors.Add("start_time", "MALFORMED", "a whole hour of UTC, as 2018-03-25T12:00:00Z",
             google::protobuf::util::TimeUtil::ToString(start));
}

// Two years, the second after the first.
bool IsPeriod(const std::string& text) {
  const std::vector<std::string> years = absl::StrSplit(text, '-');
  int first = 0, last = 0;
  return years.size() == 2 && years[0].size() == 4 && years[1].size() == 4 &&
         absl::SimpleAtoi(years[0], &first) && absl::SimpleAtoi(years[1], &last) && first < last;
}

void CheckNormal(const pb::DegreeDayNormal& normal, FieldErrors& errors) {
  if (!IsPeriod(normal.period())) {
    errors.Add("period", "MALFORMED", "two years, as 1991-2020", normal.period());
  }
  CheckRange("month", normal.month(), 1, 12, errors);
  CheckRange("degree_days", normal.degree_days(), 0, 3000, errors);
}

void CheckShare(const pb::HeatingShare& share, FieldErrors& errors) {
  CheckRange("share", share.share(), 0, 1, errors);
}

}  // namespace

const Kind& WeatherStationKind() {
  static const Kind& kind = *new Kind(records::MakeKind<pb::WeatherStation>(
      "weather_station", [](const pb::WeatherStation&, FieldErrors&) {}));
  return kind;
}

const Kind& DailyTemperatureKind() {
  static const Kind& kind = *new Kind(records::MakeKind<pb::DailyTemperature>(
      "daily_temperature", CheckDailyTemperature, {{"station", &WeatherStationKind()}}));
  return kind;
}

const Kind& HourlyTemperatureKind() {
  static const Kind& kind = *new Kind(records::MakeKind<pb::HourlyTemperature>(
      "hourly_temperature", CheckHourlyTemperature, {{"station", &WeatherStationKind()}}));
  return kind;
}

const Kind& DegreeDayNormalKind() {
  static const Kind& kind = *new Kind(records::MakeKind<pb::DegreeDayNormal>(
      "degree_day_normal", CheckNormal, {{"station", &WeatherStationKind()}}));
  return kind;
}

const Kind& HeatingShareKind() {
  static const Kind& kind =
      *new Kind(records::MakeKind<pb::HeatingShare>("heating_share", CheckShare));
  return kind;
}

std::vector<const Kind*> WeatherKinds() {
  return {&WeatherStationKind(), &DailyTemperatureKind(), &HourlyTemperatureKind(),
          &DegreeDayNormalKind(), &HeatingShareKind()};
}

}  // namespace ett::property
