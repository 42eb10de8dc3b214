#include "services/property/domain/hourly_model.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "absl/time/time.h"
#include "services/property/domain/eemeter_sample.h"

namespace ett::property {
namespace {

using absl::CivilHour;
using testing::ElementsAre;
using testing::IsEmpty;

CivilHour HourOf(std::int64_t seconds) {
  return absl::ToCivilHour(absl::FromUnixSeconds(seconds), absl::UTCTimeZone());
}

// Against the numbers of the tests of OpenEEmeter 2.10.11: see eemeter_sample.h. Its hours are
// those of UTC.
class HourlySampleTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!HasSample()) GTEST_SKIP() << "the sample is not here";
  }

  // From the first hour up to, but not including, the end.
  static std::vector<UsageHour> HoursOf(CivilHour first, CivilHour end) {
    const std::map<std::int64_t, double> temperatures = ReadRows("il-tempF.csv.gz");
    std::vector<UsageHour> hours;
    for (const auto& [seconds, use] : ReadRows("il-electricity-cdd-hdd-hourly.csv.gz")) {
      const CivilHour hour = HourOf(seconds);
      if (hour >= first && hour < end) hours.push_back({hour, use, temperatures.at(seconds)});
    }
    return hours;
  }

  // The last row of a time is not a period.
  static std::vector<UsageHour> All() {
    return HoursOf(CivilHour(2015, 11, 22), CivilHour(2018, 2, 8, 6));
  }
  static std::vector<UsageHour> Baseline() {
    return HoursOf(CivilHour(2015, 12, 27), CivilHour(2016, 12, 26));
  }
  static std::vector<UsageHour> Reporting() {
    return HoursOf(CivilHour(2017, 1, 4), CivilHour(2018, 1, 4));
  }
  static std::vector<UsageHour> First1000() {
    std::vector<UsageHour> hours = All();
    hours.resize(999);
    return hours;
  }

  // Hours of January and February of 2011, each day at 30, 31, … °F, and one more.
  template <class Function>
  static void ForEachOfReporting(Function visit) {
    for (int i = 0; i <= 59 * 24; ++i) {
      const int day = i / 24;
      visit(CivilHour(2011, 1, 1) + i, 30 + day);
    }
  }
};

TEST_F(HourlySampleTest, OccupancyIsAsPublished) {
  const std::vector<UsageHour> hours = All();
  EXPECT_EQ(OccupancyOf(hours).count(), 0U);
  std::size_t occupied = 0;
  for (int month = 1; month <= 12; ++month) {
    std::vector<UsageHour> of_month;
    std::copy_if(hours.begin(), hours.end(), std::back_inserter(of_month),
                 [&](const UsageHour& each) { return each.hour.month() == month; });
    occupied += OccupancyOf(of_month).count();
  }
  EXPECT_EQ(occupied, 84U);
}

TEST_F(HourlySampleTest, DesignMatricesSumToThePublished) {
  double first = 0, winter = 0, spring = 0;
  const auto hours = First1000();
  std::vector<UsageHour> weighted;
  for (UsageHour each : hours) {
    each.weight = each.hour.month() == 1 ? 1 : each.hour.month() == 12 ? 0.5 : 0;
    if (each.weight > 0) weighted.push_back(each);
  }
  const HourlySegment segment = FitSegment(weighted);
  EXPECT_THAT(segment.occupied_end_points, IsEmpty());
  EXPECT_EQ(segment.unoccupied_end_points.size(), 3U);
  for (const UsageHour& each : hours) {
    const double common = each.use + HourOfWeek(each.hour) + each.temperature;
    first +=
        common + std::max(0.0, 50 - each.temperature) + std::max(0.0, each.temperature - 65) + 1;
    const std::vector<double> bins = BinFeatures(each.temperature, segment.unoccupied_end_points);
    winter += each.use + HourOfWeek(each.hour) + std::accumulate(bins.begin(), bins.end(), 0.0) +
              (each.hour.month() == 1    ? 1
               : each.hour.month() == 12 ? 0.5
                                         : 0);
    // Where no hour has weight, occupied and unoccupied bins hold the temperature both.
    spring += common + each.temperature;
  }
  EXPECT_EQ(Rounded(first), 136352.61);
  EXPECT_EQ(Rounded(winter), 126210.07);
  EXPECT_EQ(Rounded(spring), 167659.28);
}

TEST_F(HourlySampleTest, SavingsAreAsPublished) {
  const auto before = FitHourly(Baseline());
  const auto after = FitHourly(Reporting());
  ASSERT_TRUE(before && after);
  double avoided = 0, saved = 0;
  ForEachOfReporting([&](CivilHour hour, double temperature) {
    avoided += *before->Predict(hour, temperature) - 1;
    saved += *before->Predict(hour, temperature) - *after->Predict(hour, temperature);
  });
  EXPECT_EQ(Rounded(avoided), -403.7);
  EXPECT_EQ(Rounded(saved), 55.3);
}

