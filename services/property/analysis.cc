#include "services/property/analysis.h"

#include <cmath>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/property/analysis_question.h"
#include "services/property/energy_model.h"
#include "services/property/kinds.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::property {
namespace {

constexpr double kUsualConfidence = 0.9;
constexpr double kDaysOfAYear = 365.25;

class Analysis {
 public:
  Analysis(ReadingStore& readings, const Register& known, const v1::AnalyseEnergyRequest& asked)
      : readings_(readings), known_(known), asked_(asked) {}

  absl::StatusOr<v1::AnalyseEnergyResponse> Run(DaysOfBuildings days) {
    ASSIGN_OR_RETURN(confidence_, ConfidenceOf(asked_.confidence(), kUsualConfidence));
    ASSIGN_OR_RETURN(temperatures_, NeededTemperatures(known_));
    ASSIGN_OR_RETURN(days.days, DaysAsked("baseline", asked_.has_baseline(), asked_.baseline()));
    ASSIGN_OR_RETURN(const BuildingDays before, Load(days));
    const Fitted baseline = FitPeriod(asked_.model_kind(), before.days, true);
    *response_.mutable_baseline() = baseline.told;
    if (!asked_.has_reporting()) return std::move(response_);
    ASSIGN_OR_RETURN(days.days, DaysAsked("reporting", true, asked_.reporting()));
    if (asked_.has_normal()) {
      ASSIGN_OR_RETURN(normal_, DaysAsked("normal", true, asked_.normal()));
    }
    ASSIGN_OR_RETURN(const BuildingDays after, Load(days));
    const Fitted reporting = FitPeriod(asked_.model_kind(), after.days, false);
    *response_.mutable_reporting() = reporting.told;
    if (baseline.model) TellAvoided(*baseline.model, after.days);
    if (asked_.has_normal() && baseline.model && reporting.model) {
      TellNormalized(*baseline.model, *reporting.model);
    }
    return std::move(response_);
  }

 private:
  absl::StatusOr<BuildingDays> Load(const DaysOfBuildings& days) {
    ASSIGN_OR_RETURN(BuildingDays loaded,
                     LoadDays(readings_, known_, temperatures_, days, asked_.parent()));
    response_.set_synthetic(response_.synthetic() || loaded.synthetic);
    return loaded;
  }

  Granularity granularity() const { return GranularityOf(asked_.model_kind()); }

  void TellAvoided(const PeriodModel& baseline, const std::vector<DayData>& after) {
    const std::vector<Observation> observed = ObservationsOf(after, granularity());
    if (observed.empty()) return;
    double used = 0;
    for (const Observation& each : observed) {
      used += each.use * static_cast<double>(each.temperatures.size());
    }
    const double expected = baseline.Total(observed);
    Tell(expected - used, expected, DaysOf(observed),
         baseline.Uncertainty(static_cast<int>(observed.size()), confidence_),
         *response_.mutable_avoided());
  }

  void TellNormalized(const PeriodModel& baseline, const PeriodModel& reporting) {
    std::vector<DayData> days;
    for (absl::CivilDay day = normal_.first; day <= normal_.last; ++day) {
      const auto found = temperatures_.by_day.find(day);
      if (found == temperatures_.by_day.end()) continue;
      days.push_back({.day = day, .use = {}, .temperature = found->second, .metered = false});
    }
    const std::vector<Observation> weather = ObservationsOf(days, granularity(), false);
    if (weather.empty()) return;
    const double years = static_cast<double>(days.size()) / kDaysOfAYear;
    const double expected = baseline.Total(weather) / years;
    const int of_a_year = granularity() == Granularity::kDays ? 365 : 12;
    const std::optional<double> one = baseline.Uncertainty(of_a_year, confidence_);
    const std::optional<double> other = reporting.Uncertainty(of_a_year, confidence_);
    Tell(expected - reporting.Total(weather) / years, expected, static_cast<int>(days.size()),
         one && other ? std::optional<double>(Together(*one, *other)) : std::nullopt,
         *response_.mutable_normalized());
  }

  void Tell(double energy, double expected, int days, std::optional<double> uncertainty,
            v1::EnergySavings& told) const {
    told.set_energy(energy);
    told.set_days(days);
    told.set_confidence(confidence_);
    if (expected != 0) told.set_share(energy / expected);
    if (!uncertainty) return;
    told.set_uncertainty(*uncertainty);
    if (energy > 0) told.set_fractional_uncertainty(*uncertainty / energy);
  }

  ReadingStore& readings_;
  const Register& known_;
  const v1::AnalyseEnergyRequest& asked_;
  double confidence_ = 0;
  DailyTemperatures temperatures_;
  Days normal_;
  v1::AnalyseEnergyResponse response_;
};

}  // namespace

absl::StatusOr<v1::AnalyseEnergyResponse> AnalyseEnergy(ReadingStore& readings,
                                                        RegisterCache& registers,
                                                        const v1::AnalyseEnergyRequest& asked) {
  ASSIGN_OR_RETURN(const records::RecordName name,
                   records::ParseName(BuildingKind(), asked.parent(), "parent"));
  RETURN_IF_ERROR(CheckModel(asked));
  ASSIGN_OR_RETURN(const absl::TimeZone zone, TimeZoneOf(asked.time_zone()));
  ASSIGN_OR_RETURN(
      const std::int64_t known_at,
      readings.records().KnownAt(asked.has_as_known_at() ? &asked.as_known_at() : nullptr));
  ASSIGN_OR_RETURN(const std::shared_ptr<const Register> known,
                   registers.Get(name.municipality, known_at));
  if (known->BuildingOf(asked.parent()) == nullptr) {
    return status::NotFound("ett.no/Building", asked.parent());
  }
  DaysOfBuildings days{{name.municipality, known_at}, {}, zone};
  for (const int carrier : asked.carriers())
    days.carriers.insert(static_cast<v1::Carrier>(carrier));
  return Analysis(readings, *known, asked).Run(std::move(days));
}

}  // namespace ett::property
