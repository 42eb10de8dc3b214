#include "chassis/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/histogram.h>

#include "absl/status/status.h"

namespace ett::chassis {
namespace {

const prometheus::Histogram::BucketBoundaries& Buckets() {
  static const auto& buckets = *new prometheus::Histogram::BucketBoundaries{
      0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
  return buckets;
}

}  // namespace

Metrics::Metrics()
    : registry_(std::make_shared<prometheus::Registry>()),
      started_(prometheus::BuildCounter()
                   .Name("grpc_server_started_total")
                   .Help("Calls that began, by method.")
                   .Register(*registry_)),
      handled_(prometheus::BuildCounter()
                   .Name("grpc_server_handled_total")
                   .Help("Calls that ended, by method and status code.")
                   .Register(*registry_)),
      seconds_(prometheus::BuildHistogram()
                   .Name("grpc_server_handling_seconds")
                   .Help("Seconds from the call's headers to its status, by method.")
                   .Register(*registry_)),
      denied_(prometheus::BuildCounter()
                  .Name("ett_calls_denied_total")
                  .Help("Calls that their callers may not make, by method and reason.")
                  .Register(*registry_)) {}

void Metrics::Started(const std::string& method) {
  started_.Add({{"grpc_method", method}}).Increment();
}

void Metrics::Handled(const std::string& method, const std::string& code, absl::Duration duration) {
  handled_.Add({{"grpc_method", method}, {"grpc_code", code}}).Increment();
  seconds_.Add({{"grpc_method", method}}, Buckets()).Observe(absl::ToDoubleSeconds(duration));
}

void Metrics::Denied(const std::string& method, const std::string& reason) {
  denied_.Add({{"method", method}, {"reason", reason}}).Increment();
}

std::string CodeName(int code) {
  return absl::StatusCodeToString(static_cast<absl::StatusCode>(code));
}

}  // namespace ett::chassis
