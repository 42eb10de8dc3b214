#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "chassis/metrics.h"
#include "gateway/edge/config.h"
#include "identity/authenticator.h"

namespace ett::gateway {

// Lets calls in by what their contracts say of them (ett.auth.v1.access). What is refused is
// counted, and is a line of the log with the event `denied`. Thread-safe.
class Admission {
 public:
  // `metrics` must outlive it.
  Admission(std::unique_ptr<identity::Authenticator> authenticator, chassis::Metrics& metrics)
      : authenticator_(std::move(authenticator)), metrics_(metrics) {}

  // Who calls, empty for nobody. Services of gRPC itself, health and reflection, are open.
  absl::StatusOr<edge::Admitted> Admit(const edge::Asked& asked) const;

 private:
  const std::unique_ptr<identity::Authenticator> authenticator_;
  chassis::Metrics& metrics_;
};

}  // namespace ett::gateway
