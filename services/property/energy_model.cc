#include "services/property/energy_model.h"

#include <algorithm>
#include <map>
#include <utility>

namespace ett::property {
namespace {

// °C: −1 to 32, CalTRACK's 30 to 90 °F.
const DailyModelOptions kBalancePoints = {.heating_balances = BalancePoints(-1, 32, 0.5),
                                          .cooling_balances = BalancePoints(-1, 32, 0.5),
                                          .least_days = 10,
                                          .least_degree_days = 20 / 1.8};

ChangePointKind ChangePointKindOf(v1::EnergyModelKind kind) {
  switch (kind) {
    case v1::ENERGY_MODEL_KIND_3PC:
      return ChangePointKind::k3PC;
    case v1::ENERGY_MODEL_KIND_3PH:
      return ChangePointKind::k3PH;
    case v1::ENERGY_MODEL_KIND_4P:
      return ChangePointKind::k4P;
    case v1::ENERGY_MODEL_KIND_5P:
      return ChangePointKind::k5P;
    default:
      return ChangePointKind::k2P;
  }
}

bool IsOfDays(v1::EnergyModelKind kind) {
  return kind == v1::ENERGY_MODEL_KIND_DAILY || kind == v1::ENERGY_MODEL_KIND_UNSPECIFIED;
}

bool IsOfDegreeDays(v1::EnergyModelKind kind) {
  return IsOfDays(kind) || kind == v1::ENERGY_MODEL_KIND_BILLING;
}

double MeanOf(const Observation& observation) {
  double sum = 0;
  for (const double each : observation.temperatures) sum += each;
  return sum / static_cast<double>(observation.temperatures.size());
}

}  // namespace

int DaysOf(const std::vector<Observation>& observations) {
  std::size_t days = 0;
  for (const Observation& each : observations) days += each.temperatures.size();
  return static_cast<int>(days);
}

Granularity GranularityOf(v1::EnergyModelKind kind) {
  return IsOfDays(kind) ? Granularity::kDays : Granularity::kMonths;
}

std::vector<Observation> ObservationsOf(const std::vector<DayData>& days, Granularity granularity,
                                        bool with_use) {
  // By day, or by the first of its month.
  std::map<absl::CivilDay, Observation> sums;
  for (const DayData& day : days) {
    if (!day.temperature || (with_use && !day.use)) continue;
    const bool by_day = granularity == Granularity::kDays;
    Observation& sum = sums[by_day ? day.day : absl::CivilDay(absl::CivilMonth(day.day))];
    sum.use += day.use.value_or(0);
    sum.temperatures.push_back(*day.temperature);
  }
  std::vector<Observation> observations;
  for (auto& [day, sum] : sums) {
    sum.use /= static_cast<double>(sum.temperatures.size());
    observations.push_back(std::move(sum));
  }
  return observations;
}

std::optional<PeriodModel> PeriodModel::Fit(v1::EnergyModelKind kind,
                                            const std::vector<Observation>& observations) {
  if (IsOfDegreeDays(kind)) {
    DailyModelOptions options = kBalancePoints;
    if (kind == v1::ENERGY_MODEL_KIND_BILLING) options.least_days = 0;
    const std::optional<DailyFit> fit = FitBilling(observations, options);
    if (!fit) return std::nullopt;
    return PeriodModel(kind, *fit, observations);
  }
  std::vector<UsageDay> months;
  for (const Observation& each : observations) months.push_back({each.use, MeanOf(each)});
  const std::optional<ChangePointModel> model = FitChangePoint(ChangePointKindOf(kind), months);
  if (!model) return std::nullopt;
  return PeriodModel(kind, *model, observations);
}

PeriodModel::PeriodModel(v1::EnergyModelKind kind,
                         const std::variant<DailyFit, ChangePointModel>& model,
                         const std::vector<Observation>& observations)
    : kind_(kind == v1::ENERGY_MODEL_KIND_UNSPECIFIED ? v1::ENERGY_MODEL_KIND_DAILY : kind),
      model_(model) {
  std::vector<double> observed;
  std::vector<double> predicted;
  for (const Observation& each : observations) {
    observed.push_back(each.use);
    predicted.push_back(Predict(each));
  }
  const auto* const daily = std::get_if<DailyFit>(&model_);
  const int parameters = daily == nullptr ? std::get<ChangePointModel>(model_).parameters()
                                          : daily->model.parameters();
  statistics_ = StatisticsOf(observed, predicted, parameters);
  days_of_an_observation_ = DaysOf(observations) / static_cast<double>(observations.size());
}

double PeriodModel::Predict(const Observation& observation) const {
  const auto* const daily = std::get_if<DailyFit>(&model_);
  if (daily == nullptr) return std::get<ChangePointModel>(model_).Predict(MeanOf(observation));
  double sum = 0;
  for (const double each : observation.temperatures) sum += daily->model.Predict(each);
  return sum / static_cast<double>(observation.temperatures.size());
}

double PeriodModel::Total(const std::vector<Observation>& observations) const {
  double total = 0;
  for (const Observation& each : observations) {
    total += Predict(each) * static_cast<double>(each.temperatures.size());
  }
  return total;
}

std::optional<double> PeriodModel::Uncertainty(int count, double confidence) const {
  const std::optional<double> of_mean_days =
      UncertaintyOf(statistics_, count, confidence, GranularityOf(kind_));
  if (!of_mean_days) return std::nullopt;
  return *of_mean_days * days_of_an_observation_;
}

void PeriodModel::Tell(const DailyFit& fit, v1::EnergyModel& told) const {
  told.set_base(fit.model.base);
  told.set_heating(fit.model.heating);
  told.set_cooling(fit.model.cooling);
  if (fit.model.heating > 0) told.set_heating_balance(fit.model.heating_balance);
  if (fit.model.cooling > 0) told.set_cooling_balance(fit.model.cooling_balance);
  told.set_candidates(fit.candidates);
  told.set_qualified(fit.qualified);
}

void PeriodModel::Tell(const ChangePointModel& model, v1::EnergyModel& told) const {
  told.set_base(model.base);
  // Degrees below count from the point downwards.
  told.set_heating(-model.left);
  told.set_cooling(model.right);
  if (model.left != 0) told.set_heating_balance(model.left_point);
  if (model.right != 0) told.set_cooling_balance(model.right_point);
}

void PeriodModel::Tell(v1::EnergyModelFit& fit) const {
  v1::EnergyModel& told = *fit.mutable_model();
  told.set_kind(kind_);
  std::visit([&](const auto& model) { Tell(model, told); }, model_);
  v1::ModelStatistics& statistics = *fit.mutable_statistics();
  statistics.set_observations(statistics_.observations);
  statistics.set_parameters(statistics_.parameters);
  if (statistics_.mean != 0) {
    statistics.set_cv_rmse(statistics_.cv_rmse);
    statistics.set_nmbe(statistics_.nmbe);
  }
  statistics.set_r_squared(statistics_.r_squared);
  statistics.set_r_squared_adjusted(statistics_.r_squared_adjusted);
  statistics.set_autocorrelation(statistics_.autocorrelation);
}

Fitted FitPeriod(v1::EnergyModelKind kind, const std::vector<DayData>& days, bool is_baseline) {
  Fitted fitted;
  for (const Disqualification& each : DisqualificationsOf(days, is_baseline)) {
    v1::Disqualification& told = *fitted.told.add_disqualifications();
    told.set_reason(static_cast<v1::DisqualificationReason>(each.reason));
    told.set_found(each.found);
    told.set_limit(each.limit);
  }
  fitted.told.set_days_in_period(static_cast<int>(days.size()));
  fitted.told.set_days(
      static_cast<int>(std::count_if(days.begin(), days.end(), [](const auto& day) {
        return day.use.has_value() && day.temperature.has_value();
      })));
  const auto model = PeriodModel::Fit(kind, ObservationsOf(days, GranularityOf(kind)));
  if (model) {
    fitted.model.emplace(*model);
    fitted.model->Tell(fitted.told);
  }
  return fitted;
}

}  // namespace ett::property
