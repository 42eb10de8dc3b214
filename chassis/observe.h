#pragma once

#include <grpcpp/support/server_interceptor.h>

#include <memory>
#include <string>

#include "chassis/metrics.h"
#include "telemetry/tracer.h"

namespace ett::chassis {

// An interceptor for every call of a server: metrics, one log line, a span, and two ids that
// whoever answers finds in the metadata. The request id is the caller's `x-request-id` when it is
// well-formed, otherwise made here, and is sent back in the initial metadata; the `traceparent` is
// that of the span of this process. Both must outlive the server.
std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface> MakeObserver(
    Metrics& metrics, const telemetry::Tracer& tracer);

// At most 64 of [A-Za-z0-9._-], without eleven digits that stand alone: these may be somebody's
// national identity number, and request ids stand in logs.
bool IsRequestId(const std::string& text);
std::string NewRequestId();

}  // namespace ett::chassis
