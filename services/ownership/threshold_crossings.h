#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "ett/ownership/v1/position.pb.h"
#include "services/ownership/register.h"

namespace ett::ownership {

// Who owned a company before and after something.
struct Shift {
  const Register& known;
  const std::string& company;
  const Division& before;
  const Division& after;
};

// What owners reached or lost by it, by owner and threshold; of `owner` alone where it is not
// empty. The day and the transactions are left to the caller.
std::vector<v1::ThresholdCrossing> CrossingsBy(const Shift& shift, const std::string& owner);

// Those of a company in the days from `first` to `last`, in order of day, owner and threshold.
struct CrossingsAsked {
  std::string company;
  std::string owner;  // empty: all
  absl::CivilDay first;
  absl::CivilDay last;
};
absl::StatusOr<std::vector<v1::ThresholdCrossing>> CrossingsIn(const Register& known,
                                                               const CrossingsAsked& asked);

}  // namespace ett::ownership
