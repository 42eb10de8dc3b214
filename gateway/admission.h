#pragma once

#include <memory>

#include "absl/status/status.h"
#include "chassis/metrics.h"
#include "gateway/edge/headers.h"
#include "gateway/edge/schema.h"
#include "identity/authenticator.h"

namespace ett::gateway {

// Lets calls in by what their contracts say of them (ett.auth.v1.access). What is refused is
// counted, and is a line of the log with the event `denied`. Thread-safe.
class Admission {
 public:
  // `metrics` must outlive it.
  Admission(std::unique_ptr<identity::Authenticator> authenticator, chassis::Metrics& metrics)
      : authenticator_(std::move(authenticator)), metrics_(metrics) {}

  // Services of gRPC itself, health and reflection, are open.
  absl::Status Admit(const edge::Method& method, const edge::Headers& headers,
                     const std::string& request_id) const;

 private:
  const std::unique_ptr<identity::Authenticator> authenticator_;
  chassis::Metrics& metrics_;
};

}  // namespace ett::gateway
