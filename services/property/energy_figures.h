#pragma once

#include "absl/functional/function_ref.h"
#include "services/property/building_figures.h"

// Figures of what meters measured.
namespace ett::property {

Entries EnergyUse(const Question& asked);
// In m³.
Entries WaterUse(const Question& asked);
Entries EnergyUsePerSquareMetre(const Question& asked);
// By factor set; with several in force, their total has no meaning.
Entries Co2Emissions(const Question& asked);

// What a meter measured in a period, and what it should have.
struct Metered {
  const v1::Meter& meter;
  const v1::Building& building;
  Energy energy;
  bool synthetic;
};
// Visits the meters that were in place, without submeters.
void ForEachMetered(const Register& known, const figures::Period& period,
                    absl::FunctionRef<void(const Metered&)> visit);

// kWh divided by `divisor`, or why it is not told.
figures::Figure Told(const Energy& energy, double divisor);
// The same of energy that became so many Wh.
figures::Figure Told(const Energy& energy, double wh, double divisor);
// Why energy is not told.
figures::Absent TooFewReadings(const Energy& energy);

}  // namespace ett::property
