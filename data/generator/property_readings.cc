#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "data/generator/property.h"
#include "data/generator/property_weather.h"
#include "data/generator/random.h"
#include "services/property/domain/local_day.h"

namespace ett::reference {
namespace {

namespace pb = ::ett::property::v1;
using absl::CivilDay;

constexpr CivilDay kFirstDay(2016, 1, 1);
constexpr CivilDay kLastDay(2018, 12, 31);
constexpr int kHours = 24;
// Shapes are fixed-point numbers with 16 bits after the point; on average 1 in 2017.
constexpr int kPoint = 16;
// 2018 relative to 2017, in thousandths.
constexpr std::int64_t kChange = 969;
constexpr int kHoursInYear = 8760;

constexpr int kHeatingBase = 170;  // 17 °C

// Percent of full use in an hour of the day.
int InUse(pb::UseType use, CivilDay day, int hour) {
  const absl::Weekday weekday = absl::GetWeekday(day);
  const bool weekend = weekday == absl::Weekday::saturday || weekday == absl::Weekday::sunday;
  if (use == pb::USE_TYPE_NURSING_HOME) return hour >= 6 && hour < 23 ? 100 : 70;
  if (use == pb::USE_TYPE_SPORTS || use == pb::USE_TYPE_CULTURE) {
    return hour >= 9 && hour < 22 ? 100 : 40;
  }
  if (use == pb::USE_TYPE_SCHOOL && day.month() == 7) return 30;
  return !weekend && hour >= 7 && hour < 17 ? 100 : 35;
}

using Hours = std::array<std::int64_t, kHours>;
using Shape = std::vector<Hours>;  // by day

// How energy use runs through the days, for a use and for a carrier.
class Shapes {
 public:
  explicit Shapes(const Options& options) {
    for (const int mean : DailyMeans(options)) {
      degrees_.push_back(std::max(0, kHeatingBase - mean));
    }
  }

  const Shape& Of(pb::UseType use, pb::Carrier carrier) {
    const auto [place, fresh] = shapes_.try_emplace({use, carrier});
    if (fresh) place->second = Make(use, carrier);
    return place->second;
  }

 private:
  Shape Make(pb::UseType use, pb::Carrier carrier) const;

  std::vector<int> degrees_;  // tenths of a degree below 17 °C, by day
  std::map<std::pair<pb::UseType, pb::Carrier>, Shape> shapes_;
};

std::int64_t SumOf(const Shape& shape, int year) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const CivilDay day = kFirstDay + static_cast<absl::civil_diff_t>(i);
    if (day.year() != year) continue;
    for (const std::int64_t hour : shape[i]) sum += hour;
  }
  return sum;
}

// The days of a year all by the same factor, so that they add up to `sum`.
void Fit(Shape& shape, int year, std::int64_t sum) {
  const double factor = static_cast<double>(sum) / static_cast<double>(SumOf(shape, year));
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const CivilDay day = kFirstDay + static_cast<absl::civil_diff_t>(i);
    if (day.year() != year) continue;
    for (std::int64_t& hour : shape[i]) {
      hour = static_cast<std::int64_t>(static_cast<double>(hour) * factor);
    }
  }
}

Shape Shapes::Make(pb::UseType use, pb::Carrier carrier) const {
  const bool heating = carrier == pb::CARRIER_DISTRICT_HEATING;
  Shape shape(degrees_.size());
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const CivilDay day = kFirstDay + static_cast<absl::civil_diff_t>(i);
    // The part that follows the weather is a fifth of electricity and nearly all of heating.
    const std::int64_t load = heating ? 150 + degrees_[i] * 10 : 1000 + degrees_[i] * 2;
    for (int hour = 0; hour < kHours; ++hour) {
      shape[i][static_cast<std::size_t>(hour)] = load * InUse(use, day, hour) << 4;
    }
  }
  constexpr std::int64_t kYear = std::int64_t{kHoursInYear} << kPoint;
  Fit(shape, 2016, kYear * 1010 / 1000);
  Fit(shape, 2017, kYear);
  Fit(shape, 2018, kYear * kChange / 1000);
  return shape;
}

// Mean load of a meter in W.
std::int64_t LoadOf(const pb::Meter& meter, std::int64_t square_metres, Random& random) {
  // About 200 kWh a year and m² for a whole building: nearly 23 W on average.
  const std::int64_t whole = square_metres * 23 * random.Between(80, 120) / 100;
  if (!meter.submeter_of().empty()) return whole / 10;
  return meter.carrier() == pb::CARRIER_DISTRICT_HEATING ? whole * 2 / 5 : whole * 3 / 10;
}

// The clock's hours of a local day: the third is left out in spring and comes twice in autumn.
void FillDay(const Hours& shape, int hours, std::int64_t load, pb::Reading& reading) {
  reading.clear_values_wh();
  for (std::size_t hour = 0; hour < kHours; ++hour) {
    if (hour == 2 && hours == 23) continue;
    const std::int64_t value = load * shape[hour] >> kPoint;
    reading.add_values_wh(value);
    if (hour == 2 && hours == 25) reading.add_values_wh(value);
  }
}

struct Site {
  pb::UseType use = pb::USE_TYPE_OTHER;
  std::int64_t square_metres = 0;
};

std::map<std::string, Site> SitesOf(const PropertyRecords& records) {
  std::map<std::string, Site> sites;
  for (const pb::Building& building : records.buildings) {
    sites[building.name()].use = building.use_type();
  }
  for (const pb::Area& area : records.areas) {
    if (area.kind() != pb::AREA_KIND_BTA) continue;
    sites[area.building()].square_metres = static_cast<std::int64_t>(area.square_metres());
  }
  return sites;
}

}  // namespace

std::int64_t CountReadings(const PropertyRecords& records) {
  return static_cast<std::int64_t>(records.meters.size()) * (kLastDay - kFirstDay + 1);
}

absl::Status GenerateReadings(const Options& options, const PropertyRecords& records,
                              absl::FunctionRef<absl::Status(const pb::Reading&)> take) {
  Shapes shapes(options);
  Random random(options.seed ^ 0x6d6574657273);
  std::vector<int> hours;
  for (CivilDay day = kFirstDay; day <= kLastDay; ++day) hours.push_back(property::HoursOf(day));
  const std::map<std::string, Site> sites = SitesOf(records);
  pb::Reading reading;
  reading.set_resolution(pb::RESOLUTION_HOUR);
  reading.set_synthetic(true);
  for (const pb::Meter& meter : records.meters) {
    const Site& site = sites.at(meter.building());
    const Shape& shape = shapes.Of(site.use, meter.carrier());
    const std::int64_t load = LoadOf(meter, site.square_metres, random);
    reading.set_meter(meter.name());
    for (std::size_t i = 0; i < shape.size(); ++i) {
      const CivilDay day = kFirstDay + static_cast<absl::civil_diff_t>(i);
      reading.mutable_local_date()->set_year(static_cast<int>(day.year()));
      reading.mutable_local_date()->set_month(day.month());
      reading.mutable_local_date()->set_day(day.day());
      // A day is up to a hundredth more or less than its shape.
      FillDay(shape[i], hours[i], load * random.Between(9900, 10'100) / 10'000, reading);
      if (absl::Status status = take(reading); !status.ok()) return status;
    }
  }
  return absl::OkStatus();
}

}  // namespace ett::reference
