#include <gmock/gmock.h>

#include "figures/local_time.h"
#include "services/property/analysis_fixture.h"
#include "services/property/domain/hourly_features.h"

namespace ett::property {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// Wh of an hour, by hours from 1970.
using HourlyUse = std::function<std::int64_t(std::int64_t)>;

// From -10 to 29 °C.
int CelsiusOfHour(std::int64_t hour) { return static_cast<int>((hour * 7 + hour / 24) % 40) - 10; }

int HourOfWeekOf(std::int64_t hour) {
  return HourOfWeek(
      absl::ToCivilHour(absl::FromUnixSeconds(hour * kSecondsOfAnHour), figures::LocalTimeZone()));
}

// Working days, from eight to five.
bool IsUsed(int hour_of_week) {
  return hour_of_week < 5 * 24 && hour_of_week % 24 >= 8 && hour_of_week % 24 < 17;
}

// 4 kWh less 50 Wh a degree; twice that while it is used.
std::int64_t HallUse(std::int64_t hour) {
  const int wh = 4'000 - 50 * CelsiusOfHour(hour);
  return IsUsed(HourOfWeekOf(hour)) ? 2 * wh : wh;
}

class HourlyAnalysisTest : public AnalysisTest {
 protected:
  // From the first day of Europe/Oslo up to the end.
  void LoadHours(CivilDay first, CivilDay end) {
    std::string file = "id;station;start_time;celsius\n";
    int rows = 0;
    for (std::int64_t hour = FirstQuarterOf(first) / 4; hour < FirstQuarterOf(end) / 4; ++hour) {
      absl::StrAppend(
          &file, "b-", hour, ";blindern;",
          absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", absl::FromUnixSeconds(hour * kSecondsOfAnHour),
                           absl::UTCTimeZone()),
          ";", CelsiusOfHour(hour), "\n");
      ++rows;
    }
    Load("hourlyTemperatures", file, rows);
  }

  // Day by day, up to the end.
  void MeasureHours(int meter, CivilDay first, CivilDay end, const HourlyUse& use) {
    v1::ImportReadingsRequest readings;
    for (CivilDay day = first; day < end; ++day) {
      v1::Reading& reading = *readings.add_readings();
      reading = ReadingOf(meter, day, 0);
      for (int i = 0; i < reading.values_wh_size(); ++i) {
        reading.set_values_wh(i, use(FirstQuarterOf(day) / 4 + i));
      }
    }
    ASSERT_EQ(ImportReadings(readings).rejected_count(), 0);
  }

  static v1::AnalyseEnergyRequest AskedHourly() {
    v1::AnalyseEnergyRequest request = Asked("hall");
    request.set_model_kind(v1::ENERGY_MODEL_KIND_HOURLY);
    return request;
  }

  static constexpr CivilDay kBefore = CivilDay(2017, 1, 1);
  static constexpr CivilDay kBetween = CivilDay(2018, 1, 1);
  static constexpr CivilDay kAfter = CivilDay(2018, 4, 1);
};

