#pragma once

#include <vector>

#include "figures/figure.h"

namespace ett::property {

// The metrics in order of presentation, without their functions.
figures::Catalogue Descriptions();
// Parts of it.
std::vector<figures::Metric> EnergyMetrics();
std::vector<figures::Metric> ProjectMetrics();
std::vector<figures::Metric> ReportedMetrics();
std::vector<figures::Metric> WeatherMetrics();

inline constexpr char kOwn[] = "Ett";
inline constexpr char kKostra[] = "SSB, KOSTRA";

inline figures::Text SquareMetres() { return figures::MakeText("m²", "m²"); }

figures::MetricDimension Carrier();
figures::MetricDimension Building();
figures::MetricDimension Function();
figures::MetricDimension Site();
figures::MetricDimension Group();
// All four.
std::vector<figures::MetricDimension> OfBuildings();

}  // namespace ett::property
