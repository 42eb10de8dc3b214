#pragma once

#include <string>

#include "absl/status/status.h"
#include "chassis/metrics.h"
#include "identity/caller.h"

namespace ett::chassis {

// A call that its caller may not make.
struct Denial {
  const std::string& method;       // one that is served, or `unknown`
  const identity::Caller* caller;  // null where nobody is known
  const std::string& request_id;
};

// Counts it, and says it in a line of the log with the event `denied`.
void TellDenied(const Denial& denial, const absl::Status& why, Metrics& metrics);

}  // namespace ett::chassis
