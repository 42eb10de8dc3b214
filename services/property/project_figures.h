#pragma once

#include "services/property/building_figures.h"

// Figures of projects and loans. A date that is only a year counts in that year, in no month of it.
namespace ett::property {

Entries ProjectsCompleted(const Question& asked);
Entries ProjectsUnderWay(const Question& asked);
Entries DesignCompetitionsHeld(const Question& asked);
// Texts by project; their total has no meaning.
Entries ProjectAmbitions(const Question& asked);
Entries GreenLoansQualified(const Question& asked);

// Of the projects that were in a phase on some day of the period, by the one they were in last.
Entries ProjectsByPhase(const Question& asked);
// Of the projects under way at the end of the period, in kr; those without are left out.
Entries ProjectBudget(const Question& asked);
Entries ProjectForecast(const Question& asked);

// Of the projects whose first metered year it is: energy of the building per m², and percent that
// it is above what the project aimed at.
Entries FirstYearEnergy(const Question& asked);
Entries FirstYearEnergyDeviation(const Question& asked);

// Whether a date, or all of the month or year that it is, is over by the end of a day.
bool Reached(bool given, const google::type::Date& date, absl::CivilDay day);
bool Begun(const v1::Project& project, absl::CivilDay day);
// Completed or cancelled.
bool Ended(const v1::Project& project, absl::CivilDay day);

}  // namespace ett::property
