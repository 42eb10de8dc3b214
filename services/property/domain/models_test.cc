#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/property/domain/daily_model.h"
#include "services/property/domain/eemeter_sample.h"
#include "services/property/domain/savings.h"

// Against the numbers of the tests of OpenEEmeter 2.10.11: see eemeter_sample.h. Its days are cut
// at midnight of UTC.
namespace ett::property {
namespace {

using absl::CivilDay;

CivilDay DayOf(std::int64_t seconds) {
  return absl::ToCivilDay(absl::FromUnixSeconds(seconds), absl::UTCTimeZone());
}

class DailySampleTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!HasSample()) GTEST_SKIP() << "the sample is not here";
  }

  // The mean of each day, in °F.
  static std::map<CivilDay, double> Temperatures() {
    std::map<CivilDay, std::pair<double, int>> sums;
    for (const auto& [seconds, fahrenheit] : ReadRows("il-tempF.csv.gz")) {
      if (std::isnan(fahrenheit)) continue;
      auto& [sum, hours] = sums[DayOf(seconds)];
      sum += fahrenheit;
      ++hours;
    }
    std::map<CivilDay, double> temperatures;
    for (const auto& [day, sum] : sums) temperatures[day] = sum.first / sum.second;
    return temperatures;
  }

  // From the first day up to, but not including, the end.
  static std::vector<UsageDay> DaysOf(CivilDay first, CivilDay end) {
    const std::map<CivilDay, double> temperatures = Temperatures();
    std::vector<UsageDay> days;
    for (const auto& [seconds, use] : ReadRows("il-electricity-cdd-hdd-daily.csv.gz")) {
      const CivilDay day = DayOf(seconds);
      if (day < first || day >= end) continue;
      days.push_back({use, temperatures.at(day)});
    }
    return days;
  }

  static std::vector<UsageDay> Baseline() {
    return DaysOf(CivilDay(2015, 12, 27), CivilDay(2016, 12, 26));
  }
  static std::vector<UsageDay> Reporting() {
    return DaysOf(CivilDay(2017, 1, 4), CivilDay(2018, 1, 4));
  }

  static FitStatistics StatisticsOfFit(const std::vector<UsageDay>& days, const DailyModel& model) {
    std::vector<double> observed, predicted;
    for (const UsageDay& day : days) {
      observed.push_back(day.use);
      predicted.push_back(model.Predict(day.temperature));
    }
    return StatisticsOf(observed, predicted, model.parameters());
  }
};

TEST_F(DailySampleTest, FixedBalancePointsPredictAsPublished) {
  const std::vector<UsageDay> baseline = Baseline();
  ASSERT_EQ(baseline.size(), 365U);
  const auto sum = [&](const DailyModelOptions& options) {
    const DailyModel model = FitDaily(baseline, options)->model;
    double predicted = 0;
    // A ramp of hours from 50 to 80 °F, by the means of its days.
    for (int i = 0; i < 365; ++i) predicted += model.Predict(50 + 30 * (24 * i + 11.5) / 8760);
    return Rounded(predicted);
  };
  EXPECT_EQ(sum({.heating_balances = {60}, .cooling_balances = {65}}), 7059.48);
  EXPECT_EQ(sum({.heating_balances = {}, .cooling_balances = {65}}), 10192.0);
}

TEST_F(DailySampleTest, AvoidedEnergyIsAsPublished) {
  const std::vector<UsageDay> baseline = Baseline();
  const DailyModel model = FitDaily(baseline)->model;
  // 59 days of 30, 31, … °F, of 1 kWh each.
  double avoided = 0;
  for (int i = 0; i < 59; ++i) avoided += model.Predict(30 + i) - 1;
  EXPECT_EQ(Rounded(avoided), 1571.28);
  const auto baseline_band = UncertaintyOf(StatisticsOfFit(baseline, model), 59);
  EXPECT_EQ(Rounded(*baseline_band), 601.52);
  const std::vector<UsageDay> reporting = Reporting();
  const DailyModel after = FitDaily(reporting)->model;
  double saved = 0;
  for (int i = 0; i < 59; ++i) saved += model.Predict(30 + i) - after.Predict(30 + i);
  EXPECT_EQ(Rounded(saved), 168.58);
  const auto reporting_band = UncertaintyOf(StatisticsOfFit(reporting, after), 59);
  EXPECT_EQ(Rounded(*reporting_band), 534.78);
  EXPECT_EQ(Rounded(Together(*baseline_band, *reporting_band)), 804.87);
}

TEST_F(DailySampleTest, AvoidedEnergyByBillsIsAsPublished) {
  constexpr std::int64_t kHour = 3600;
  const std::map<std::int64_t, double> hours = ReadRows("il-tempF.csv.gz");
  std::vector<UsagePeriod> bills;
  std::int64_t begun = 0;
  double used = 0;
  // Those that begin in the 365 days before 26 December 2016; the last of these rows only ends the
  // one before. The days of a bill begin at its hour.
  for (const auto& [seconds, use] : ReadRows("il-electricity-cdd-hdd-billing_monthly.csv.gz")) {
    if (DayOf(seconds) > CivilDay(2016, 12, 26)) break;
    if (DayOf(begun) >= CivilDay(2015, 12, 27)) {
      UsagePeriod& bill = bills.emplace_back();
      for (; begun < seconds; begun += 24 * kHour) {
        double sum = 0;
        for (int hour = 0; hour < 24; ++hour) sum += hours.at(begun + hour * kHour);
        bill.temperatures.push_back(sum / 24);
      }
      bill.use = used / static_cast<double>(bill.temperatures.size());
    }
    begun = seconds;
    used = use;
  }
  ASSERT_EQ(bills.size(), 11U);
  const DailyModel model = FitBilling(bills)->model;
  // January and February of 30, 31, … °F a day, of 1 kWh a month.
  double avoided = -2;
  for (int i = 0; i < 59; ++i) avoided += model.Predict(30 + i);
  EXPECT_EQ(Rounded(avoided), 1625.73);
}

