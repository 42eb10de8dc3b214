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
constexpr int kHoursOfADay = 24;

int ObservationsOfAYear(Granularity granularity) {
  switch (granularity) {
    case Granularity::kHours:
      return 365 * kHoursOfADay;
    case Granularity::kDays:
      return 365;
    default:
      return 12;
  }
}

class Analysis {
 public:
  Analysis(ReadingStore& readings, const Register& known, const v1::AnalyseEnergyRequest& asked)
      : readings_(readings), known_(known), asked_(asked) {}

  absl::StatusOr<v1::AnalyseEnergyResponse> Run(DaysOfBuildings days) {
    ASSIGN_OR_RETURN(confidence_, ConfidenceOf(asked_.confidence(), kUsualConfidence));
    RETURN_IF_ERROR(LoadTemperatures(days.zone));
    ASSIGN_OR_RETURN(days.days, DaysAsked("baseline", asked_.has_baseline(), asked_.baseline()));
    ASSIGN_OR_RETURN(const Period baseline, LoadPeriod(days, true));
    *response_.mutable_baseline() = baseline.fitted.told;
    if (!asked_.has_reporting()) return std::move(response_);
    ASSIGN_OR_RETURN(days.days, DaysAsked("reporting", true, asked_.reporting()));
    Days normal;
    if (asked_.has_normal()) {
      ASSIGN_OR_RETURN(normal, DaysAsked("normal", true, asked_.normal()));
    }
    ASSIGN_OR_RETURN(const Period reporting, LoadPeriod(days, false));
    *response_.mutable_reporting() = reporting.fitted.told;
    const std::optional<PeriodModel>& before = baseline.fitted.model;
    const std::optional<PeriodModel>& after = reporting.fitted.model;
    if (before) TellAvoided(*before, reporting.observed);
    if (asked_.has_normal() && before && after) {
      TellNormalized(*before, *after, WeatherOf(normal, days.zone));
    }
    return std::move(response_);
  }

 private:
  struct Period {
    Fitted fitted;
    std::vector<Observation> observed;
  };

  Granularity granularity() const { return GranularityOf(asked_.model_kind()); }
  bool is_hourly() const { return granularity() == Granularity::kHours; }

  absl::Status LoadTemperatures(absl::TimeZone zone) {
    if (is_hourly()) return CheckHourlyTemperatures(known_);
    ASSIGN_OR_RETURN(temperatures_, NeededTemperatures(known_, zone));
    return absl::OkStatus();
  }

  absl::StatusOr<Period> LoadPeriod(const DaysOfBuildings& days, bool is_baseline) {
    if (is_hourly()) {
      ASSIGN_OR_RETURN(const BuildingHours loaded,
                       LoadHours(readings_, known_, days, asked_.parent()));
      response_.set_synthetic(response_.synthetic() || loaded.synthetic);
      return Period{FitPeriod(loaded.hours, is_baseline), ObservationsOf(loaded.hours)};
    }
    ASSIGN_OR_RETURN(const BuildingDays loaded,
                     LoadDays(readings_, known_, temperatures_, days, asked_.parent()));
    response_.set_synthetic(response_.synthetic() || loaded.synthetic);
    return Period{FitPeriod(asked_.model_kind(), loaded.days, is_baseline),
                  ObservationsOf(loaded.days, granularity())};
  }

  void TellAvoided(const PeriodModel& baseline, std::vector<Observation> observed) {
    std::erase_if(observed, [&](const auto& each) { return !baseline.Knows(each); });
    if (observed.empty()) return;
    double used = 0;
    for (const Observation& each : observed) {
      used += each.use * static_cast<double>(each.temperatures.size());
    }
    const double expected = baseline.Total(observed);
    Tell(expected - used, expected, DaysOf(observed, granularity()),
         baseline.Uncertainty(static_cast<int>(observed.size()), confidence_),
         *response_.mutable_avoided());
  }

  std::vector<Observation> WeatherOf(const Days& normal, absl::TimeZone zone) {
    bool synthetic = response_.synthetic();
    std::vector<Observation> weather;
    if (is_hourly()) {
      const BuildingHours hours = HoursOfWeather(HourlyTemperaturesOf(known_), normal, zone);
      weather = ObservationsOf(hours.hours, false);
      synthetic |= hours.synthetic;
    } else {
      std::vector<DayData> days;
      const auto end = temperatures_.upper_bound(normal.last);
      for (auto at = temperatures_.lower_bound(normal.first); at != end; ++at) {
        days.push_back(
            {.day = at->first, .use = {}, .temperature = at->second.mean, .metered = false});
        synthetic |= at->second.synthetic;
      }
      weather = ObservationsOf(days, granularity(), false);
    }
    response_.set_synthetic(synthetic);
    return weather;
  }

  // Of the weather of a year, or of years.
  void TellNormalized(const PeriodModel& baseline, const PeriodModel& reporting,
                      std::vector<Observation> weather) {
    std::erase_if(
        weather, [&](const auto& each) { return !baseline.Knows(each) || !reporting.Knows(each); });
    if (weather.empty()) return;
    const int days = DaysOf(weather, granularity());
    const double years =
        (is_hourly() ? static_cast<double>(weather.size()) / kHoursOfADay : days) / kDaysOfAYear;
    const double expected = baseline.Total(weather) / years;
    const int of_a_year = ObservationsOfAYear(granularity());
    const std::optional<double> one = baseline.Uncertainty(of_a_year, confidence_);
    const std::optional<double> other = reporting.Uncertainty(of_a_year, confidence_);
    Tell(expected - reporting.Total(weather) / years, expected, days,
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
  CelsiusByDay temperatures_;  // of a model of days or months
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
  days.meters.readings_only = GranularityOf(asked.model_kind()) != Granularity::kMonths;
  for (const int carrier : asked.carriers())
    days.carriers.insert(static_cast<v1::Carrier>(carrier));
  return Analysis(readings, *known, asked).Run(std::move(days));
}

}  // namespace ett::property
