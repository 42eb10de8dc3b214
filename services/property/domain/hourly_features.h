#pragma once

#include <bitset>
#include <vector>

#include "absl/time/civil_time.h"

// What CalTRACK 2's hourly method makes of an hour: its hour of the week, whether the building is
// occupied then, and its temperature by bins.
namespace ett::property {

// Temperatures are in whatever degrees the options are in.
struct UsageHour {
  absl::CivilHour hour;    // where the building is
  double use = 0;          // kWh, say
  double temperature = 0;  // the hour's mean
  double weight = 1;       // above 0
};

inline constexpr int kHoursOfAWeek = 168;

// 0 from midnight on Monday.
int HourOfWeek(absl::CivilHour hour);

// By hour of the week.
using Occupancy = std::bitset<kHoursOfAWeek>;

struct OccupancyOptions {
  double heating_balance = 50;
  double cooling_balance = 65;
  double least_share = 0.65;
};

// Occupied are the hours of the week of which more than the least share used more than the
// regression of use on degrees below the one balance point and above the other says. Those that
// are not among the hours are not.
Occupancy OccupancyOf(const std::vector<UsageHour>& hours, const OccupancyOptions& options = {});

struct BinOptions {
  std::vector<double> end_points = {30, 45, 55, 65, 75, 90};
  int least_hours = 20;
};

// The end points that are left when bins with fewer than the least hours are merged: while there
// are such, the outermost with its neighbour; where neither of the outermost is one, each in the
// middle with the next. A bin holds its upper end point.
std::vector<double> BinEndPoints(const std::vector<double>& temperatures,
                                 const BinOptions& options = {});

// The part of a temperature that is in each bin; together they are the temperature. The first bin
// counts from 0 degrees, the others from their lower end points.
std::vector<double> BinFeatures(double temperature, const std::vector<double>& end_points);

}  // namespace ett::property
