#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "ett/property/v1/analysis_service.pb.h"
#include "services/property/domain/change_point.h"
#include "services/property/domain/daily_model.h"
#include "services/property/domain/hourly_model.h"
#include "services/property/domain/savings.h"
#include "services/property/domain/sufficiency.h"

// Models of a building's energy over a period.
namespace ett::property {

// An hour, a day, or a calendar month: what a model is fitted to.
struct Observation {
  double use = 0;                    // kWh, of a month a day on average; 0 where it is not known
  std::vector<double> temperatures;  // °C: of a month those of its days, else one
  absl::CivilHour begins;            // or an hour of it
};
// Of hours, those that any of them is of.
int DaysOf(const std::vector<Observation>& observations, Granularity granularity);

Granularity GranularityOf(v1::EnergyModelKind kind);

// The days with energy and a temperature, or their months; for a model's prediction alone, those
// with a temperature.
std::vector<Observation> ObservationsOf(const std::vector<DayData>& days, Granularity granularity,
                                        bool with_use = true);
// The hours with a temperature, and energy where that is asked for.
std::vector<Observation> ObservationsOf(const std::vector<HourData>& hours, bool with_use = true);

// A fitted model.
class PeriodModel {
 public:
  // Nothing where there are too few observations, or none of this kind fits.
  static std::optional<PeriodModel> Fit(v1::EnergyModelKind kind,
                                        const std::vector<Observation>& observations);

  // False for an hour of the week that the model has not.
  bool Knows(const Observation& observation) const;
  // kWh, as the observation's use; 0 for one that the model does not know.
  double Predict(const Observation& observation) const;
  // kWh over all the hours or days.
  double Total(const std::vector<Observation>& observations) const;
  const FitStatistics& statistics() const { return statistics_; }
  // Of avoided energy over so many observations; see UncertaintyOf.
  std::optional<double> Uncertainty(int count, double confidence) const;
  void Tell(v1::EnergyModelFit& fit) const;

 private:
  using Model = std::variant<DailyFit, ChangePointModel, HourlyModel>;

  PeriodModel(v1::EnergyModelKind kind, Model model, const std::vector<Observation>& observations);

  int parameters() const;
  void Tell(const DailyFit& fit, v1::EnergyModel& told) const;
  void Tell(const ChangePointModel& model, v1::EnergyModel& told) const;
  void Tell(const HourlyModel& model, v1::EnergyModel& told) const;

  const v1::EnergyModelKind kind_;
  const Model model_;
  FitStatistics statistics_;
  double days_of_an_observation_ = 1;  // on average; 1 of hours
};

// The model of the days, and what is told of it.
struct Fitted {
  std::optional<PeriodModel> model;
  v1::EnergyModelFit told;

  bool may_be_used() const { return model.has_value() && told.disqualifications().empty(); }
};
Fitted FitPeriod(v1::EnergyModelKind kind, const std::vector<DayData>& days, bool is_baseline);
// The hourly one.
Fitted FitPeriod(const std::vector<HourData>& hours, bool is_baseline);

}  // namespace ett::property
