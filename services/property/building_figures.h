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

// Owned gross area by name of the building, on the last day of the period.
std::map<std::string, double> OwnedAreas(const Question& asked);

// A record of a building, with its categories on the dimensions that are not the building's.
struct Place {
  const v1::Building& building;
  std::map<std::string, figures::Category> own = {};
};
// Visits its cells: by `building`, `function`, `site` and `group` besides its own. A building
// counts in every group that it is in on the last day of the period.
void Add(const Question& asked, Tally& tally, const Place& place,
         absl::FunctionRef<void(Cell&)> visit);

// Adds owned gross area on the last day, without function 121, as what is divided by. `own`: the
// categories on dimensions that are not the building's.
void AddDivisor(const Question& asked, Tally& tally,
                const std::map<std::string, figures::Category>& own = {});
// In place of a figure divided by none.
figures::Figure NoArea();

}  // namespace ett::property
