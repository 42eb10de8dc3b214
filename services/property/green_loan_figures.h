#pragma once

#include "services/property/building_figures.h"

namespace ett::property {

// Of the projects under way in the period: how they stand against the editions of lenders' green
// loans that are in force at its end.
Entries GreenLoanStatus(const Question& asked);

}  // namespace ett::property
