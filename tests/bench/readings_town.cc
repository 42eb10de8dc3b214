#include "tests/bench/readings_town.h"

#include <algorithm>
#include <cmath>
#include <random>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/property/domain/gsrn.h"
#include "services/property/domain/local_day.h"

namespace ett::bench {
namespace {

using absl::CivilDay;
namespace pb = ::ett::property::v1;

constexpr int kBuildings = 400;
constexpr int kMetersOfABuilding = 5;
constexpr std::int64_t kFirstGsrn = 70'705'750'000'000'000;
constexpr pb::Carrier kCarriers[] = {pb::CARRIER_ELECTRICITY, pb::CARRIER_DISTRICT_HEATING};

std::string NameOf(const char* collection, const std::string& id) {
  return absl::StrCat("municipalities/", kTown, "/", collection, "/", id);
}

void SetDate(CivilDay day, google::type::Date& date) {
  date.set_year(static_cast<int>(day.year()));
  date.set_month(day.month());
  date.set_day(day.day());
}

// Of the most that is used, in a quarter of the day.
double ShareInUse(CivilDay day, int quarter) {
  const absl::Weekday weekday = absl::GetWeekday(day);
  const bool weekend = weekday == absl::Weekday::saturday || weekday == absl::Weekday::sunday;
  const double winter = 0.5 + 0.5 * std::cos((absl::GetYearDay(day) - 20) * 2 * M_PI / 365);
  const bool open = !weekend && quarter >= 26 && quarter < 70;
  return (open ? 0.55 : 0.2) + 0.3 * winter;
}

}  // namespace

ReadingsTown::ReadingsTown(double size) {
  const int count = std::max(1, static_cast<int>(std::lround(kBuildings * size)));
  for (int i = 0; i < count; ++i) {
    pb::Building& building = buildings_.emplace_back();
    building.set_name(NameOf("buildings", absl::StrCat("b-", i)));
    building.set_display_name(absl::StrCat("Syntetisk bygg ", i));
    building.set_use_type(pb::USE_TYPE_SCHOOL);
    building.set_kostra_function(222);
    building.set_synthetic(true);
    for (int j = 0; j < kMetersOfABuilding; ++j) {
      const auto number = static_cast<std::int64_t>(meters_.size());
      pb::Meter& meter = meters_.emplace_back();
      meter.set_name(NameOf("meters", absl::StrCat(property::GsrnOf(kFirstGsrn + number))));
      meter.set_building(building.name());
      meter.set_carrier(kCarriers[j % 2]);
      meter.set_resolution(pb::RESOLUTION_QUARTER);
      SetDate(CivilDay(kReadYear, 1, 1), *meter.mutable_valid_from());
      meter.set_synthetic(true);
      loads_wh_.push_back(500 + static_cast<int>(number * 7919 % 9000));
    }
  }
}

pb::Reading ReadingsTown::ReadingOf(std::size_t meter, CivilDay day) const {
  pb::Reading reading;
  reading.set_meter(meters_[meter].name());
  SetDate(day, *reading.mutable_local_date());
  reading.set_resolution(pb::RESOLUTION_QUARTER);
  reading.set_synthetic(true);
  std::minstd_rand random(static_cast<unsigned>(meter * 1000 + absl::GetYearDay(day) + 1));
  const int quarters = property::HoursOf(day) * 4;
  for (int quarter = 0; quarter < quarters; ++quarter) {
    const double noise = 0.97 + 0.06 * static_cast<double>(random() % 1000) / 1000;
    reading.add_values_wh(
        static_cast<std::int64_t>(loads_wh_[meter] * ShareInUse(day, quarter) * noise));
  }
  return reading;
}

std::int64_t GsrnOf(const pb::Meter& meter) {
  std::int64_t gsrn = 0;
  (void)absl::SimpleAtoi(meter.name().substr(meter.name().rfind('/') + 1), &gsrn);
  return gsrn;
}

}  // namespace ett::bench
