#pragma once

#include "services/property/building_figures.h"

namespace ett::property {

// How much energy changed from the same period a year before, in kWh, by part of what explains it.
// The parts sum to the whole to the last Wh.
Entries EnergyChanges(const Question& asked);

}  // namespace ett::property
