#pragma once

#include <string>

#include "absl/time/time.h"

namespace ett::edge {

// A call that has ended, for logs and metrics.
struct CallRecord {
  std::string protocol;  // `grpc`, `grpc-web`, `connect` or `rest`
  std::string method;    // `/ett.hr.v1.HrService/GetOrgUnit`; of REST, empty when there is no route
  std::string target;    // of others than gRPC: HTTP method and path without query
  std::string upstream;  // empty when none was asked
  std::string request_id;
  std::string cache;  // of an answer that was kept, as Cache-Status says; empty for others
  int grpc_code = 0;
  int http_status = 200;
  int attempts = 0;  // how often an upstream was asked
  absl::Duration duration;
};

}  // namespace ett::edge
