#include <algorithm>
#include <cmath>
#include <random>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "services/property/domain/daily_model.h"
#include "tests/bench/readings_section.h"

namespace ett::bench {
namespace {

using property::UsageDay;

constexpr int kBuildings = 400;
constexpr int kDays = 365;
constexpr absl::Duration kAsked = absl::Milliseconds(5);  // for a fit

// In °F, over a year that needs heating and cooling.
std::vector<UsageDay> YearOf(unsigned building) {
  std::mt19937 random(building);
  std::normal_distribution<double> noise;
  std::vector<UsageDay> days;
  for (int day = 0; day < kDays; ++day) {
    const double season = -std::cos(2 * M_PI * day / kDays);
    const double temperature = 55 + 25 * season + 6 * noise(random);
    days.push_back({20 + 1.5 * std::max(0.0, 60 - temperature) +
                        0.8 * std::max(0.0, temperature - 70) + 3 * noise(random),
                    temperature});
  }
  return days;
}

absl::Duration TimeOf(const std::vector<std::vector<UsageDay>>& years, unsigned threads) {
  const absl::Time start = absl::Now();
  std::vector<std::thread> running;
  for (unsigned thread = 0; thread < threads; ++thread) {
    running.emplace_back([&, thread] {
      for (std::size_t i = thread; i < years.size(); i += threads) (void)FitDaily(years[i]);
    });
  }
  for (std::thread& each : running) each.join();
  return absl::Now() - start;
}

}  // namespace

void ModelsSection(Report& report) {
  report.Section("models: CalTRACK's daily fit of a year, 30 to 90 °F by 1", "5 ms a fit");
  std::vector<std::vector<UsageDay>> years;
  for (unsigned building = 0; building < kBuildings; ++building) years.push_back(YearOf(building));
  TimeOf(years, 1);  // once, to be warm
  const absl::Duration alone = TimeOf(years, 1);
  report.Add("fits, one core", {kBuildings, alone, kAsked * kBuildings});
  const absl::Duration together = TimeOf(years, std::max(1U, std::thread::hardware_concurrency()));
  report.AddRatio("all cores, times as fast as one", absl::FDivDuration(alone, together));
}

}  // namespace ett::bench
