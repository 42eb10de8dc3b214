#pragma once

#include "gateway/edge/config.h"
#include "gateway/edge/schema.h"
#include "gateway/edge/worker.h"

namespace ett::edge {

// A call that was let in, or why it was not.
struct Entry {
  absl::Status status;
  Headers headers;                 // of the answer's head
  limits::CallCount::Place place;  // to be kept as long as the call runs
  Admitted caller;
};

// Whether the call may be made, and now: by how busy the process is, Config::admit and
// Config::allow. Health is always answered.
Entry Enter(Worker& worker, const Asked& asked);

}  // namespace ett::edge
