#pragma once

#include <vector>

#include "records/kind.h"

// The kinds of record that HR keeps, each with its own rules besides those of its contract.
namespace ett::hr {

const records::Kind& OrgUnitKind();
const records::Kind& TargetKind();
const records::Kind& VacancyKind();

// Records of persons. A rejected row is never repeated where it may hold a birth number.
const records::Kind& EmploymentKind();
const records::Kind& AbsenceKind();
const records::Kind& LeaveKind();
const records::Kind& QualificationKind();
const records::Kind& ParticipationKind();

std::vector<const records::Kind*> Kinds();

}  // namespace ett::hr
