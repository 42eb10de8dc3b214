#include "services/property/weather_kinds.h"

#include <cmath>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "ett/property/v1/weather.pb.h"

namespace ett::property {
namespace {

namespace pb = ::ett::property::v1;
using records::FieldErrors;
using records::Kind;

void CheckRange(const char* field, double value, double least, double most, FieldErrors& errors) {
  if (std::isfinite(value) && value >= least && value <= most) return;
  errors.Add(field, "OUT_OF_RANGE", absl::StrCat(least, "..", most), absl::StrCat(value));
}

void CheckTemperature(const pb::DailyTemperature& temperature, FieldErrors& errors) {
  CheckRange("mean_celsius", temperature.mean_celsius(), -60, 50, errors);
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
      "daily_temperature", CheckTemperature, {{"station", &WeatherStationKind()}}));
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
  return {&WeatherStationKind(), &DailyTemperatureKind(), &DegreeDayNormalKind(),
          &HeatingShareKind()};
}

}  // namespace ett::property
