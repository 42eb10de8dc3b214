#pragma once

#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "ett/ownership/v1/position.pb.h"
#include "services/ownership/register.h"
#include "services/ownership/world.h"

namespace ett::ownership {

// What was known, and the day that is looked at.
struct State {
  std::shared_ptr<const Register> known;
  absl::CivilDay day;
};

// Positions of a company that differ, by owner; of `owner` alone where it is not empty.
absl::StatusOr<std::vector<v1::PositionChange>> ChangesOf(const State& before, const State& after,
                                                          const std::string& company,
                                                          const std::string& owner);

// The names of the companies that an owner controls.
absl::StatusOr<std::set<std::string>> ControlledBy(WorldCache& worlds, const State& state,
                                                   const std::string& owner);

// What is in `from` and not in `in`.
std::vector<std::string> Without(const std::set<std::string>& from,
                                 const std::set<std::string>& in);

}  // namespace ett::ownership
