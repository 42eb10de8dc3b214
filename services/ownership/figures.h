#pragma once

#include "figures/figure.h"
#include "services/ownership/register.h"

namespace ett::ownership {

// All metrics of the domain, computed from `records`, which must outlive the catalogue.
figures::Catalogue MakeCatalogue(const std::shared_ptr<RegisterCache>& registers);

}  // namespace ett::ownership
