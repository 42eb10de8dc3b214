#pragma once

#include <vector>

#include "figures/figure.h"
#include "services/property/register.h"

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

// Owned gross area by name of the building, on the last day of the period.
std::map<std::string, double> OwnedAreas(const Question& asked);

// The category of a building on the dimensions `building` and `function`.
figures::Category CategoryOn(const std::string& dimension, const v1::Building& building);

}  // namespace ett::property
