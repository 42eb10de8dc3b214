#pragma once

#include <optional>

#include "absl/status/status.h"
#include "services/property/building_figures.h"

// Figures of the weather, by the station that corrects. Dimension `normal-period`: several beside
// each other; without it the newest, which a footnote names.
namespace ett::property {

// By base: 17 °C, or those that filters name, `base=15`.
Entries DegreeDays(const Question& asked);
// INVALID_ARGUMENT for filters that name no base.
absl::Status CheckDegreeDayBases(const figures::Query& query);
Entries NormalDegreeDays(const Question& asked);
Entries CorrectedEnergyUse(const Question& asked);
Entries CorrectedEnergyUsePerSquareMetre(const Question& asked);

struct ActualDegreeDays {
  double number = 0;
  bool synthetic = false;
};
// By the station that corrects; nothing where there is none, or where it lacks a day.
std::optional<ActualDegreeDays> DegreeDaysIn(const Register& known, const figures::Period& period);
// The share of a building's energy that follows the temperature, by its use; 0 where not known.
double HeatingShareOf(const Register& known, const v1::Building& building);

}  // namespace ett::property
