#pragma once

#include <functional>
#include <vector>

#include "figures/figure.h"
#include "services/property/register.h"
#include "services/property/tally.h"

// Figures of buildings and of what happens to them, each of one period. A period without any record
// to count has no entries.
namespace ett::property {

// What a metric is asked for.
struct Question {
  const Register& known;
  const figures::Query& query;
  figures::Period period;
  figures::pb::CellStatus status;
};
using Entries = std::vector<figures::Entry>;

Entries Buildings(const Question& asked);
Entries OwnedArea(const Question& asked);
Entries LeasedArea(const Question& asked);
Entries MaintenanceCost(const Question& asked);
Entries MaintenanceCostPerSquareMetre(const Question& asked);
Entries EnergyUse(const Question& asked);
Entries EnergyUsePerSquareMetre(const Question& asked);

// What a meter measured in the period of a question.
struct MeteredEnergy {
  const v1::Meter* meter = nullptr;
  const v1::Building* building = nullptr;
  Energy energy;
  bool synthetic = false;
};

// The meters whose energy is summed, submeters left out, that were in place in the period.
void ForEachMeter(const Question& asked, const std::function<void(const MeteredEnergy&)>& visit);
// On the dimensions `carrier`, `building` and `function`.
figures::Category CategoryOn(const std::string& dimension, const MeteredEnergy& metered);

// So many Wh divided, in kWh, where the energy that they come from covers enough of its time; else
// why they are not told.
figures::Figure Told(const Energy& energy, double wh, double divisor);

// The owned area that costs and energy are divided by, on the last day, to the cells' bases.
using CategoryOfBuilding =
    std::function<figures::Category(const std::string& dimension, const v1::Building& building)>;
void AddDivisor(const Question& asked, Tally& tally, const CategoryOfBuilding& category);
// On the dimensions `building` and `function`.
void AddDivisor(const Question& asked, Tally& tally);
// In place of a figure divided by none.
figures::Figure NoArea();

// Owned gross area by name of the building, on the last day of the period.
std::map<std::string, double> OwnedAreas(const Question& asked);

// The category of a building on the dimensions `building` and `function`.
figures::Category CategoryOn(const std::string& dimension, const v1::Building& building);

}  // namespace ett::property
