#pragma once

#include "gateway/edge/config.h"
#include "gateway/edge/schema.h"
#include "gateway/edge/worker.h"

namespace ett::edge {

// Whether the call may be made, and now: by Config::admit and Config::allow. Health is always
// answered.
Allowance Enter(const Worker& worker, const Asked& asked);

}  // namespace ett::edge
