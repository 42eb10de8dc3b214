#include "services/property/domain/energy_change.h"

#include <cmath>

namespace ett::property {

EnergyChange Decompose(const BuildingEnergy& building, const Days& before, const Days& after) {
  EnergyChange change;
  const std::int64_t whole = building.after_wh - building.before_wh;
  const bool gone = building.there.last < after.first;
  const bool came = before.first < building.there.first;
  if (came && !gone) {
    change.opened_wh = whole;
  } else if (building.there.last < after.last) {
    change.closed_wh = whole;
  } else {
    if (building.before_m2 > 0 && building.after_m2 > 0) {
      change.area_wh = std::llround(static_cast<double>(building.before_wh) *
                                    (building.after_m2 / building.before_m2 - 1));
    }
    change.weather_wh = building.weather_wh.value_or(0);
    change.rest_wh = whole - change.area_wh - change.weather_wh;
  }
  return change;
}

}  // namespace ett::property
