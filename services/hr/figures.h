#pragma once

#include <memory>

#include "figures/figure.h"
#include "services/hr/snapshot_cache.h"

namespace ett::hr {

// All metrics of the domain, computed from what is in the cache.
figures::Catalogue MakeCatalogue(const std::shared_ptr<SnapshotCache>& cache);

}  // namespace ett::hr
