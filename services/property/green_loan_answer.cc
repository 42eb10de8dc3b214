#include "services/property/green_loan_answer.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "figures/local_time.h"
#include "records/row.h"
#include "services/property/dates.h"
#include "services/property/green_loan_facts.h"
#include "services/property/kinds.h"
#include "status/macros.h"

namespace ett::property {
namespace {

using Rules = std::vector<const v1::GreenLoanRule*>;

absl::StatusOr<const v1::Project*> FindProject(const Register& known, const std::string& name) {
  const auto found = std::find_if(known.projects.begin(), known.projects.end(),
                                  [&](const v1::Project& each) { return each.name() == name; });
  if (found != known.projects.end()) return &*found;
  return absl::NotFoundError(absl::StrCat("no project ", name));
}

absl::StatusOr<v1::GreenLoanCategory> CategoryFor(const v1::EvaluateGreenLoanRequest& asked,
                                                  const v1::Project& project) {
  if (!v1::GreenLoanCategory_IsValid(asked.category())) {
    return status::InvalidField("category", "a value of GreenLoanCategory",
                                absl::StrCat(asked.category()), "UNKNOWN_VALUE");
  }
  if (asked.category() != v1::GREEN_LOAN_CATEGORY_UNSPECIFIED) return asked.category();
  const v1::GreenLoanCategory category = LoanCategoryOf(project);
  if (category != v1::GREEN_LOAN_CATEGORY_UNSPECIFIED) return category;
  return status::Precondition("KIND_NOT_KNOWN", absl::StrCat("the kind of ", project.name(),
                                                             " is not recorded: name a category"));
}

absl::StatusOr<absl::CivilDay> DayAsked(const v1::EvaluateGreenLoanRequest& asked,
                                        std::int64_t known_at) {
  if (!asked.has_date()) return figures::LocalDayOf(known_at);
  if (!asked.edition().empty()) {
    return status::InvalidField("date", "none beside an edition", records::PrintDate(asked.date()),
                                "CONTRADICTION");
  }
  if (!records::IsFull(asked.date())) {
    return status::InvalidField("date", "a day of the calendar", records::PrintDate(asked.date()),
                                "IMPOSSIBLE_DATE");
  }
  return records::FirstDayOf(asked.date());
}

// Of the edition that is named, or of the one in force on the day.
Rules RulesOf(const Register& known, const v1::EvaluateGreenLoanRequest& asked,
              absl::CivilDay day) {
  Rules rules;
  for (const v1::GreenLoanRule& rule : known.green_loan_rules) {
    const bool edition =
        asked.edition().empty() ? ValidityOf(rule).Holds(day) : rule.edition() == asked.edition();
    if (edition && (asked.lender().empty() || rule.lender() == asked.lender())) {
      rules.push_back(&rule);
    }
  }
  return rules;
}

// One lender's one edition.
absl::Status CheckOne(const v1::EvaluateGreenLoanRequest& asked, absl::CivilDay day,
                      const Rules& rules) {
  std::set<std::string> lenders;
  std::set<std::string> editions;
  for (const v1::GreenLoanRule* rule : rules) {
    lenders.insert(rule->lender());
    editions.insert(rule->edition());
  }
  if (rules.empty()) {
    return absl::NotFoundError(absl::StrCat(
        "no rules of ", asked.lender().empty() ? "any lender" : asked.lender(),
        asked.edition().empty() ? " in force on " : " of edition ",
        asked.edition().empty() ? records::PrintDate(records::DateOf(day)) : asked.edition()));
  }
  if (lenders.size() > 1) {
    return status::InvalidField("lender", absl::StrCat("one of ", absl::StrJoin(lenders, ", ")), "",
                                "AMBIGUOUS");
  }
  if (editions.size() > 1) {
    return status::InvalidField("edition", absl::StrCat("one of ", absl::StrJoin(editions, ", ")),
                                "", "AMBIGUOUS");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::EvaluateGreenLoanResponse> AnswerGreenLoan(
    records::Records& records, RegisterCache& registers,
    const v1::EvaluateGreenLoanRequest& asked) {
  ASSIGN_OR_RETURN(const records::RecordName name,
                   records::ParseName(ProjectKind(), asked.project(), "project"));
  ASSIGN_OR_RETURN(const std::int64_t known_at,
                   records.KnownAt(asked.has_as_known_at() ? &asked.as_known_at() : nullptr));
  ASSIGN_OR_RETURN(const std::shared_ptr<const Register> known,
                   registers.Get(name.municipality, known_at));
  ASSIGN_OR_RETURN(const v1::Project* project, FindProject(*known, asked.project()));
  ASSIGN_OR_RETURN(const v1::GreenLoanCategory category, CategoryFor(asked, *project));
  ASSIGN_OR_RETURN(const absl::CivilDay day, DayAsked(asked, known_at));
  Rules rules = RulesOf(*known, asked, day);
  RETURN_IF_ERROR(CheckOne(asked, day, rules));
  const v1::GreenLoanRule& any = *rules.front();
  v1::EvaluateGreenLoanResponse response;
  response.mutable_evaluation()->set_lender(any.lender());
  response.mutable_evaluation()->set_edition(any.edition());
  rules.erase(std::remove_if(rules.begin(), rules.end(),
                             [&](const auto* rule) { return rule->category() != category; }),
              rules.end());
  response.mutable_evaluation()->MergeFrom(Judge(*known, *project, rules));
  response.mutable_evaluation()->set_category(category);
  return response;
}

}  // namespace ett::property
