#pragma once

#include "records/judge.h"

// The rules between records of property.
namespace ett::property {

// For areas: a building has one of a kind and tenure on a day. For memberships: a building is in a
// group once on a day. Rows count in order of arrival: what ends comes before what follows it.
std::unique_ptr<records::Judge> MakeAreaJudge();
std::unique_ptr<records::Judge> MakeGroupMembershipJudge();

// For maintenance and condition surveys: on a day that the building is in use.
std::unique_ptr<records::Judge> MakeMaintenanceEntryJudge();
std::unique_ptr<records::Judge> MakeConditionSurveyJudge();

// For leases: an area that is leased, and of the same building.
std::unique_ptr<records::Judge> MakeLeaseJudge();

records::Judges MakeJudges();

}  // namespace ett::property
