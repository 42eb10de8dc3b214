#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "gateway/edge/http2.h"
#include "gateway/edge/upstream_schema.h"

namespace ett::edge {

// A gRPC server behind the gateway.
struct UpstreamConfig {
  std::string name;     // `hr`
  std::string address;  // `host:port` or `unix:/path`
  // Set for one whose contracts are known without asking.
  std::optional<UpstreamFiles> known;
};

// A call that has ended, for logs and metrics.
struct CallRecord {
  std::string protocol;  // `grpc`, `rest/1.1` or `rest/2`
  std::string method;    // `/ett.hr.v1.HrService/GetOrgUnit`; of REST, empty when there is no route
  std::string target;    // of REST: HTTP method and path without query
  std::string upstream;  // empty when none was asked
  std::string request_id;
  int grpc_code = 0;
  int http_status = 200;
  absl::Duration duration;
};

struct Config {
  std::string listen = "127.0.0.1:8080";
  int threads = 0;  // 0: one for each core
  // The first that serves a service has it.
  std::vector<UpstreamConfig> upstreams;
  Http2::Limits limits;
  std::size_t rest_body_bytes = 16 << 20;
  std::size_t rest_answer_bytes = 64 << 20;
  absl::Duration rest_timeout = absl::Seconds(60);
  absl::Duration connect_timeout = absl::Seconds(2);
  // Between two looks at what upstreams offer, besides those after a reconnect or an UNIMPLEMENTED.
  absl::Duration learn_interval = absl::Seconds(10);
  // Called from any loop's thread.
  std::function<void(const CallRecord&)> on_call;
  std::function<void(const std::string& upstream, const std::string& problem)> on_problem;
};

}  // namespace ett::edge
