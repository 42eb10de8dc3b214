#include "services/hr/figures.h"

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "figures/round.h"
#include "services/hr/case_length.h"
#include "services/hr/catalogue.h"
#include "services/hr/development_figures.h"
#include "services/hr/disclosure_figures.h"
#include "services/hr/organisations.h"
#include "services/hr/snapshot_cache.h"
#include "services/hr/staff_figures.h"
#include "services/hr/target_figures.h"
#include "services/hr/trait_figures.h"
#include "services/hr/vacancy_figures.h"
#include "status/macros.h"

namespace ett::hr {
namespace {

using figures::Entry;
using figures::Metric;
using figures::Period;
using figures::Query;

// The figures of one period, and whether the query may be asked.
struct Figures {
  std::function<absl::StatusOr<std::vector<Entry>>(const Staff&, const Query&, Period)> of_period;
  // Whether any record that they come from was generated for demonstration.
  bool Snapshot::*synthetic = &Snapshot::synthetic_staff;
  std::function<absl::Status(const Query&)> check = nullptr;
  // Whether there are figures of the organisation then and now.
  bool by_organisation = false;
};

// More decimals than are printed would tell more of each person than a reader needs.
void Finish(const Staff& staff, const Figures& figures, int decimals, std::vector<Entry>& entries) {
  for (Entry& entry : entries) {
    auto* const value = std::get_if<figures::Value>(&entry.figure);
    if (value == nullptr) continue;
    if (auto* const number = std::get_if<double>(&value->value)) {
      *number = figures::RoundDecimal(*number, decimals);
    }
    value->status = ToDay(entry.period.last_day()) < staff.known()
                        ? figures::pb::CELL_STATUS_FINAL
                        : figures::pb::CELL_STATUS_PROVISIONAL;
    value->synthetic = staff.snapshot().*figures.synthetic;
  }
}

// With the year before the first: of twelve months, and of a target that is neared. With the year
// after the last, too, where cases are to be followed for as long.
Years YearsOf(const Query& query) {
  const auto [first, last] =
      std::minmax_element(query.periods.begin(), query.periods.end(),
                          [](const Period& a, const Period& b) { return a.year() < b.year(); });
  return {first->year() - 1, last->year() + (AsksForOtherLengths(query) ? 1 : 0)};
}

// What tells the question from others to the same staff.
std::string KeyOf(const std::string& metric, const Query& query) {
  std::string key = metric;
  for (const Period& period : query.periods) absl::StrAppend(&key, " ", period.ToString());
  for (const std::string& dimension : query.dimensions) absl::StrAppend(&key, "\n", dimension);
  for (const auto& [dimension, category] : query.filters) {
    absl::StrAppend(&key, "\n", dimension, "=", category);
  }
  return key;
}

// Of the periods that had begun at the time of knowledge.
absl::StatusOr<std::vector<Entry>> Answer(const Staff& staff, const Figures& figures, int decimals,
                                          const Query& query) {
  std::vector<Entry> entries;
  for (const Period period : query.periods) {
    if (ToDay(period.first_day()) > staff.known()) continue;
    ASSIGN_OR_RETURN(auto of_period, figures.of_period(staff, query, period));
    std::move(of_period.begin(), of_period.end(), std::back_inserter(entries));
  }
  Finish(staff, figures, decimals, entries);
  return entries;
}

std::function<absl::StatusOr<std::vector<Entry>>(const Query&)> Compute(
    std::shared_ptr<SnapshotCache> cache, Figures figures, std::string metric, int decimals) {
  return [cache = std::move(cache), figures = std::move(figures), metric = std::move(metric),
          decimals](const Query& query) -> absl::StatusOr<std::vector<Entry>> {
    if (figures.check) RETURN_IF_ERROR(figures.check(query));
    ASSIGN_OR_RETURN(const std::shared_ptr<const Staff> staff,
                     cache->Get(query.municipality, query.known_at, YearsOf(query)));
    const std::string key = KeyOf(metric, query);
    if (const Staff::Answer kept = staff->FindAnswer(key)) return *kept;
    ASSIGN_OR_RETURN(std::vector<Entry> entries, Answer(*staff, figures, decimals, query));
    staff->KeepAnswer(key, std::make_shared<const std::vector<Entry>>(entries));
    return entries;
  };
}

Figures Of(StaffMetric metric) {
  const auto shared = std::make_shared<const StaffMetric>(std::move(metric));
  Figures figures;
  figures.of_period = [shared](const Staff& staff, const Query& query, Period period) {
    return StaffFigures(staff, *shared, query, period);
  };
  figures.check = [shared](const Query& query) {
    return CheckDimensions(*shared, query.dimensions);
  };
  figures.by_organisation = true;
  return figures;
}

// By the length of the case, too, at the boundaries that are asked for.
Figures OfCases(StaffMetric metric) {
  const auto shared = std::make_shared<const StaffMetric>(std::move(metric));
  Figures figures;
  figures.of_period = [shared](const Staff& staff, const Query& query, Period period) {
    StaffMetric asked = *shared;
    asked.variants[kCaseLength] = ByCaseLength(query);
    return StaffFigures(staff, asked, query, period);
  };
  figures.check = [shared](const Query& query) -> absl::Status {
    RETURN_IF_ERROR(CheckDimensions(*shared, query.dimensions));
    return CheckCaseLengths(query);
  };
  figures.by_organisation = true;
  return figures;
}

Figures Of(std::vector<Entry> (*figures)(const Staff&, const Query&, Period),
           bool Snapshot::*synthetic) {
  return {figures, synthetic};
}

Figures Of(absl::StatusOr<std::vector<Entry>> (*figures)(const Staff&, const Query&, Period),
           bool Snapshot::*synthetic) {
  return {figures, synthetic};
}

Figures Of(absl::StatusOr<std::vector<Entry>> (*figures)(const Staff&, Period),
           bool Snapshot::*synthetic) {
  return {
      [figures](const Staff& staff, const Query&, Period period) { return figures(staff, period); },
      synthetic};
}

Figures Of(TraitMetric metric) {
  const auto shared = std::make_shared<const TraitMetric>(std::move(metric));
  Figures figures;
  figures.of_period = [shared](const Staff& staff, const Query& query, Period period) {
    return TraitFigures(staff, *shared, query, period);
  };
  figures.by_organisation = true;
  return figures;
}

Figures ByOrganisation(Figures figures) {
  figures.by_organisation = true;
  return figures;
}

std::vector<Variant> ByCertification() {
  return {{{"self", "egenmeldt", "self-certified"},
           SickLeaveRate([](const SickStretch& sick) { return sick.self_certified; })},
          {{"medical", "legemeldt", "medically certified"},
           SickLeaveRate([](const SickStretch& sick) { return !sick.self_certified; })}};
}

StaffMetric SickLeave() {
  return {.numbers = SickLeaveRate(),
          .variants = {{"certification", ByCertification()}},
          .collected = HasSickLeave};
}

StaffMetric CleaningSickLeave() {
  return {.numbers = SickLeaveRate(),
          .only = {{Axis::kService, "cleaning"}},
          .collected = HasSickLeave};
}

double PerJob(double amount, const Workforce& cell) { return 100.0 * amount / cell.jobs; }

Figures OfWorkforce(std::function<std::optional<double>(const Workforce&)> number,
                    std::optional<Axis> share_by = std::nullopt) {
  return Of(StaffMetric{.numbers = OnLastDay(std::move(number)), .share_by = share_by});
}

Figures OfPay(Numbers numbers, std::optional<Axis> share_by = std::nullopt) {
  return Of(StaffMetric{.numbers = std::move(numbers), .share_by = share_by, .of_pay = true});
}

// By id of the metric.
std::map<std::string, Figures> AllFigures() {
  return {
      {"sick-leave-rate", OfCases(SickLeave())},
      {"cleaning-sick-leave-rate", OfCases(CleaningSickLeave())},
      {"sick-leave-target", Of(SickLeaveTarget, &Snapshot::synthetic_targets)},
      {"sick-leave-target-status", Of(SickLeaveTargetStatus, &Snapshot::synthetic_staff)},
      {"leader-programme-groups", Of(LeaderGroupFigures, &Snapshot::synthetic_groups)},
      {"vacancies", ByOrganisation(Of(VacancyFigures, &Snapshot::synthetic_vacancies))},
      {"vacancy-days", ByOrganisation(Of(VacancyDayFigures, &Snapshot::synthetic_vacancies))},
      {"trade-certificates", Of(TradeCertificateFigures, &Snapshot::synthetic_certificates)},
      {"headcount", OfWorkforce([](const Workforce& w) { return w.persons; })},
      {"work-years", OfWorkforce([](const Workforce& w) { return w.positions; })},
      {"full-time-share",
       OfWorkforce([](const Workforce& w) { return PerJob(w.full_time_jobs, w); },
                   Axis::kPosition)},
      {"women-share", OfWorkforce(WomenShare, Axis::kSex)},
      {"mean-age", OfWorkforce([](const Workforce& w) { return w.ages_years / w.persons; })},
      {"mean-position-size",
       OfWorkforce([](const Workforce& w) { return PerJob(w.positions, w); })},
      {"temporary-share",
       OfWorkforce([](const Workforce& w) { return PerJob(w.temporary_jobs, w); }, Axis::kForm)},
      {"withheld-cells", Of(WithheldCellFigures, &Snapshot::synthetic_staff)},
      {"published-share", Of(CoverageFigures, &Snapshot::synthetic_staff)},
      {"mean-seniority", OfWorkforce(MeanSeniority)},
      {"sick-leave-rate-12-months", Of(StaffMetric{.numbers = SickLeaveRateOfTwelveMonths(),
                                                   .collected = HasSickLeave,
                                                   .twelve_months = true})},
      {"pay-gap", OfPay(PayGap(), Axis::kSex)},
      {"pay-ratio", OfPay(PayRatio(), Axis::kSex)},
      {"adjusted-pay-gap", OfPay(AdjustedGap(), Axis::kSex)},
      {"mean-pay", OfPay(MeanPay())},
      {"median-pay", OfPay(MedianPay())},
  };
}

}  // namespace

figures::Catalogue MakeCatalogue(const std::shared_ptr<SnapshotCache>& cache) {
  std::map<std::string, Figures> all = AllFigures();
  for (auto& [id, metric] : TraitMetrics()) all[id] = Of(metric);
  figures::Catalogue catalogue = Descriptions();
  for (const auto& more : {PayDescriptions(), TraitDescriptions(), VacancyDescriptions()}) {
    catalogue.insert(catalogue.end(), more.begin(), more.end());
  }
  for (Metric& metric : catalogue) {
    if (all.at(metric.id).by_organisation) {
      metric.dimensions.push_back(
          {kOrganisation, figures::MakeText("Organisasjon", "Organisation")});
    }
    metric.compute = Compute(cache, all.at(metric.id), metric.id, metric.decimals);
  }
  for (Metric& metric : ReportedDescriptions()) catalogue.push_back(std::move(metric));
  return catalogue;
}

}  // namespace ett::hr
