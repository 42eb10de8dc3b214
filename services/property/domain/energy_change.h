#pragma once

#include <cstdint>
#include <optional>

#include "services/property/domain/days.h"

namespace ett::property {

// A building's energy in two periods of which the first is over before the second begins.
struct BuildingEnergy {
  std::int64_t before_wh = 0;
  std::int64_t after_wh = 0;
  // Its area in each period, on average; 0 where not known.
  double before_m2 = 0;
  double after_m2 = 0;
  // The days that it is in use and metered.
  Days there;
  // How much more it used for the weather of the second period, as a model has it; may be negative.
  std::optional<std::int64_t> weather_wh = std::nullopt;
};

// A change in Wh, in parts that sum to it exactly.
struct EnergyChange {
  std::int64_t opened_wh = 0;   // came into use, or began to be metered
  std::int64_t closed_wh = 0;   // went out of use, or is no longer metered
  std::int64_t area_wh = 0;     // by as much as the area changed
  std::int64_t weather_wh = 0;  // by a model
  std::int64_t rest_wh = 0;

  std::int64_t Sum() const { return opened_wh + closed_wh + area_wh + weather_wh + rest_wh; }
  bool operator==(const EnergyChange&) const = default;
};

// The change of a building that was not there in all of both periods is that alone; that of others
// is what its area explains of it, what weather does, and the rest.
EnergyChange Decompose(const BuildingEnergy& building, const Days& before, const Days& after);

}  // namespace ett::property
