#pragma once

#include "figures/figure.h"

namespace ett::ownership {

// The metrics in order of presentation, without their functions.
figures::Catalogue Descriptions();

}  // namespace ett::ownership
