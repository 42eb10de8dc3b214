#include "services/property/domain/daily_model.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace ett::property {
namespace {

using Numbers = std::vector<double>;

double Dot(const Numbers& a, const Numbers& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

// The degree days of a balance point, a day on average, less their mean: so that least squares has
// no intercept to find, and loses no digits to it. Times the root of the period's weight.
struct Column {
  double balance = 0;
  double mean = 0;
  Numbers centred;
  double squares = 0;   // Σ x²
  double with_use = 0;  // Σ x y
};

class Fitter {
 public:
  Fitter(const std::vector<UsagePeriod>& periods, const DailyModelOptions& options)
      : periods_(periods), options_(options) {
    for (const UsagePeriod& period : periods) {
      const auto days = static_cast<double>(period.temperatures.size());
      days_ += days;
      mean_ += days * period.use;
      roots_.push_back(std::sqrt(days));
    }
    mean_ /= days_;
    for (std::size_t i = 0; i < periods.size(); ++i) {
      use_.push_back(roots_[i] * (periods[i].use - mean_));
    }
    variation_ = Dot(use_, use_);
    fit_.model.base = mean_;
    fit_.candidates = fit_.qualified = 1;
  }

  DailyFit Run() {
    heating_ = Columns(options_.heating_balances, -1);
    cooling_ = Columns(options_.cooling_balances, 1);
    for (const Column& column : heating_) TryOne(column, true);
    for (const Column& column : cooling_) TryOne(column, false);
    for (const Column& heating : heating_) {
      for (const Column& cooling : cooling_) {
        if (heating.balance <= cooling.balance) TryBoth(heating, cooling);
      }
    }
    return fit_;
  }

 private:
  // Degrees below the balance points for −1, above them for 1.
  std::vector<Column> Columns(const Numbers& balances, int side) const {
    std::vector<Column> columns;
    for (const double balance : balances) {
      Column column;
      column.balance = balance;
      int count = 0;
      double sum = 0;
      for (const UsagePeriod& period : periods_) {
        double degrees = 0;
        for (const double temperature : period.temperatures) {
          degrees += std::max(0.0, side * (temperature - column.balance));
        }
        count += degrees > 0;
        sum += degrees;
        column.centred.push_back(degrees);
      }
      if (count < options_.least_days || sum < options_.least_degree_days) continue;
      column.mean = sum / days_;
      for (std::size_t i = 0; i < roots_.size(); ++i) {
        column.centred[i] = column.centred[i] / roots_[i] - roots_[i] * column.mean;
      }
      column.squares = Dot(column.centred, column.centred);
      column.with_use = Dot(column.centred, use_);
      if (column.squares > 0) columns.push_back(std::move(column));
    }
    return columns;
  }

  void TryOne(const Column& column, bool heats) {
    DailyModel model;
    const double slope = column.with_use / column.squares;
    (heats ? model.heating : model.cooling) = slope;
    (heats ? model.heating_balance : model.cooling_balance) = column.balance;
    model.base = mean_ - slope * column.mean;
    Take(model, slope * column.with_use, 1);
  }

  void TryBoth(const Column& heating, const Column& cooling) {
    const double common = Dot(heating.centred, cooling.centred);
    const double determinant = heating.squares * cooling.squares - common * common;
    // Columns that are one another's multiples have no model of their own.
    if (determinant <= 1e-12 * heating.squares * cooling.squares) return;
    DailyModel model;
    model.heating = (heating.with_use * cooling.squares - cooling.with_use * common) / determinant;
    model.cooling = (cooling.with_use * heating.squares - heating.with_use * common) / determinant;
    model.heating_balance = heating.balance;
    model.cooling_balance = cooling.balance;
    model.base = mean_ - model.heating * heating.mean - model.cooling * cooling.mean;
    Take(model, model.heating * heating.with_use + model.cooling * cooling.with_use, 2);
  }

  void Take(DailyModel& model, double explained, int parameters) {
    ++fit_.candidates;
    if (model.base < 0 || model.heating < 0 || model.cooling < 0 || variation_ <= 0) return;
    ++fit_.qualified;
    const auto n = static_cast<double>(periods_.size());
    model.adjusted_r_squared = 1 - (1 - explained / variation_) * (n - 1) / (n - parameters - 1);
    if (model.adjusted_r_squared > fit_.model.adjusted_r_squared) fit_.model = model;
  }

  const std::vector<UsagePeriod>& periods_;
  const DailyModelOptions& options_;
  double days_ = 0;  // of all periods
  Numbers roots_;    // of their days
  Numbers use_;      // less its mean, times these
  double mean_ = 0;
  double variation_ = 0;
  std::vector<Column> heating_, cooling_;
  DailyFit fit_;
};

}  // namespace

std::vector<double> BalancePoints(double first, double last, double step) {
  std::vector<double> points;
  const auto count = static_cast<int>(std::floor((last - first) / step + 1e-9)) + 1;
  for (int i = 0; i < count; ++i) points.push_back(first + i * step);
  return points;
}

double DailyModel::Predict(double temperature) const {
  return base + heating * std::max(0.0, heating_balance - temperature) +
         cooling * std::max(0.0, temperature - cooling_balance);
}

std::optional<DailyFit> FitDaily(const std::vector<UsageDay>& days,
                                 const DailyModelOptions& options) {
  std::vector<UsagePeriod> periods;
  periods.reserve(days.size());
  for (const UsageDay& day : days) periods.push_back({day.use, {day.temperature}});
  return FitBilling(periods, options);
}

std::optional<DailyFit> FitBilling(const std::vector<UsagePeriod>& periods,
                                   const DailyModelOptions& options) {
  if (periods.size() < 4) return std::nullopt;
  return Fitter(periods, options).Run();
}

}  // namespace ett::property
