#pragma once

#include <optional>

#include "services/property/domain/fit_statistics.h"

namespace ett::property {

// What the observations of a model are of.
enum class Granularity { kHours, kDays, kMonths };

// How far avoided energy may be off, either way, by the baseline model's fit, over `count` hours,
// days or months of the reporting period (ASHRAE Guideline 14; Sun and Baltazar 2013):
//   E t (a M² + b M + c) (RMSE / mean) √((n / n′) (1 + 2 / n′) / m)
// with E the baseline's n × mean, t Student's of the confidence with n − p degrees of freedom, M
// months (of 30 days), m `count`, n′ = n (1 − ρ) / (1 + ρ), RMSE adjusted, and for days
// a = −0.00024, b = 0.03535, c = 1.00286, for months a = −0.00022, b = 0.03306, c = 0.94054. Of
// hours there are no such coefficients: theirs is the 1.26 of the Guideline before them, a = b = 0.
// Nothing where that is not defined.
std::optional<double> UncertaintyOf(const FitStatistics& baseline, int count,
                                    double confidence = 0.9,
                                    Granularity granularity = Granularity::kDays);

// How far one observation may be from what the model says, either way, with that confidence.
// Nothing where that is not defined.
std::optional<double> BandOf(const FitStatistics& baseline, double confidence);

// Of a difference of two that are independent.
double Together(double one, double other);

}  // namespace ett::property
