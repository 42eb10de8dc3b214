#include "services/hr/figures.h"

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "services/hr/catalogue.h"
#include "services/hr/counts.h"
#include "services/hr/snapshot_cache.h"
#include "services/hr/target_figures.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::hr {
namespace {

using figures::Entry;
using figures::Metric;
using figures::Period;
using figures::Query;

absl::CivilDay DayKnown(const Query& query) {
  return absl::ToCivilDay(absl::FromUnixMicros(query.known_at), absl::UTCTimeZone());
}

// More than one dimension would make cells of few persons, and sums that give them away.
absl::Status CheckDimensions(const Query& query) {
  if (query.dimensions.size() <= 1) return absl::OkStatus();
  return status::InvalidField("dimensions", "at most one for figures on employees",
                              absl::StrJoin(query.dimensions, ", "), "TOO_MANY_DIMENSIONS");
}

using PeriodFigures = std::function<std::vector<Entry>(const Snapshot&, const Query&, Period,
                                                       figures::pb::CellStatus)>;

// Loads the snapshot and goes through the periods that had begun when it was known.
std::function<absl::StatusOr<std::vector<Entry>>(const Query&)> Compute(
    std::shared_ptr<SnapshotCache> cache, PeriodFigures figures_of) {
  return [cache = std::move(cache), figures_of = std::move(figures_of)](
             const Query& query) -> absl::StatusOr<std::vector<Entry>> {
    RETURN_IF_ERROR(CheckDimensions(query));
    ASSIGN_OR_RETURN(const std::shared_ptr<const Snapshot> staff,
                     cache->Get(query.municipality, query.known_at));
    const absl::CivilDay known = DayKnown(query);
    std::vector<Entry> entries;
    for (const Period period : query.periods) {
      if (period.first_day() > known) continue;
      const auto status = period.last_day() < known ? figures::pb::CELL_STATUS_FINAL
                                                    : figures::pb::CELL_STATUS_PROVISIONAL;
      auto of_period = figures_of(*staff, query, period, status);
      std::move(of_period.begin(), of_period.end(), std::back_inserter(entries));
    }
    return entries;
  };
}

PeriodFigures Counted(Count count, bool Snapshot::*synthetic) {
  return [count = std::move(count), synthetic](const Snapshot& staff, const Query& query,
                                               Period period, figures::pb::CellStatus status) {
    const std::string dimension = query.dimensions.empty() ? "" : query.dimensions[0];
    return Publish(query, period, count(staff, period, dimension), {status, staff.*synthetic});
  };
}

double PerJob(double amount, const Workforce& cell) { return 100.0 * amount / cell.jobs; }

PeriodFigures OfWorkforce(std::function<std::optional<double>(const Workforce&)> number) {
  return Counted(OnLastDay(std::move(number)), &Snapshot::synthetic_staff);
}

// By id of the metric.
std::map<std::string, PeriodFigures> AllFigures() {
  return {
      {"sick-leave-rate", Counted(SickLeaveRate, &Snapshot::synthetic_staff)},
      {"cleaning-sick-leave-rate", Counted(CleaningSickLeaveRate, &Snapshot::synthetic_staff)},
      {"sick-leave-target", SickLeaveTarget},
      {"sick-leave-target-status", SickLeaveTargetStatus},
      {"leader-programme-groups", Counted(LeaderGroups, &Snapshot::synthetic_groups)},
      {"trade-certificates", Counted(TradeCertificatesObtained, &Snapshot::synthetic_certificates)},
      {"headcount", OfWorkforce([](const Workforce& w) { return w.behind.persons; })},
      {"work-years", OfWorkforce([](const Workforce& w) { return w.positions; })},
      {"full-time-share",
       OfWorkforce([](const Workforce& w) { return PerJob(w.full_time_jobs, w); })},
      {"women-share", Counted(WomenShare, &Snapshot::synthetic_staff)},
      {"mean-age", OfWorkforce([](const Workforce& w) { return w.ages_years / w.behind.persons; })},
      {"mean-position-size",
       OfWorkforce([](const Workforce& w) { return PerJob(w.positions, w); })},
      {"temporary-share",
       OfWorkforce([](const Workforce& w) { return PerJob(w.temporary_jobs, w); })},
      {"pay-gap", Counted(PayGap, &Snapshot::synthetic_staff)},
  };
}

}  // namespace

figures::Catalogue MakeCatalogue(records::Records& records) {
  const auto cache = std::make_shared<SnapshotCache>(records);
  const auto all = AllFigures();
  figures::Catalogue catalogue = Descriptions();
  for (Metric& metric : catalogue) metric.compute = Compute(cache, all.at(metric.id));
  return catalogue;
}

}  // namespace ett::hr