// Hours from the first of 2017, a Sunday: 0 to 100 °F, and use of 10 to 70 kWh, in even steps.
std::vector<UsageHour> Ramp(int count) {
  std::vector<UsageHour> hours;
  for (int i = 0; i < count; ++i) {
    const double share = i / (count - 1.0);
    hours.push_back({CivilHour(2017, 1, 1) + i, 10 + 60 * share, 100 * share});
  }
  return hours;
}

// Even hours of the week are occupied.
HourlySegment ByTurns(const std::vector<double>& occupied, const std::vector<double>& unoccupied) {
  HourlySegment segment;
  for (int hour = 0; hour < kHoursOfAWeek; hour += 2) segment.occupied[hour] = true;
  segment.occupied_end_points = occupied;
  segment.unoccupied_end_points = unoccupied;
  return segment;
}

double SumOf(const HourlySegment& segment, const std::vector<UsageHour>& hours) {
  double sum = 0;
  for (const UsageHour& each : hours) sum += *segment.Predict(each.hour, each.temperature);
  return sum;
}

// What the tests of OpenEEmeter 2.10.11 have of small tables.
TEST(HourlySegment, PredictsAsPublishedOfLessThanAWeek) {
  const HourlySegment day = FitSegment(Ramp(24), ByTurns({30, 60, 90}, {60, 90}));
  EXPECT_EQ(day.fit.slopes.size(), 7U);
  EXPECT_EQ(day.fit.rank, 24);
  EXPECT_EQ(Rounded(SumOf(day, Ramp(24))), 960);
  HourlySegment empty;
  empty.unoccupied_end_points = {60, 90};
  empty.occupied_end_points = {30, 60, 90};
  EXPECT_EQ(Rounded(SumOf(FitSegment(Ramp(24), empty), Ramp(24))), 960);
  // Far fewer hours than coefficients: only the least of the solutions has this sum.
  const HourlySegment week = FitSegment(Ramp(200), ByTurns({30, 60, 90}, {30, 60, 90}));
  EXPECT_EQ(std::round(SumOf(week, Ramp(24))), 955);
}

TEST(HourlySegment, PredictsNothingForAnHourOfTheWeekThatItHasNot) {
  const HourlySegment segment = FitSegment(Ramp(4), ByTurns({30, 60, 90}, {30, 60, 90}));
  int predicted = 0;
  for (int i = 0; i < kHoursOfAWeek; ++i) {
    predicted += segment.Predict(CivilHour(2017, 1, 1) + i, 1).has_value() ? 1 : 0;
  }
  EXPECT_EQ(predicted, 4);
  EXPECT_FALSE(FitHourly(Ramp(100)));
  const HourlySegment empty = FitSegment({});
  EXPECT_EQ(empty.fit.slopes.size(), 2U);
  EXPECT_FALSE(empty.Predict(CivilHour(2017, 1, 1), 1));
}

TEST(HourOfWeek, BeginsOnMonday) {
  EXPECT_EQ(HourOfWeek(CivilHour(2017, 1, 2, 0)), 0);
  EXPECT_EQ(HourOfWeek(CivilHour(2017, 1, 1, 23)), 167);
}

TEST(BinEndPoints, AreMergedWhereBinsHoldTooFewHours) {
  std::vector<double> temperatures;
  for (int i = 0; i < 400; ++i) {
    for (const double each : {10, 35, 55, 80, 100}) temperatures.push_back(each);
  }
  EXPECT_THAT(BinEndPoints(temperatures), ElementsAre(30, 45, 55, 90));
  EXPECT_THAT(BinEndPoints({}), IsEmpty());
  // Too cold by one hour, and one at the end point below it.
  temperatures.assign(19, 20);
  temperatures.insert(temperatures.end(), 40, 40);
  EXPECT_THAT(BinEndPoints(temperatures), IsEmpty());
  temperatures.push_back(30);
  EXPECT_THAT(BinEndPoints(temperatures), ElementsAre(30));
}

TEST(BinFeatures, AreTheTemperatureTogether) {
  EXPECT_THAT(BinFeatures(10, {25, 75}), ElementsAre(10, 0, 0));
  EXPECT_THAT(BinFeatures(-10, {25, 75}), ElementsAre(-10, 0, 0));
  EXPECT_THAT(BinFeatures(75, {25, 75}), ElementsAre(25, 50, 0));
  EXPECT_THAT(BinFeatures(80, {25, 75}), ElementsAre(25, 50, 5));
  EXPECT_THAT(BinFeatures(80, {}), ElementsAre(80));
}

