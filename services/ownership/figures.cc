#include "services/ownership/figures.h"

#include <map>

#include "absl/time/time.h"
#include "services/ownership/catalogue.h"
#include "services/ownership/question.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

using figures::Entry;
using figures::Period;
using figures::Query;

std::map<std::string, PeriodFigures> AllFigures() {
  return {{"share", ByCompany(Share, NoTotal)},
          {"shares-bought", ByCompany(Bought, NoTotal)},
          {"companies", Companies},
          {"agreements-put-forward", ByCompany(AgreementsPutForwardOf, AgreementsPutForward)},
          {"agreement-status", ByCompany(AgreementStatus, NoTotal)},
          {"agreement-valid-from", ByCompany(AgreementValidFrom, NoTotal)},
          {"board-members", ByCompany(BoardMembersOf, BoardMembers)},
          {"trainings-held", TrainingsHeld},
          {"board-training-share", TrainingShare}};
}

// Loads the register and goes through the periods that had begun when it was known.
std::function<Entries(const Query&)> Compute(const std::shared_ptr<RegisterCache>& registers,
                                             PeriodFigures figures_of) {
  return [registers, figures_of = std::move(figures_of)](const Query& query) -> Entries {
    ASSIGN_OR_RETURN(const auto known, registers->Get(query.municipality, query.known_at));
    const absl::CivilDay today =
        absl::ToCivilDay(absl::FromUnixMicros(query.known_at), absl::UTCTimeZone());
    std::vector<Entry> entries;
    for (const Period& period : query.periods) {
      if (period.first_day() > today) continue;
      const auto status = period.last_day() < today ? figures::pb::CELL_STATUS_FINAL
                                                    : figures::pb::CELL_STATUS_PROVISIONAL;
      ASSIGN_OR_RETURN(auto of_period, figures_of({*known, query, period, status}));
      std::move(of_period.begin(), of_period.end(), std::back_inserter(entries));
    }
    return entries;
  };
}

}  // namespace

figures::Catalogue MakeCatalogue(const std::shared_ptr<RegisterCache>& registers) {
  const auto all = AllFigures();
  figures::Catalogue catalogue = Descriptions();
  for (figures::Metric& metric : catalogue) metric.compute = Compute(registers, all.at(metric.id));
  return catalogue;
}

}  // namespace ett::ownership