TEST_P(HourlyAnalysisTest, AModelOfHoursAndWhatWasSavedAreFoundAgain) {
  AddHall("hall", 10);
  LoadHours(kBefore, kAfter);
  MeasureHours(10, kBefore, kBetween, HallUse);
  MeasureHours(10, kBetween, kAfter, [](std::int64_t hour) { return HallUse(hour) * 9 / 10; });
  v1::AnalyseEnergyRequest request = AskedHourly();
  *request.mutable_reporting() = RangeOf(kBetween, kAfter - 1);
  *request.mutable_normal() = YearRange(2017);
  const auto analysis = Analyse(request);
  ASSERT_THAT(analysis, IsOk());
  const v1::EnergyModelFit& fit = analysis->baseline();
  EXPECT_THAT(ReasonsOf(fit), ElementsAre());
  EXPECT_EQ(fit.days(), 365);
  EXPECT_EQ(fit.days_in_period(), 365);
  EXPECT_EQ(fit.model().kind(), v1::ENERGY_MODEL_KIND_HOURLY);
  EXPECT_EQ(fit.statistics().observations(), 8760);
  EXPECT_NEAR(fit.statistics().r_squared(), 1, 1e-9);
  ASSERT_EQ(fit.model().segments_size(), 12);
  const v1::EnergyModelSegment& july = fit.model().segments(6);
  EXPECT_EQ(july.month(), 7);
  EXPECT_EQ(july.levels_size(), kHoursOfAWeek);
  EXPECT_EQ(july.occupied_hours_size(), 5 * 9);
  for (const int hour : july.occupied_hours()) EXPECT_TRUE(IsUsed(hour)) << hour;
  ASSERT_EQ(july.occupied_slopes_size(), july.occupied_end_points_size() + 1);
  for (const double slope : july.occupied_slopes()) EXPECT_NEAR(slope, -0.1, 1e-9);
  for (const double slope : july.unoccupied_slopes()) EXPECT_NEAR(slope, -0.05, 1e-9);
  EXPECT_NEAR(analysis->avoided().share(), 0.1, 1e-6);
  EXPECT_NEAR(analysis->avoided().uncertainty(), 0, 1e-3);
  EXPECT_EQ(analysis->avoided().days(), 90);
  EXPECT_NEAR(analysis->normalized().share(), 0.1, 1e-6);
  // Of the reporting period there are models of its months and of those beside them, December and
  // April.
  EXPECT_EQ(analysis->reporting().model().segments(4).levels_size(), 0);
  EXPECT_EQ(analysis->normalized().days(), 31 + 31 + 28 + 31 + 30);
  EXPECT_FALSE(analysis->synthetic());
}

TEST_P(HourlyAnalysisTest, DailyTemperaturesAloneAreRefused) {
  AddHall("hall", 10);
  const auto analysis = Analyse(AskedHourly());
  EXPECT_THAT(analysis, StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_THAT(analysis.status().ToString(), HasSubstr("has no hourly temperatures"));
}

TEST_P(HourlyAnalysisTest, AMonthWithTooFewHoursIsNamed) {
  AddHall("hall", 10);
  LoadHours(kBefore, kBetween - 4);
  MeasureHours(10, kBefore, CivilDay(2017, 3, 1), HallUse);
  MeasureHours(10, CivilDay(2017, 3, 5), kBetween, HallUse);
  const auto analysis = Analyse(AskedHourly());
  ASSERT_THAT(analysis, IsOk());
  const v1::EnergyModelFit& fit = analysis->baseline();
  EXPECT_THAT(ReasonsOf(fit), ElementsAre("DISQUALIFICATION_REASON_ENERGY_MISSING",
                                          "DISQUALIFICATION_REASON_BOTH_MISSING",
                                          "DISQUALIFICATION_REASON_TEMPERATURE_MISSING",
                                          "DISQUALIFICATION_REASON_BOTH_MISSING"));
  EXPECT_EQ(fit.disqualifications(0).month(), 3);
  EXPECT_NEAR(fit.disqualifications(0).found(), 1 - 96 / 743.0, 1e-9);
  EXPECT_EQ(fit.disqualifications(2).month(), 12);
  EXPECT_EQ(fit.days(), 357);
  EXPECT_EQ(fit.days_in_period(), 365);
  EXPECT_TRUE(fit.has_model());
}

TEST_P(HourlyAnalysisTest, DaysOfOtherZonesHaveTheirOwnHours) {
  AddHall("hall", 10);
  LoadHours(kBefore, kBetween + 1);
  // 96 kWh a day less 1.2 for each degree of the mean of the same hours, whatever day they are of.
  MeasureHours(10, kBefore, kBetween + 1,
               [](std::int64_t hour) { return 4'000 - 50 * CelsiusOfHour(hour); });
  v1::AnalyseEnergyRequest request = Asked("hall");
  request.set_time_zone("UTC");
  const auto analysis = Analyse(request);
  ASSERT_THAT(analysis, IsOk());
  EXPECT_EQ(analysis->baseline().days(), 365);
  EXPECT_NEAR(analysis->baseline().model().heating(), 1.2, 1e-6);
  EXPECT_NEAR(analysis->baseline().statistics().r_squared(), 1, 1e-9);
  // Days of Europe/Oslo have daily temperatures of their own, which the use does not follow.
  request.clear_time_zone();
  EXPECT_LT(Analyse(request)->baseline().statistics().r_squared(), 0.5);
}

INSTANTIATE_TEST_SUITE_P(Engines, HourlyAnalysisTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::property
