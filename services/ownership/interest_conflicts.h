#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "ett/ownership/v1/interest.pb.h"
#include "services/ownership/world.h"

namespace ett::ownership {

// Where interests meet seats of the same member in boards on the day of the world: in the company
// itself, a subsidiary or a parent of it. Interests that do not hold on the day, and a position in
// the very board, do not count. By the ids of interest and seat with a space between.
absl::StatusOr<std::map<std::string, v1::InterestConflict>> ConflictsOn(
    const World& world, const std::vector<v1::DeclaredInterest>& interests);

}  // namespace ett::ownership
