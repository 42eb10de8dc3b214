#pragma once

#include <optional>

#include "services/property/domain/fit_statistics.h"

namespace ett::property {

// How far avoided energy may be off, either way, by the baseline model's fit, over `days` of the
// reporting period (ASHRAE Guideline 14; Sun and Baltazar 2013):
//   E t (a M² + b M + c) (RMSE / mean) √((n / n′) (1 + 2 / n′) / m)
// with E the baseline's energy, t Student's of the confidence with n − p degrees of freedom, M
// months of 30 days, m `days`, n′ = n (1 − ρ) / (1 + ρ), RMSE adjusted, and for days a = −0.00024,
// b = 0.03535, c = 1.00286. Nothing where that is not defined.
std::optional<double> UncertaintyOf(const FitStatistics& baseline, int days,
                                    double confidence = 0.9);

// Of a difference of two that are independent.
double Together(double one, double other);

}  // namespace ett::property
