#include "services/property/green_loan_figures.h"

#include "services/property/dates.h"
#include "services/property/green_loan_facts.h"
#include "services/property/labels.h"
#include "services/property/project_figures.h"

namespace ett::property {
namespace {

using figures::Category;
using figures::Figure;
using figures::MakeText;
using figures::Value;

// A lender's edition.
using Edition = std::pair<std::string, std::string>;
using Rules = std::map<Edition, std::vector<const v1::GreenLoanRule*>>;

Rules InForce(const Register& known, v1::GreenLoanCategory category, absl::CivilDay day) {
  Rules rules;
  for (const v1::GreenLoanRule& rule : known.green_loan_rules) {
    if (rule.category() != category || !ValidityOf(rule).Holds(day)) continue;
    rules[{rule.lender(), rule.edition()}].push_back(&rule);
  }
  return rules;
}

Category CategoryOn(const std::string& dimension, const v1::Project& project,
                    const v1::GreenLoanEvaluation& found) {
  if (dimension == "verdict") return VerdictCategory(found.verdict());
  if (dimension == "lender") return LenderCategory(found.lender());
  if (dimension == "edition") {
    return {found.edition(), MakeText(found.edition(), found.edition())};
  }
  return ProjectCategory(project);
}

}  // namespace

Entries GreenLoanStatus(const Question& asked) {
  Tally tally(asked.query);
  const absl::CivilDay day = asked.period.last_day();
  for (const v1::Project& project : asked.known.projects) {
    const bool begun = Begun(project, day) || Ended(project, day);
    if (!begun || Ended(project, asked.period.first_day() - 1)) continue;
    for (const auto& [edition, rules] : InForce(asked.known, LoanCategoryOf(project), day)) {
      const v1::GreenLoanEvaluation found = Judge(asked.known, project, rules);
      Cell* cell = tally.CellOf(
          [&](const std::string& dimension) { return CategoryOn(dimension, project, found); });
      if (cell == nullptr) continue;
      ++cell->records;
      cell->synthetic |= project.synthetic();
    }
  }
  return tally.Entries(asked.period, asked.status, [](const Cell& cell) -> Figure {
    return Value{static_cast<double>(cell.records)};
  });
}

}  // namespace ett::property
