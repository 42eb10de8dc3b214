#pragma once

#include "absl/status/status.h"
#include "gateway/edge/headers.h"

namespace ett::edge {

// Whether a call may be made now, and what the head of its answer says of that.
struct Allowance {
  absl::Status status;
  Headers headers;
};

}  // namespace ett::edge
