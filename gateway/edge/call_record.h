#pragma once

#include <string>

#include "absl/time/time.h"
#include "telemetry/span_context.h"

namespace ett::edge {

// A call that has ended, for logs and metrics.
struct CallRecord {
  std::string protocol;  // `grpc`, `grpc-web`, `connect` or `rest`
  std::string method;    // `/ett.hr.v1.HrService/GetOrgUnit`; empty for one that is not served
  // Of others than gRPC: the HTTP method, and the path of a page of the gateway's own. Other paths
  // may hold anything.
  std::string target;
  std::string upstream;  // empty when none was asked
  std::string request_id;
  std::string caller;  // as Admitted::logged has it
  telemetry::SpanContext trace;
  bool is_recorded = false;  // the trace's span is one of this process
  std::string cache;         // of an answer that was kept, as Cache-Status says; empty for others
  int grpc_code = 0;
  int http_status = 200;
  int attempts = 0;  // how often an upstream was asked
  absl::Duration duration;
};

}  // namespace ett::edge
