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
Entries Companies(const Question& asked);

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

}  // namespace ett::ownership
