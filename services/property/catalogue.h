#pragma once

#include "figures/figure.h"

namespace ett::property {

// The metrics in order of presentation, without their functions.
figures::Catalogue Descriptions();

}  // namespace ett::property
