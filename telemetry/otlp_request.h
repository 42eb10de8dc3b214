#pragma once

#include <string>
#include <utility>
#include <vector>

#include "telemetry/otlp/trace_service.pb.h"
#include "telemetry/span.h"

namespace ett::telemetry {

// Who the spans are of: `service.name` and the like.
using Resource = std::vector<std::pair<std::string, std::string>>;

// Spans as OTLP has them, with the attributes that the semantic conventions have for calls:
// `rpc.system`, `rpc.service`, `rpc.method`, `rpc.grpc.status_code`.
opentelemetry::proto::collector::trace::v1::ExportTraceServiceRequest RequestOf(
    const Resource& resource, const std::vector<Span>& spans);

}  // namespace ett::telemetry
