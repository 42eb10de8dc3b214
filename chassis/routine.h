#pragma once

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"

namespace ett::chassis {

// A method that gateways call of each other several times a second: it has no limit. `method` as
// `/package.Service/Method`.
inline bool IsBetweenGateways(absl::string_view method) {
  return absl::StartsWith(method, "/ett.gateway.");
}

// One that processes call of each other rather than callers of them: it is no span, and a line of
// the log only when it does not come through. Besides those between gateways, gRPC's own, health
// and reflection.
inline bool IsRoutine(absl::string_view method) {
  return IsBetweenGateways(method) || absl::StartsWith(method, "/grpc.");
}

}  // namespace ett::chassis
