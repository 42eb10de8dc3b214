#include "chassis/health.h"

#include "status/macros.h"

namespace ett::chassis {

using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;

absl::StatusOr<bool> Health::Serves(const std::string& service) const {
  if (service == "liveness") return true;
  if (service == "startup") return started_.load();
  if (service.empty() || service == "readiness") {
    return started_ && !draining_ && dependencies_().ok();
  }
  return status::NotFound("grpc.health.v1.Service", service);
}

grpc::ServerUnaryReactor* Health::Check(grpc::CallbackServerContext* context,
                                        const HealthCheckRequest* request,
                                        HealthCheckResponse* response) {
  return calls_.Unary<HealthCheckRequest, HealthCheckResponse>(
      context, request, response,
      [this](const HealthCheckRequest& asked) -> absl::StatusOr<HealthCheckResponse> {
        ASSIGN_OR_RETURN(const bool serves, Serves(asked.service()));
        HealthCheckResponse answer;
        answer.set_status(serves ? HealthCheckResponse::SERVING : HealthCheckResponse::NOT_SERVING);
        return answer;
      });
}

}  // namespace ett::chassis
