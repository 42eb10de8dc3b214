#include "services/property/domain/savings.h"

#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace ett::property {

std::optional<double> UncertaintyOf(const FitStatistics& baseline, int days, double confidence) {
  const double n = baseline.observations;
  const double freedom = n - baseline.parameters;
  const double rho = baseline.autocorrelation;
  if (days <= 0 || freedom <= 0 || std::abs(rho) >= 1 || baseline.mean == 0) return std::nullopt;
  const boost::math::students_t distribution(freedom);
  const double t = boost::math::quantile(distribution, 1 - (1 - confidence) / 2);
  const double months = days / 30.0;
  const double growth = -0.00024 * months * months + 0.03535 * months + 1.00286;
  const double effective = n * (1 - rho) / (1 + rho);
  return baseline.mean * n * t * growth * (baseline.rmse_adjusted / baseline.mean) *
         std::sqrt((n / effective) * (1 + 2 / effective) / days);
}

double Together(double one, double other) { return std::hypot(one, other); }

}  // namespace ett::property
