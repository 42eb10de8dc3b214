#include "services/property/energy_model.h"

#include <cstddef>
#include <map>
#include <set>
#include <utility>

namespace ett::property {
namespace {

// °C: −1 to 32, CalTRACK's 30 to 90 °F.
const DailyModelOptions kBalancePoints = {.heating_balances = BalancePoints(-1, 32, 0.5),
                                          .cooling_balances = BalancePoints(-1, 32, 0.5),
                                          .least_days = 10,
                                          .least_degree_days = 20 / 1.8};

constexpr double CelsiusOf(double fahrenheit) { return (fahrenheit - 32) / 1.8; }

// CalTRACK's, of °C.
const HourlyModelOptions& HourlyOptions() {
  static const HourlyModelOptions& options = *new HourlyModelOptions([] {
    HourlyModelOptions made;
    made.occupancy.heating_balance = CelsiusOf(made.occupancy.heating_balance);
    made.occupancy.cooling_balance = CelsiusOf(made.occupancy.cooling_balance);
    for (double& each : made.bins.end_points) each = CelsiusOf(each);
    return made;
  }());
  return options;
}

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

// Temperatures in all.
int CountOf(const std::vector<Observation>& observations) {
  std::size_t count = 0;
  for (const Observation& each : observations) count += each.temperatures.size();
  return static_cast<int>(count);
}

double MeanOf(const Observation& observation) {
  double sum = 0;
  for (const double each : observation.temperatures) sum += each;
  return sum / static_cast<double>(observation.temperatures.size());
}

Fitted FittedOf(v1::EnergyModelKind kind, const std::vector<Observation>& observations,
                const std::vector<Disqualification>& disqualifications) {
  Fitted fitted;
  for (const Disqualification& each : disqualifications) {
    v1::Disqualification& told = *fitted.told.add_disqualifications();
    told.set_reason(static_cast<v1::DisqualificationReason>(each.reason));
    told.set_found(each.found);
    told.set_limit(each.limit);
    told.set_month(each.month);
  }
  fitted.told.set_days(DaysOf(observations, GranularityOf(kind)));
  const auto model = PeriodModel::Fit(kind, observations);
  if (model) {
    fitted.model.emplace(*model);
    fitted.model->Tell(fitted.told);
  }
  return fitted;
}

}  // namespace

int DaysOf(const std::vector<Observation>& observations, Granularity granularity) {
  if (granularity != Granularity::kHours) return CountOf(observations);
  std::set<absl::CivilDay> days;
  for (const Observation& each : observations) days.emplace(each.begins);
  return static_cast<int>(days.size());
}

Granularity GranularityOf(v1::EnergyModelKind kind) {
  if (kind == v1::ENERGY_MODEL_KIND_HOURLY) return Granularity::kHours;
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
    sum.begins = absl::CivilHour(day.day);
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

std::vector<Observation> ObservationsOf(const std::vector<HourData>& hours, bool with_use) {
  std::vector<Observation> observations;
  for (const HourData& each : hours) {
    if (!each.temperature || (with_use && !each.use)) continue;
    observations.push_back({each.use.value_or(0), {*each.temperature}, each.hour});
  }
  return observations;
}

std::optional<PeriodModel> PeriodModel::Fit(v1::EnergyModelKind kind,
                                            const std::vector<Observation>& observations) {
  if (kind == v1::ENERGY_MODEL_KIND_HOURLY) {
    std::vector<UsageHour> hours;
    for (const Observation& each : observations) {
      hours.push_back({.hour = each.begins, .use = each.use, .temperature = each.temperatures[0]});
    }
    std::optional<HourlyModel> model = FitHourly(hours, HourlyOptions());
    if (!model) return std::nullopt;
    return PeriodModel(kind, *std::move(model), observations);
  }
  if (IsOfDegreeDays(kind)) {
    DailyModelOptions options = kBalancePoints;
    if (kind == v1::ENERGY_MODEL_KIND_BILLING) options.least_days = 0;
    std::vector<UsagePeriod> periods;
    for (const Observation& each : observations) periods.push_back({each.use, each.temperatures});
    const std::optional<DailyFit> fit = FitBilling(periods, options);
    if (!fit) return std::nullopt;
    return PeriodModel(kind, *fit, observations);
  }
  std::vector<UsageDay> months;
  for (const Observation& each : observations) months.push_back({each.use, MeanOf(each)});
  const std::optional<ChangePointModel> model = FitChangePoint(ChangePointKindOf(kind), months);
  if (!model) return std::nullopt;
  return PeriodModel(kind, *model, observations);
}

PeriodModel::PeriodModel(v1::EnergyModelKind kind, Model model,
                         const std::vector<Observation>& observations)
    : kind_(kind == v1::ENERGY_MODEL_KIND_UNSPECIFIED ? v1::ENERGY_MODEL_KIND_DAILY : kind),
      model_(std::move(model)) {
  std::vector<double> observed;
  std::vector<double> predicted;
  for (const Observation& each : observations) {
    observed.push_back(each.use);
    predicted.push_back(Predict(each));
  }
  statistics_ = StatisticsOf(observed, predicted, parameters());
  days_of_an_observation_ = CountOf(observations) / static_cast<double>(observations.size());
}

int PeriodModel::parameters() const {
  if (const auto* const daily = std::get_if<DailyFit>(&model_)) return daily->model.parameters();
  if (const auto* const hourly = std::get_if<HourlyModel>(&model_)) return hourly->parameters();
  return std::get<ChangePointModel>(model_).parameters();
}

bool PeriodModel::Knows(const Observation& observation) const {
  const auto* const hourly = std::get_if<HourlyModel>(&model_);
  return hourly == nullptr ||
         hourly->Predict(observation.begins, observation.temperatures[0]).has_value();
}

double PeriodModel::Predict(const Observation& observation) const {
  if (const auto* const hourly = std::get_if<HourlyModel>(&model_)) {
    return hourly->Predict(observation.begins, observation.temperatures[0]).value_or(0);
  }
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

void PeriodModel::Tell(const HourlyModel& model, v1::EnergyModel& told) const {
  int month = 0;
  for (const HourlySegment& each : model.segments) {
    v1::EnergyModelSegment& segment = *told.add_segments();
    segment.set_month(++month);
    const std::vector<double>& occupied = each.occupied_end_points;
    const std::vector<double>& unoccupied = each.unoccupied_end_points;
    segment.mutable_occupied_end_points()->Add(occupied.begin(), occupied.end());
    segment.mutable_unoccupied_end_points()->Add(unoccupied.begin(), unoccupied.end());
    const auto middle = each.fit.slopes.begin() + static_cast<std::ptrdiff_t>(occupied.size()) + 1;
    segment.mutable_occupied_slopes()->Add(each.fit.slopes.begin(), middle);
    segment.mutable_unoccupied_slopes()->Add(middle, each.fit.slopes.end());
    for (int hour = 0; hour < kHoursOfAWeek; ++hour) {
      if (each.fit.levels[hour]) (*segment.mutable_levels())[hour] = *each.fit.levels[hour];
      if (each.occupied[hour]) segment.add_occupied_hours(hour);
    }
  }
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
  Fitted fitted = FittedOf(kind, ObservationsOf(days, GranularityOf(kind)),
                           DisqualificationsOf(days, is_baseline));
  fitted.told.set_days_in_period(static_cast<int>(days.size()));
  return fitted;
}

Fitted FitPeriod(const std::vector<HourData>& hours, bool is_baseline) {
  Fitted fitted = FittedOf(v1::ENERGY_MODEL_KIND_HOURLY, ObservationsOf(hours),
                           DisqualificationsOf(hours, is_baseline));
  std::set<absl::CivilDay> days;
  for (const HourData& each : hours) days.emplace(each.hour);
  fitted.told.set_days_in_period(static_cast<int>(days.size()));
  return fitted;
}

}  // namespace ett::property
