#pragma once

#include <optional>
#include <vector>

// Models of the energy of a day by its mean temperature, as CalTRACK 2 has them: a base use, and so
// much for each degree below a heating balance point and above a cooling one. Temperatures are in
// whatever degrees the options are in.
namespace ett::property {

struct UsageDay {
  double use = 0;          // kWh, say
  double temperature = 0;  // the day's mean
};

// A billing period: CalTRACK's billing method fits use a day on average to the degree days of its
// days, by weight of their number.
struct UsagePeriod {
  double use = 0;                    // a day, on average
  std::vector<double> temperatures;  // of its days; at least one
};

struct DailyModel {
  double base = 0;                // a day
  double heating = 0;             // a degree below `heating_balance`
  double cooling = 0;             // a degree above `cooling_balance`
  double heating_balance = 0;     // of a model with `heating`
  double cooling_balance = 0;     // of a model with `cooling`
  double adjusted_r_squared = 0;  // 0 for a base use alone

  double Predict(double temperature) const;
  // Besides the base use.
  int parameters() const { return (heating > 0 ? 1 : 0) + (cooling > 0 ? 1 : 0); }
};

// From the first to the last in such steps.
std::vector<double> BalancePoints(double first, double last, double step);

struct DailyModelOptions {
  // To try; CalTRACK: 30 to 90 °F in steps of at most 3. Together, the cooling one is not below the
  // heating one. Empty: no heating, or no cooling.
  std::vector<double> heating_balances = BalancePoints(30, 90, 1);
  std::vector<double> cooling_balances = BalancePoints(30, 90, 1);
  // A balance point has so many days, or billing periods, with degree days, and so many degree days
  // in all. CalTRACK asks for no number of billing periods.
  int least_days = 10;
  double least_degree_days = 20;
};

struct DailyFit {
  DailyModel model;  // with the highest adjusted R² of those whose coefficients are all at least 0
  int candidates = 0;
  int qualified = 0;
};

// Tries every combination, by least squares. Nothing for fewer than four days.
std::optional<DailyFit> FitDaily(const std::vector<UsageDay>& days,
                                 const DailyModelOptions& options = {});
// The same of billing periods.
std::optional<DailyFit> FitBilling(const std::vector<UsagePeriod>& periods,
                                   const DailyModelOptions& options = {.least_days = 0});

}  // namespace ett::property
