#include "gateway/edge/entrance.h"

#include "absl/strings/match.h"

namespace ett::edge {

Allowance Enter(const Worker& worker, const Asked& asked) {
  const Config& config = worker.config;
  absl::StatusOr<std::string> caller = std::string();
  if (config.admit) caller = config.admit(asked);
  if (!caller.ok()) return {caller.status(), {}};
  const bool is_health = absl::StartsWith(asked.method.path, "/grpc.health.");
  if (is_health || !config.allow) return {};
  return config.allow(asked, *caller);
}

}  // namespace ett::edge
