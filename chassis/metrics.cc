#include "chassis/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/histogram.h>

#include <array>

#include "absl/status/status.h"

namespace ett::chassis {
namespace {

const prometheus::Histogram::BucketBoundaries& Buckets() {
  static const auto& buckets = *new prometheus::Histogram::BucketBoundaries{
      0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
  return buckets;
}

// From a method's first call on these are there, at 0: a rate misses the first of what was not.
constexpr std::array kUsualCodes = {absl::StatusCode::kOk,
                                    absl::StatusCode::kUnknown,
                                    absl::StatusCode::kDeadlineExceeded,
                                    absl::StatusCode::kInternal,
                                    absl::StatusCode::kUnavailable,
                                    absl::StatusCode::kDataLoss};

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

Metrics::Method& Metrics::Find(const std::string& method) {
  const auto found = methods_.find(method);
  if (found != methods_.end()) return found->second;
  Method made{&started_.Add({{"grpc_method", method}}),
              &seconds_.Add({{"grpc_method", method}}, Buckets()),
              {}};
  for (const absl::StatusCode each : kUsualCodes) {
    const std::string code = absl::StatusCodeToString(each);
    made.handled[code] = &handled_.Add({{"grpc_method", method}, {"grpc_code", code}});
  }
  return methods_.emplace(method, made).first->second;
}

void Metrics::Started(const std::string& method) {
  absl::MutexLock lock(&mutex_);
  Find(method).started->Increment();
}

void Metrics::Handled(const std::string& method, const std::string& code, absl::Duration duration) {
  absl::MutexLock lock(&mutex_);
  Method& found = Find(method);
  prometheus::Counter*& handled = found.handled[code];
  if (handled == nullptr) handled = &handled_.Add({{"grpc_method", method}, {"grpc_code", code}});
  handled->Increment();
  found.seconds->Observe(absl::ToDoubleSeconds(duration));
}

void Metrics::Denied(const std::string& method, const std::string& reason) {
  denied_.Add({{"method", method}, {"reason", reason}}).Increment();
}

std::string CodeName(int code) {
  return absl::StatusCodeToString(static_cast<absl::StatusCode>(code));
}

}  // namespace ett::chassis
