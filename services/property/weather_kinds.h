#pragma once

#include <vector>

#include "records/kind.h"

namespace ett::property {

const records::Kind& WeatherStationKind();
const records::Kind& DailyTemperatureKind();
const records::Kind& HourlyTemperatureKind();
const records::Kind& DegreeDayNormalKind();
const records::Kind& HeatingShareKind();

std::vector<const records::Kind*> WeatherKinds();

}  // namespace ett::property
