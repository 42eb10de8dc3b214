#pragma once

#include <grpcpp/support/server_interceptor.h>

#include <memory>
#include <string>

#include "chassis/metrics.h"

namespace ett::chassis {

// An interceptor for every call of a server: metrics, one log line, and the request id, which is
// the caller's `x-request-id` when it is well-formed (at most 64 of [A-Za-z0-9._-]), otherwise made
// here, and which is sent back in the initial metadata.
std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface> MakeObserver(
    Metrics& metrics);

bool IsRequestId(const std::string& text);
std::string NewRequestId();

}  // namespace ett::chassis
