#include "services/property/domain/fit_statistics.h"

#include <cmath>
#include <cstddef>
#include <numeric>

namespace ett::property {
namespace {

double MeanOf(std::vector<double>::const_iterator first, std::vector<double>::const_iterator last) {
  return std::accumulate(first, last, 0.0) / static_cast<double>(last - first);
}

// Of each with the next (Pearson), as each part has its own mean; 0 where nothing varies.
double AutocorrelationOf(const std::vector<double>& residuals) {
  if (residuals.size() < 3) return 0;
  const double first_mean = MeanOf(residuals.begin(), residuals.end() - 1);
  const double next_mean = MeanOf(residuals.begin() + 1, residuals.end());
  double common = 0, first_squares = 0, next_squares = 0;
  for (std::size_t i = 0; i + 1 < residuals.size(); ++i) {
    const double first = residuals[i] - first_mean, next = residuals[i + 1] - next_mean;
    common += first * next;
    first_squares += first * first;
    next_squares += next * next;
  }
  const double squares = std::sqrt(first_squares * next_squares);
  return squares > 0 ? common / squares : 0;
}

}  // namespace

FitStatistics StatisticsOf(const std::vector<double>& observed,
                           const std::vector<double>& predicted, int parameters) {
  FitStatistics fit;
  fit.observations = static_cast<int>(observed.size());
  fit.parameters = parameters;
  fit.mean = MeanOf(observed.begin(), observed.end());
  std::vector<double> residuals;
  double sum = 0, squares = 0, variation = 0;
  for (std::size_t i = 0; i < observed.size(); ++i) {
    residuals.push_back(predicted[i] - observed[i]);
    sum += residuals.back();
    squares += residuals.back() * residuals.back();
    variation += (observed[i] - fit.mean) * (observed[i] - fit.mean);
  }
  const double n = fit.observations;
  fit.rmse = std::sqrt(squares / n);
  fit.rmse_adjusted = std::sqrt(squares / (n - parameters));
  fit.cv_rmse = fit.rmse_adjusted / fit.mean;
  fit.nmbe = sum / ((n - parameters) * fit.mean);
  fit.r_squared = variation > 0 ? 1 - squares / variation : 0;
  fit.r_squared_adjusted = 1 - (1 - fit.r_squared) * (n - 1) / (n - parameters - 1);
  fit.autocorrelation = AutocorrelationOf(residuals);
  return fit;
}

}  // namespace ett::property
