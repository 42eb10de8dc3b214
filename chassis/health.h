#pragma once

#include <atomic>
#include <functional>
#include <string>

#include "absl/status/status.h"
#include "chassis/calls.h"
#include "grpc/health/v1/health.grpc.pb.h"

namespace ett::chassis {

// grpc.health.v1 for a kubelet, with three services that mean different things:
//   startup    the process has come up;
//   readiness  it can answer now: not draining, and what it depends on answers (asked each time);
//   liveness   the process itself works: it does not ask what it depends on.
// The empty service is readiness. Watch is not served: UNIMPLEMENTED, as its contract allows.
class Health final : public grpc::health::v1::Health::CallbackService {
 public:
  Health(Calls& calls, std::function<absl::Status()> dependencies)
      : calls_(calls), dependencies_(std::move(dependencies)) {}

  void SetStarted() { started_ = true; }
  void SetDraining() { draining_ = true; }

  grpc::ServerUnaryReactor* Check(grpc::CallbackServerContext* context,
                                  const grpc::health::v1::HealthCheckRequest* request,
                                  grpc::health::v1::HealthCheckResponse* response) override;

 private:
  absl::StatusOr<bool> Serves(const std::string& service) const;

  Calls& calls_;
  const std::function<absl::Status()> dependencies_;
  std::atomic<bool> started_ = false;
  std::atomic<bool> draining_ = false;
};

}  // namespace ett::chassis
