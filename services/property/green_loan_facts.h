#pragma once

#include "services/property/domain/green_loan.h"
#include "services/property/register.h"

namespace ett::property {

// What is known of a project that criteria of green loans ask for, each with the record that it
// stands in. Energy before and after is what the project says; else what certificates of its
// building say, else what meters measured, in the last whole year before construction and in the
// first metered year: never one of each.
GreenLoanFacts FactsOf(const Register& known, const v1::Project& project);

// The project judged by the rules of one lender, edition and category.
v1::GreenLoanEvaluation Judge(const Register& known, const v1::Project& project,
                              const std::vector<const v1::GreenLoanRule*>& rules);

// By the project's kind; unspecified where that is not known.
v1::GreenLoanCategory LoanCategoryOf(const v1::Project& project);

}  // namespace ett::property
