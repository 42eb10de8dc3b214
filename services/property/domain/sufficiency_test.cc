#include "services/property/domain/sufficiency.h"

#include <gmock/gmock.h>

namespace ett::property {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using enum DisqualificationReason;

// The hours of 2018, of 1 kWh at 10 °C.
std::vector<HourData> Year() {
  std::vector<HourData> hours;
  for (absl::CivilHour hour(2018, 1, 1); hour.year() == 2018; ++hour) {
    hours.push_back({.hour = hour, .use = 1, .temperature = 10, .metered = true});
  }
  return hours;
}

TEST(HourlySufficiency, IsAYearWithNineTenthsOfTheHoursOfEachMonth) {
  std::vector<HourData> hours = Year();
  EXPECT_THAT(DisqualificationsOf(hours, true), IsEmpty());
  // A tenth of April's 720, which begins after 90 days.
  const std::size_t april = 2160;
  for (std::size_t i = 0; i < 72; ++i) hours[april + i].use.reset();
  EXPECT_THAT(DisqualificationsOf(hours, true), IsEmpty());
  hours[april + 72].temperature.reset();
  EXPECT_THAT(DisqualificationsOf(hours, true),
              ElementsAre(Disqualification{kBothMissing, 647 / 720.0, 0.9, 4}));
  hours[april + 73].use.reset();
  EXPECT_THAT(DisqualificationsOf(hours, true),
              ElementsAre(Disqualification{kEnergyMissing, 647 / 720.0, 0.9, 4},
                          Disqualification{kBothMissing, 646 / 720.0, 0.9, 4}));
}

TEST(HourlySufficiency, CountsDaysOfABaselineAlone) {
  std::vector<HourData> hours = Year();
  hours.resize(hours.size() - 24);
  EXPECT_THAT(DisqualificationsOf(hours, true), ElementsAre(Disqualification{kTooShort, 364, 365}));
  EXPECT_THAT(DisqualificationsOf(hours, false), IsEmpty());
}

TEST(HourlySufficiency, AllowsNoHourBelowZero) {
  std::vector<HourData> hours = Year();
  hours[7].use = -1;
  EXPECT_THAT(DisqualificationsOf(hours, true), ElementsAre(Disqualification{kNegative, 1, 0}));
}

}  // namespace
}  // namespace ett::property
