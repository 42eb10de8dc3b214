#pragma once

#include <vector>

#include "data/generator/property.h"

// The made-up weather that drives the readings.
namespace ett::reference {

// Means of the days of the three years in tenths of a degree Celsius.
std::vector<int> DailyMeans(const Options& options);

// Its station, its temperatures, the normals of its climate and the shares of energy that follow
// it.
void GenerateWeather(const Options& options, PropertyRecords& records);

}  // namespace ett::reference
