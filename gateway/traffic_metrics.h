#pragma once

#include <prometheus/collectable.h>
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/registry.h>

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "gateway/edge/traffic.h"
#include "gateway/limits/overload.h"

namespace ett::gateway {

// What operators see of the traffic to services, beside the metrics of calls:
// `ett_upstream_events_total` by upstream and event (retry, hedge, ejection, refusal),
// `ett_upstream_replicas` by upstream and state (healthy, unwell, quarantined), as one of the loops
// saw it last, and `ett_gateway_shed_calls_total` by reason (calls, lag) and kind (read, write).
// Thread-safe.
class TrafficMetrics {
 public:
  // `registry` must outlive it.
  explicit TrafficMetrics(prometheus::Registry& registry);

  void Count(const std::string& upstream, edge::TrafficEvent event);
  void CountShed(edge::ShedReason reason, limits::Importance importance);
  // Null where the upstream is gone: it is shown no more.
  void Show(const std::string& upstream, const edge::ReplicaCounts* counts);

 private:
  prometheus::Family<prometheus::Counter>& events_;
  // Nobody writes into what another takes away.
  absl::Mutex mutex_;
  prometheus::Family<prometheus::Gauge>& replicas_ ABSL_GUARDED_BY(mutex_);
  prometheus::Family<prometheus::Counter>& shed_;
};

// `ett_calls_in_flight`, of all methods together, counted when somebody looks.
class CallsInFlight final : public prometheus::Collectable {
 public:
  explicit CallsInFlight(std::function<std::int64_t()> count) : count_(std::move(count)) {}
  std::vector<prometheus::MetricFamily> Collect() const override;

 private:
  const std::function<std::int64_t()> count_;
};

}  // namespace ett::gateway
