#pragma once

#include <optional>
#include <vector>

#include "services/property/domain/hourly_features.h"
#include "services/property/domain/least_squares.h"

// Models of the energy of an hour by the hour of the week and the temperature, as CalTRACK 2 has
// them (as OpenEEmeter 2.10 computes it).
namespace ett::property {

enum class HourlySegments {
  kSingle,              // one model of all hours
  kThreeMonthWeighted,  // one of each calendar month, its neighbours counting half
};

struct HourlyModelOptions {
  HourlySegments segments = HourlySegments::kThreeMonthWeighted;
  OccupancyOptions occupancy = {};
  BinOptions bins = {};
};

// Use = level of the hour of the week + Σ slope of the bin × part of the temperature in it, where
// occupied hours have their bins and slopes and the others theirs.
struct HourlySegment {
  Occupancy occupied;
  std::vector<double> occupied_end_points;
  std::vector<double> unoccupied_end_points;
  GroupedFit fit;  // slopes: those of the occupied bins, then those of the others

  // Nothing for an hour of the week that the segment has no hour of.
  std::optional<double> Predict(absl::CivilHour hour, double temperature) const;
};

HourlySegment FitSegment(const std::vector<UsageHour>& hours,
                         const HourlyModelOptions& options = {});
// The same with the hours that are occupied, and the bins, given.
HourlySegment FitSegment(const std::vector<UsageHour>& hours, HourlySegment given);

struct HourlyModel {
  std::vector<HourlySegment> segments;  // one, or twelve from January

  // By the segment of its month; nothing where that has no such hour of the week.
  std::optional<double> Predict(absl::CivilHour hour, double temperature) const;
  // Besides one level: what all the segments' observations tell apart.
  int parameters() const;
};

// Weights are those of the segments: `weight` of the hours is not looked at. Nothing where there
// are not more hours than coefficients.
std::optional<HourlyModel> FitHourly(const std::vector<UsageHour>& hours,
                                     const HourlyModelOptions& options = {});

}  // namespace ett::property
