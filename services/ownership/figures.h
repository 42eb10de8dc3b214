#pragma once

#include "figures/figure.h"
#include "records/records.h"

namespace ett::ownership {

// All metrics of the domain, computed from `records`, which must outlive the catalogue.
figures::Catalogue MakeCatalogue(records::Records& records);

}  // namespace ett::ownership
