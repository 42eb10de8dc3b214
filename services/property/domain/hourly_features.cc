#include "services/property/domain/hourly_features.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>

#include "services/property/domain/least_squares.h"

namespace ett::property {
namespace {

constexpr int kHoursOfADay = 24;

std::vector<double> DegreesOf(double temperature, const OccupancyOptions& options) {
  return {std::max(0.0, options.heating_balance - temperature),
          std::max(0.0, temperature - options.cooling_balance)};
}

// By bin.
std::vector<int> HoursOfBins(const std::vector<double>& temperatures,
                             const std::vector<double>& end_points) {
  std::vector<int> hours(end_points.size() + 1);
  for (const double each : temperatures) {
    const auto upper = std::lower_bound(end_points.begin(), end_points.end(), each);
    ++hours[upper - end_points.begin()];
  }
  return hours;
}

// The end points between bins to be merged.
std::set<double> ToRemove(const std::vector<int>& hours, const std::vector<double>& end_points,
                          int least) {
  std::set<double> removed;
  if (end_points.empty()) return removed;
  if (hours.front() < least) removed.insert(end_points.front());
  if (hours.back() < least) removed.insert(end_points.back());
  if (!removed.empty()) return removed;
  for (std::size_t i = 1; i + 1 < hours.size(); ++i) {
    if (hours[i] < least) removed.insert(end_points[i]);
  }
  return removed;
}

}  // namespace

int HourOfWeek(absl::CivilHour hour) {
  const auto day = static_cast<int>(absl::GetWeekday(hour));  // 0 on Monday
  return day * kHoursOfADay + hour.hour();
}

Occupancy OccupancyOf(const std::vector<UsageHour>& hours, const OccupancyOptions& options) {
  GroupedObservations observations;
  observations.width = 2;
  for (const UsageHour& each : hours) {
    observations.groups.push_back(0);
    observations.values.push_back(each.use);
    observations.weights.push_back(each.weight);
    const std::vector<double> degrees = DegreesOf(each.temperature, options);
    observations.features.insert(observations.features.end(), degrees.begin(), degrees.end());
  }
  const GroupedFit fit = FitGrouped(observations, 1);
  std::array<int, kHoursOfAWeek> all = {}, above = {};
  for (const UsageHour& each : hours) {
    const int hour_of_week = HourOfWeek(each.hour);
    ++all[hour_of_week];
    above[hour_of_week] += each.use > fit.Predict(0, DegreesOf(each.temperature, options));
  }
  Occupancy occupancy;
  for (int hour = 0; hour < kHoursOfAWeek; ++hour) {
    occupancy[hour] = all[hour] > 0 && above[hour] > options.least_share * all[hour];
  }
  return occupancy;
}

std::vector<double> BinEndPoints(const std::vector<double>& temperatures,
                                 const BinOptions& options) {
  std::vector<double> end_points = options.end_points;
  while (true) {
    const std::set<double> removed =
        ToRemove(HoursOfBins(temperatures, end_points), end_points, options.least_hours);
    if (removed.empty()) return end_points;
    std::erase_if(end_points, [&](double each) { return removed.contains(each); });
  }
}

std::vector<double> BinFeatures(double temperature, const std::vector<double>& end_points) {
  std::vector<double> features;
  double lower = 0;
  for (const double upper : end_points) {
    const double part = std::min(temperature, upper) - lower;
    features.push_back(features.empty() ? part : std::max(0.0, part));
    lower = upper;
  }
  const double part = temperature - lower;
  features.push_back(features.empty() ? part : std::max(0.0, part));
  return features;
}

}  // namespace ett::property
