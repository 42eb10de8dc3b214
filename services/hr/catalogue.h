#pragma once

#include "figures/figure.h"

namespace ett::hr {

// The metrics in order of presentation, without their functions.
figures::Catalogue Descriptions();
figures::Catalogue PayDescriptions();
// Those of trait_figures.h.
figures::Catalogue TraitDescriptions();
figures::Catalogue VacancyDescriptions();
// Only ever reported: of employees that others have records of.
figures::Catalogue ReportedDescriptions();

}  // namespace ett::hr