// Heats below 12 °C and cools above 20 °C.
const DailyModelOptions kCelsius = {.heating_balances = BalancePoints(0, 30, 1),
                                    .cooling_balances = BalancePoints(0, 30, 1)};

RC_GTEST_PROP(DailyModel, IsFoundAgainInWhatItMakes, ()) {
  DailyModel made;
  made.base = *rc::gen::inRange(1, 100);
  made.heating = *rc::gen::inRange(1, 20);
  made.cooling = *rc::gen::inRange(1, 20);
  made.heating_balance = *rc::gen::inRange(0, 16);
  made.cooling_balance = *rc::gen::inRange(17, 25);
  std::vector<UsageDay> days;
  for (int i = 0; i < 365; ++i) {
    const double temperature = -20 + 0.15 * i;
    days.push_back({made.Predict(temperature), temperature});
  }
  const DailyModel model = FitDaily(days, kCelsius)->model;
  RC_ASSERT(model.heating_balance == made.heating_balance);
  RC_ASSERT(model.cooling_balance == made.cooling_balance);
  for (int temperature = -30; temperature < 40; ++temperature) {
    RC_ASSERT(std::abs(model.Predict(temperature) - made.Predict(temperature)) < 1e-6);
  }
}

RC_GTEST_PROP(DailyModel, HasNoNegativeCoefficient, ()) {
  std::vector<UsageDay> days;
  for (int i = 0; i < 100; ++i) {
    days.push_back({static_cast<double>(*rc::gen::inRange(0, 1000)),
                    static_cast<double>(*rc::gen::inRange(-20, 35))});
  }
  const auto fit = FitDaily(days, kCelsius);
  RC_ASSERT(fit->model.base >= 0 && fit->model.heating >= 0 && fit->model.cooling >= 0);
  RC_ASSERT(fit->qualified >= 1 && fit->qualified <= fit->candidates);
}

TEST(DailyModel, IsABaseUseAloneWhereNothingFollowsTheTemperature) {
  std::vector<UsageDay> days(365, UsageDay{24, 10});
  const DailyModel model = FitDaily(days, kCelsius)->model;
  EXPECT_EQ(model.base, 24);
  EXPECT_EQ(model.parameters(), 0);
  EXPECT_EQ(model.Predict(-20), 24);
  EXPECT_FALSE(FitDaily({{1, 1}, {2, 2}, {3, 3}}));
}

TEST(FitStatistics, AreThoseOfASmallExampleByHand) {
  // Residuals 1, −1, 1, −1 about a mean of 5, of one parameter.
  const FitStatistics fit = StatisticsOf({2, 4, 6, 8}, {3, 3, 7, 7}, 1);
  EXPECT_DOUBLE_EQ(fit.rmse, 1);
  EXPECT_DOUBLE_EQ(fit.rmse_adjusted, std::sqrt(4.0 / 3));
  EXPECT_DOUBLE_EQ(fit.cv_rmse, std::sqrt(4.0 / 3) / 5);
  EXPECT_DOUBLE_EQ(fit.nmbe, 0);
  EXPECT_DOUBLE_EQ(fit.r_squared, 0.8);
  EXPECT_DOUBLE_EQ(fit.r_squared_adjusted, 1 - 0.2 * 3 / 2);
  EXPECT_DOUBLE_EQ(fit.autocorrelation, -1);
}

TEST(Savings, HaveNoUncertaintyWhereItIsNotDefined) {
  FitStatistics fit = StatisticsOf({2, 4, 6, 8}, {3, 3, 7, 7}, 1);
  EXPECT_FALSE(UncertaintyOf(fit, 30));  // each residual tells the next
  fit.autocorrelation = 0;
  EXPECT_TRUE(UncertaintyOf(fit, 30));
  EXPECT_FALSE(UncertaintyOf(fit, 0));
}

TEST(Savings, OfHoursHaveTheUncertaintyOfTheGuideline) {
  FitStatistics fit = StatisticsOf({2, 4, 6, 8}, {3, 3, 7, 7}, 1);
  fit.autocorrelation = 0.5;
  // n = 4 and n′ = 4/3; E = 20, t of 3 degrees of freedom 2.353, CV √(4/3) / 5, m = 9.
  const double root = std::sqrt(3 * (1 + 1.5) / 9);
  EXPECT_NEAR(*UncertaintyOf(fit, 9, 0.9, Granularity::kHours),
              20 * 2.353363 * 1.26 * std::sqrt(4.0 / 3) / 5 * root, 1e-4);
}

}  // namespace
}  // namespace ett::property
