#include "services/ownership/figures.h"

#include <map>

#include "absl/time/time.h"
#include "figures/local_time.h"
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
          {"votes", ByCompany(Votes, NoTotal)},
          {"companies", Companies},
          {"wholly-owned", WhollyOwned},
          {"ownership-changes", ByCompany(OwnershipChangesOf, OwnershipChanges)},
          {"agreements-put-forward", ByCompany(AgreementsPutForwardOf, AgreementsPutForward)},
          {"agreement-status", ByCompany(AgreementStatus, NoTotal)},
          {"agreement-valid-from", ByCompany(AgreementValidFrom, NoTotal)},
          {"board-members", ByCompany(BoardMembersOf, BoardMembers)},
          {"trainings-held", TrainingsHeld},
          {"board-training-share", TrainingShare},
          {"ethics-training-share", EthicsTrainingShare},
          {"board-seats", BoardSeats},
          {"board-women-share", ByCompany(BoardWomenShareOf, BoardWomenShare)},
          {"strategy-share", StrategyShare},
          {"book-value", BookValues},
          {"dividends", Dividends},
          {"dividends-expected", DividendsExpected},
          {"guarantees", Guarantees},
          {"loans", Loans},
          {"iks-liability", ByCompany(IksLiability, NoTotal)},
          {"iks-liability-amount", IksLiabilityAmount},
          {"company-revenue", CompanyRevenue},
          {"company-profit", CompanyProfit},
          {"company-equity", CompanyEquity}};
}

// Loads the register and goes through the periods that had begun when it was known.
std::function<Entries(const Query&)> Compute(const std::shared_ptr<RegisterCache>& registers,
                                             PeriodFigures figures_of) {
  return [registers, figures_of = std::move(figures_of)](const Query& query) -> Entries {
    RETURN_IF_ERROR(CheckSince(query));
    ASSIGN_OR_RETURN(const auto known, registers->Get(query.municipality, query.known_at));
    const absl::CivilDay today = figures::LocalDayOf(query.known_at);
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
