#pragma once

#include "figures/figure.h"

namespace ett::hr {

// The metrics in order of presentation, without their functions.
figures::Catalogue Descriptions();

}  // namespace ett::hr
