#pragma once

#include "figures/figure.h"

namespace ett::ownership {

// The metrics in order of presentation, without their functions.
figures::Catalogue Descriptions();
// Those of strategies, money and results.
figures::Catalogue SteeringMetrics();

}  // namespace ett::ownership
