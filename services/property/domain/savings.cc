#include "services/property/domain/savings.h"

#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace ett::property {

namespace {

double StudentsOf(double confidence, double freedom) {
  return boost::math::quantile(boost::math::students_t(freedom), 1 - (1 - confidence) / 2);
}

// Of an annual uncertainty over some months.
double GrowthOf(int count, Granularity granularity) {
  if (granularity == Granularity::kHours) return 1.26;
  if (granularity == Granularity::kMonths) {
    return -0.00022 * count * count + 0.03306 * count + 0.94054;
  }
  const double months = count / 30.0;
  return -0.00024 * months * months + 0.03535 * months + 1.00286;
}

}  // namespace

std::optional<double> UncertaintyOf(const FitStatistics& baseline, int count, double confidence,
                                    Granularity granularity) {
  const double n = baseline.observations;
  const double freedom = n - baseline.parameters;
  const double rho = baseline.autocorrelation;
  if (count <= 0 || freedom <= 0 || std::abs(rho) >= 1 || baseline.mean == 0) return std::nullopt;
  const double effective = n * (1 - rho) / (1 + rho);
  return baseline.mean * n * StudentsOf(confidence, freedom) * GrowthOf(count, granularity) *
         (baseline.rmse_adjusted / baseline.mean) *
         std::sqrt((n / effective) * (1 + 2 / effective) / count);
}

std::optional<double> BandOf(const FitStatistics& baseline, double confidence) {
  const double n = baseline.observations;
  const double freedom = n - baseline.parameters - 1;
  if (freedom <= 0) return std::nullopt;
  return StudentsOf(confidence, freedom) * baseline.rmse_adjusted * std::sqrt(1 + 1 / n);
}

double Together(double one, double other) { return std::hypot(one, other); }

}  // namespace ett::property
