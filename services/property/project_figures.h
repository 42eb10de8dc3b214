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

}  // namespace ett::property