TEST(LeastSquares, OfMayHasTheLeastCoefficients) {
  // One group, and a feature that is there twice: 2 + 3 x, or 2 + a x + (3 − a) x.
  const GroupedObservations twice{2, {0, 0, 0}, {2, 5, 8}, {1, 1, 1}, {0, 0, 1, 1, 2, 2}};
  const GroupedFit fit = FitGrouped(twice, 2);
  EXPECT_NEAR(*fit.levels[0], 2, 1e-9);
  EXPECT_FALSE(fit.levels[1]);
  EXPECT_NEAR(fit.slopes[0], 1.5, 1e-9);
  EXPECT_NEAR(fit.slopes[1], 1.5, 1e-9);
  EXPECT_EQ(fit.rank, 2);
  // One observation of y = 4 at x = 1: level and slope share it.
  const GroupedFit one = FitGrouped({1, {0}, {4}, {1}, {1}}, 1);
  EXPECT_NEAR(*one.levels[0], 2, 1e-9);
  EXPECT_NEAR(one.slopes[0], 2, 1e-9);
  // A weight of 3 counts as three.
  EXPECT_NEAR(*FitGrouped({0, {0, 0}, {0, 4}, {1, 3}, {}}, 1).levels[0], 3, 1e-9);
}

TEST(LeastSquares, OfNothingHasNoLevel) {
  const GroupedFit none = FitGrouped({2, {}, {}, {}, {}}, 3);
  EXPECT_THAT(none.levels, testing::Each(std::nullopt));
  EXPECT_THAT(none.slopes, ElementsAre(0, 0));
  EXPECT_EQ(none.rank, 0);
}

// A building that is used in the daytime of working days: then 5 kWh and 0.2 for each degree above
// 65 °F, else 1 kWh; and at all times 0.1 for each degree below 45.
double TrueUse(CivilHour hour, double temperature) {
  const int hour_of_week = HourOfWeek(hour);
  const bool is_used = hour_of_week < 5 * 24 && hour.hour() >= 8 && hour.hour() < 17;
  return (is_used ? 5 + 0.2 * std::max(0.0, temperature - 65) : 1) +
         0.1 * std::max(0.0, 45 - temperature);
}

// 20 to 80 °F over the year, and 10 up and down in a day, but not the same on every day.
double TrueTemperature(CivilHour hour) {
  const double of_year = -std::cos(2 * M_PI * absl::GetYearDay(absl::CivilDay(hour)) / 365.0);
  const double of_day = -std::cos(2 * M_PI * (hour.hour() - 3) / 24.0);
  return 50 + 30 * of_year + 10 * of_day + absl::GetYearDay(absl::CivilDay(hour)) * 7 % 11;
}

std::vector<UsageHour> TrueYear() {
  std::vector<UsageHour> hours;
  for (CivilHour hour(2018, 1, 1); hour.year() == 2018; ++hour) {
    const double temperature = TrueTemperature(hour);
    hours.push_back({hour, TrueUse(hour, temperature), temperature});
  }
  return hours;
}

TEST(HourlyModel, FindsABuildingAgain) {
  const auto model = FitHourly(TrueYear());
  ASSERT_TRUE(model);
  ASSERT_EQ(model->segments.size(), 12U);
  const Occupancy july = model->segments[6].occupied;
  for (int hour = 0; hour < kHoursOfAWeek; ++hour) {
    EXPECT_EQ(july[hour], hour < 5 * 24 && hour % 24 >= 8 && hour % 24 < 17) << hour;
  }
  for (CivilHour hour(2019, 1, 1); hour.year() == 2019; ++hour) {
    const double temperature = TrueTemperature(hour);
    ASSERT_NEAR(*model->Predict(hour, temperature), TrueUse(hour, temperature), 0.1) << hour;
  }
}

RC_GTEST_PROP(HourlyModel, HasAMeanResidualOfNothingOverItsSegment, ()) {
  std::vector<UsageHour> hours = TrueYear();
  for (UsageHour& each : hours) each.use += *rc::gen::inRange(-1000, 1000) / 500.0;
  const auto single = FitHourly(hours, {.segments = HourlySegments::kSingle});
  double sum = 0;
  for (const UsageHour& each : hours) {
    sum += *single->Predict(each.hour, each.temperature) - each.use;
  }
  RC_ASSERT(std::abs(sum) < 1e-6);
  // Of the segment of a month, by weight.
  const auto monthly = FitHourly(hours);
  const int month = *rc::gen::inRange(1, 13);
  const HourlySegment& segment = monthly->segments[month - 1];
  double weighted = 0;
  for (const UsageHour& each : hours) {
    const int apart = (each.hour.month() - month + 12) % 12;
    if (apart > 1 && apart < 11) continue;
    const double residual = *segment.Predict(each.hour, each.temperature) - each.use;
    weighted += (apart == 0 ? 1 : 0.5) * residual;
  }
  RC_ASSERT(std::abs(weighted) < 1e-6);
}

TEST(HourlyModel, CountsWhatItsSegmentsTellApart) {
  const auto single = FitHourly(TrueYear(), {.segments = HourlySegments::kSingle});
  ASSERT_TRUE(single);
  const HourlySegment& segment = single->segments[0];
  const std::size_t bins =
      segment.occupied_end_points.size() + segment.unoccupied_end_points.size() + 2;
  EXPECT_EQ(single->parameters(), 168 + static_cast<int>(bins) - 1);
}

}  // namespace
}  // namespace ett::property
