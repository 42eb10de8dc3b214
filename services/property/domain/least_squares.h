#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace ett::property {

// Observations of groups: each has its value, its weight and its features.
struct GroupedObservations {
  std::size_t width = 0;    // features of an observation
  std::vector<int> groups;  // from 0
  std::vector<double> values;
  std::vector<double> weights;   // at least 0
  std::vector<double> features;  // of the first observation, then of the second, …

  std::size_t size() const { return values.size(); }
};

// value = level of the group + Σ slope × feature.
struct GroupedFit {
  std::vector<std::optional<double>> levels;  // by group; nothing without an observation of weight
  std::vector<double> slopes;                 // by feature; 0 without observations
  int rank = 0;                               // coefficients that the observations tell apart

  // Nothing for a group without a level.
  std::optional<double> Predict(int group, const std::vector<double>& features) const;
};

// The least Σ weight × (observed − told)². Where many coefficients do equally well, those with the
// least sum of squares, levels and slopes together, as a pseudo-inverse has it.
GroupedFit FitGrouped(const GroupedObservations& observations, int groups);

}  // namespace ett::property
