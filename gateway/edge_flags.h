#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "chassis/flags.h"
#include "gateway/edge/config.h"

namespace ett::gateway {

// What flags say of the edge beyond its upstreams: how much it takes on, keeps and overlooks.
struct EdgeFlags {
  int max_calls = 20'000;
  absl::Duration lag_target = absl::Milliseconds(50);
  std::vector<std::string> ignored_parameters;  // `name` or `name@methods`
  int cache_bytes = 64 << 20;
  absl::Duration stale_if_error = absl::Hours(1);

  void AddTo(chassis::Flags& flags);
  // INVALID_ARGUMENT, naming the flag. Also says in the log when calls are refused.
  absl::Status Apply(edge::Config& config) const;
};

}  // namespace ett::gateway
