#pragma once

#include "services/property/building_figures.h"

// Figures of condition surveys: the latest of each component in the four years up to the last day
// of the period.
namespace ett::property {

Entries ConditionSurveyCoverage(const Question& asked);
Entries ConditionGradeMean(const Question& asked);
Entries ConditionNotInspectedShare(const Question& asked);
Entries ConditionDistribution(const Question& asked);
Entries ConditionBacklog(const Question& asked);

}  // namespace ett::property
