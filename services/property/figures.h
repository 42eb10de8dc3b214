#pragma once

#include "figures/figure.h"
#include "services/property/building_figures.h"
#include "services/property/register.h"

namespace ett::property {

// All metrics of the domain.
figures::Catalogue MakeCatalogue(const std::shared_ptr<RegisterCache>& cache);

// One metric of one register, without store or cache; empty for a metric that is only reported.
Entries ComputeFrom(const Register& known, const std::string& metric, const figures::Query& query);

}  // namespace ett::property
