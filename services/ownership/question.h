#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "figures/figure.h"
#include "services/ownership/register.h"

// How the metrics of ownership are written: each a function from a question to entries.
namespace ett::ownership {

// One metric's entries of one period.
struct Question {
  const Register& known;
  const figures::Query& query;
  figures::Period period;
  figures::pb::CellStatus status;
};
using Entries = absl::StatusOr<std::vector<figures::Entry>>;
using PeriodFigures = std::function<Entries(const Question&)>;

// A figure for each company, left out where there is nothing to say, and one for them all.
using CompanyFigure = std::function<absl::StatusOr<std::optional<figures::Figure>>(
    const Question&, const v1::Entity&)>;
using WholeFigure = std::function<absl::StatusOr<figures::Figure>(const Question&)>;
PeriodFigures ByCompany(const CompanyFigure& figure, const WholeFigure& whole);
// For what has no sensible total.
absl::StatusOr<figures::Figure> NoTotal(const Question& asked);

figures::Category CategoryOf(const v1::Entity& company);
figures::Figure NotApplicable();
figures::Value Count(std::int64_t count, const Question& asked, bool synthetic);
// Whole percents are said without decimals.
figures::Value PercentOf(const Fraction& part, const Question& asked, bool synthetic);

bool InPeriod(const google::type::Date& date, const figures::Period& period);

// The metrics' figures, by the files they are in.
absl::StatusOr<std::optional<figures::Figure>> Share(const Question& asked,
                                                     const v1::Entity& company);
absl::StatusOr<std::optional<figures::Figure>> Bought(const Question& asked,
                                                      const v1::Entity& company);
absl::StatusOr<std::optional<figures::Figure>> Votes(const Question& asked,
                                                     const v1::Entity& company);
absl::StatusOr<std::optional<figures::Figure>> OwnershipChangesOf(const Question& asked,
                                                                  const v1::Entity& company);
absl::StatusOr<figures::Figure> OwnershipChanges(const Question& asked);
absl::StatusOr<std::optional<figures::Figure>> IksLiability(const Question& asked,
                                                            const v1::Entity& company);

Entries Companies(const Question& asked);
Entries WhollyOwned(const Question& asked);
Entries StrategyShare(const Question& asked);

Entries BookValues(const Question& asked);
Entries Dividends(const Question& asked);
Entries DividendsExpected(const Question& asked);
Entries Guarantees(const Question& asked);
Entries Loans(const Question& asked);
Entries CompanyRevenue(const Question& asked);
Entries CompanyProfit(const Question& asked);
Entries CompanyEquity(const Question& asked);
// The municipality's part of the debts of companies without limited liability.
Entries IksLiabilityAmount(const Question& asked);

absl::StatusOr<std::optional<figures::Figure>> AgreementStatus(const Question& asked,
                                                               const v1::Entity& company);
absl::StatusOr<std::optional<figures::Figure>> AgreementValidFrom(const Question& asked,
                                                                  const v1::Entity& company);
absl::StatusOr<std::optional<figures::Figure>> AgreementsPutForwardOf(const Question& asked,
                                                                      const v1::Entity& company);
absl::StatusOr<figures::Figure> AgreementsPutForward(const Question& asked);

absl::StatusOr<std::optional<figures::Figure>> BoardMembersOf(const Question& asked,
                                                              const v1::Entity& company);
absl::StatusOr<figures::Figure> BoardMembers(const Question& asked);
Entries TrainingsHeld(const Question& asked);
Entries TrainingShare(const Question& asked);

Entries BoardSeats(const Question& asked);
absl::StatusOr<std::optional<figures::Figure>> BoardWomenShareOf(const Question& asked,
                                                                 const v1::Entity& company);
absl::StatusOr<figures::Figure> BoardWomenShare(const Question& asked);
Entries EthicsTrainingShare(const Question& asked);
// INVALID_ARGUMENT for a filter `since` that is no day.
absl::Status CheckSince(const figures::Query& query);

}  // namespace ett::ownership
