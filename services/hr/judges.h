#pragma once

#include "records/judge.h"

// The rules between records of HR. A refusal never says what is kept of a person.
namespace ett::hr {

// What an operator may set.
struct Limits {
  // Percent of full time that one person's employments may add up to on any day.
  int most_position_percent = 150;
};

// For units: a parent that is known, one level above, and not below the unit itself.
std::unique_ptr<records::Judge> MakeOrgUnitJudge();

// For employments: inside the unit's days; sex, year of birth and sum of positions in accord with
// the person's other employments; absences and leaves that are kept stay inside its days. Rows of
// one batch may correct each other's records in any order.
std::unique_ptr<records::Judge> MakeEmploymentJudge(const Limits& limits);

// For absences and leaves: inside the employment's days.
std::unique_ptr<records::Judge> MakeAbsenceJudge();
std::unique_ptr<records::Judge> MakeLeaveJudge();

// For vacancies: inside the unit's days.
std::unique_ptr<records::Judge> MakeVacancyJudge();

records::Judges MakeJudges(const Limits& limits);

}  // namespace ett::hr
