#pragma once

#include "services/property/building_figures.h"

// Figures of energy certificates and leases.
namespace ett::property {

// Buildings in use at the end of the period, by the mark of the certificate that is valid then.
Entries BuildingsByEnergyMark(const Question& asked);
Entries LeaseCost(const Question& asked);

}  // namespace ett::property
