#pragma once

#include "figures/figure.h"

namespace ett::property {

// The metrics in order of presentation, without their functions.
figures::Catalogue Descriptions();
// The part of these that is about weather.
figures::Catalogue WeatherDescriptions();

}  // namespace ett::property
