#pragma once

#include <grpcpp/support/client_interceptor.h>

#include <memory>
#include <string>
#include <vector>

#include "telemetry/tracer.h"

namespace ett::chassis {

// Of a channel to `peer`, `hr`: a span for each call whose metadata has a `traceparent` that is
// sampled; the one who is called is told of it instead. None where `tracer` records nothing. It
// must outlive the channel.
std::vector<std::unique_ptr<grpc::experimental::ClientInterceptorFactoryInterface>> CallTracers(
    const telemetry::Tracer& tracer, const std::string& peer);

}  // namespace ett::chassis
