#include "services/property/figures.h"

#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <string>

#include "absl/time/time.h"
#include "figures/local_time.h"
#include "services/property/catalogue.h"
#include "services/property/condition_figures.h"
#include "services/property/energy_change_figures.h"
#include "services/property/energy_figures.h"
#include "services/property/green_loan_figures.h"
#include "services/property/project_figures.h"
#include "services/property/site_figures.h"
#include "services/property/weather_figures.h"
#include "status/macros.h"

namespace ett::property {
namespace {

using figures::Metric;
using figures::Period;
using figures::Query;
using PeriodFigures = std::function<Entries(const Question&)>;

// By id of the metric; those that are only reported are not here.
const std::map<std::string, PeriodFigures>& AllFigures() {
  static const auto& all = *new std::map<std::string, PeriodFigures>{
      {"buildings", Buildings},
      {"owned-area", OwnedArea},
      {"leased-area", LeasedArea},
      {"maintenance-cost", MaintenanceCost},
      {"maintenance-cost-per-m2", MaintenanceCostPerSquareMetre},
      {"energy-use", EnergyUse},
      {"energy-use-per-m2", EnergyUsePerSquareMetre},
      {"water-use", WaterUse},
      {"degree-days", DegreeDays},
      {"degree-day-normal", NormalDegreeDays},
      {"energy-use-corrected", CorrectedEnergyUse},
      {"energy-use-corrected-per-m2", CorrectedEnergyUsePerSquareMetre},
      {"energy-change", EnergyChanges},
      {"co2-emissions", Co2Emissions},
      {"buildings-by-energy-mark", BuildingsByEnergyMark},
      {"lease-cost", LeaseCost},
      {"condition-survey-coverage", ConditionSurveyCoverage},
      {"condition-grade-mean", ConditionGradeMean},
      {"condition-not-inspected-share", ConditionNotInspectedShare},
      {"condition-distribution", ConditionDistribution},
      {"condition-backlog", ConditionBacklog},
      {"projects-completed", ProjectsCompleted},
      {"projects-under-way", ProjectsUnderWay},
      {"design-competitions-held", DesignCompetitionsHeld},
      {"project-ambitions", ProjectAmbitions},
      {"projects-by-phase", ProjectsByPhase},
      {"project-budget", ProjectBudget},
      {"project-forecast", ProjectForecast},
      {"first-year-energy-per-m2", FirstYearEnergy},
      {"first-year-energy-deviation", FirstYearEnergyDeviation},
      {"green-loans-qualified", GreenLoansQualified},
      {"green-loan-status", GreenLoanStatus},
  };
  return all;
}

// Of the periods that had begun when it was known.
Entries OfPeriods(const Register& known, const PeriodFigures& figures_of, const Query& query) {
  const absl::CivilDay today = figures::LocalDayOf(query.known_at);
  Entries entries;
  for (const Period& period : query.periods) {
    if (period.first_day() > today) continue;
    const auto status = period.last_day() < today ? figures::pb::CELL_STATUS_FINAL
                                                  : figures::pb::CELL_STATUS_PROVISIONAL;
    Entries found = figures_of({known, query, period, status});
    std::move(found.begin(), found.end(), std::back_inserter(entries));
  }
  return entries;
}

}  // namespace

Entries ComputeFrom(const Register& known, const std::string& metric, const Query& query) {
  const auto found = AllFigures().find(metric);
  return found == AllFigures().end() ? Entries() : OfPeriods(known, found->second, query);
}

figures::Catalogue MakeCatalogue(const std::shared_ptr<RegisterCache>& cache) {
  figures::Catalogue catalogue = Descriptions();
  for (Metric& metric : catalogue) {
    const auto found = AllFigures().find(metric.id);
    if (found == AllFigures().end()) continue;
    metric.compute = [cache,
                      figures_of = found->second](const Query& query) -> absl::StatusOr<Entries> {
      RETURN_IF_ERROR(CheckDegreeDayBases(query));
      ASSIGN_OR_RETURN(const std::shared_ptr<const Register> known,
                       cache->Get(query.municipality, query.known_at));
      return OfPeriods(*known, figures_of, query);
    };
  }
  return catalogue;
}

}  // namespace ett::property
