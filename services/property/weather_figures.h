#pragma once

#include "services/property/building_figures.h"

// Figures of the weather, by the station that corrects. Dimension `normal-period`: several beside
// each other; without it the newest, which a footnote names.
namespace ett::property {

Entries DegreeDays(const Question& asked);
Entries NormalDegreeDays(const Question& asked);
Entries CorrectedEnergyUse(const Question& asked);
Entries CorrectedEnergyUsePerSquareMetre(const Question& asked);

}  // namespace ett::property
