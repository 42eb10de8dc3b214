#include "services/property/domain/hourly_model.h"

#include <cstddef>
#include <utility>

namespace ett::property {
namespace {

constexpr int kMonths = 12;
constexpr double kWeightOfNeighbours = 0.5;

double WeightIn(int month, absl::CivilHour hour, HourlySegments segments) {
  if (segments == HourlySegments::kSingle) return 1;
  const int months = (hour.month() - month + kMonths) % kMonths;
  if (months == 0) return 1;
  return months == 1 || months == kMonths - 1 ? kWeightOfNeighbours : 0;
}

// Of the occupied bins, then of the others; 0 in those of which the hour is not.
std::vector<double> FeaturesOf(const HourlySegment& segment, int hour_of_week, double temperature) {
  std::vector<double> occupied(segment.occupied_end_points.size() + 1);
  std::vector<double> unoccupied(segment.unoccupied_end_points.size() + 1);
  if (segment.occupied[hour_of_week]) {
    occupied = BinFeatures(temperature, segment.occupied_end_points);
  } else {
    unoccupied = BinFeatures(temperature, segment.unoccupied_end_points);
  }
  occupied.insert(occupied.end(), unoccupied.begin(), unoccupied.end());
  return occupied;
}

}  // namespace

std::optional<double> HourlySegment::Predict(absl::CivilHour hour, double temperature) const {
  const int hour_of_week = HourOfWeek(hour);
  return fit.Predict(hour_of_week, FeaturesOf(*this, hour_of_week, temperature));
}

HourlySegment FitSegment(const std::vector<UsageHour>& hours, const HourlyModelOptions& options) {
  HourlySegment segment;
  segment.occupied = OccupancyOf(hours, options.occupancy);
  std::vector<double> occupied, unoccupied;
  for (const UsageHour& each : hours) {
    (segment.occupied[HourOfWeek(each.hour)] ? occupied : unoccupied).push_back(each.temperature);
  }
  segment.occupied_end_points = BinEndPoints(occupied, options.bins);
  segment.unoccupied_end_points = BinEndPoints(unoccupied, options.bins);
  return FitSegment(hours, std::move(segment));
}

HourlySegment FitSegment(const std::vector<UsageHour>& hours, HourlySegment given) {
  GroupedObservations observations;
  observations.width = given.occupied_end_points.size() + given.unoccupied_end_points.size() + 2;
  for (const UsageHour& each : hours) {
    const int hour_of_week = HourOfWeek(each.hour);
    observations.groups.push_back(hour_of_week);
    observations.values.push_back(each.use);
    observations.weights.push_back(each.weight);
    const std::vector<double> features = FeaturesOf(given, hour_of_week, each.temperature);
    observations.features.insert(observations.features.end(), features.begin(), features.end());
  }
  given.fit = FitGrouped(observations, kHoursOfAWeek);
  return given;
}

std::optional<double> HourlyModel::Predict(absl::CivilHour hour, double temperature) const {
  const HourlySegment& segment = segments.size() == 1 ? segments[0] : segments[hour.month() - 1];
  return segment.Predict(hour, temperature);
}

int HourlyModel::parameters() const {
  int parameters = -1;
  for (const HourlySegment& each : segments) parameters += each.fit.rank;
  return parameters;
}

std::optional<HourlyModel> FitHourly(const std::vector<UsageHour>& hours,
                                     const HourlyModelOptions& options) {
  HourlyModel model;
  const int segments = options.segments == HourlySegments::kSingle ? 1 : kMonths;
  for (int month = 1; month <= segments; ++month) {
    std::vector<UsageHour> weighted;
    for (UsageHour hour : hours) {
      hour.weight = WeightIn(month, hour.hour, options.segments);
      if (hour.weight > 0) weighted.push_back(hour);
    }
    model.segments.push_back(FitSegment(weighted, options));
  }
  if (static_cast<int>(hours.size()) <= model.parameters() + 1) return std::nullopt;
  return model;
}

}  // namespace ett::property
