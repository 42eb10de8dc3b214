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

// For counters: a meter has one at a time. For metered periods: a meter has one of a day.
std::unique_ptr<records::Judge> MakeCounterJudge();
std::unique_ptr<records::Judge> MakeMeteredDayJudge();

// For virtual meters: what they are made of is known and has their carrier.
std::unique_ptr<records::Judge> MakeMeterJudge();
// For metered periods: those of MakeMeteredDayJudge, in a unit of what the meter measures.
std::unique_ptr<records::Judge> MakeMeteredPeriodJudge();
// For stands: within the counter's time and digits.
std::unique_ptr<records::Judge> MakeCounterStandJudge();

records::Judges MakeJudges();

}  // namespace ett::property
