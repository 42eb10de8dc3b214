#pragma once

#include <vector>

namespace ett::property {

// How well a model tells what was observed, over n observations. Residuals are predicted less
// observed, so that a model which tells too much has a positive bias.
struct FitStatistics {
  int observations = 0;           // n
  int parameters = 0;             // p: coefficients besides the intercept
  double mean = 0;                // of what was observed
  double rmse = 0;                // √(Σ residual² / n)
  double rmse_adjusted = 0;       // √(Σ residual² / (n − p))
  double cv_rmse = 0;             // rmse_adjusted / mean; ASHRAE Guideline 14
  double nmbe = 0;                // Σ residual / ((n − p) × mean); ASHRAE Guideline 14
  double r_squared = 0;           // 1 − Σ residual² / Σ (observed − mean)²
  double r_squared_adjusted = 0;  // 1 − (1 − R²) (n − 1) / (n − p − 1)
  double autocorrelation = 0;     // ρ: of each residual with the next
};

// Both are of the same length, above `parameters` + 1.
FitStatistics StatisticsOf(const std::vector<double>& observed,
                           const std::vector<double>& predicted, int parameters);

// Limits of ASHRAE Guideline 14 for calibrated models, as shares.
struct GuidelineLimits {
  double cv_rmse;
  double nmbe;  // either way
};
inline constexpr GuidelineLimits kMonthlyLimits = {0.15, 0.05};
inline constexpr GuidelineLimits kHourlyLimits = {0.30, 0.10};

}  // namespace ett::property
