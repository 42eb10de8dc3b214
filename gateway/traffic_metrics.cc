#include "gateway/traffic_metrics.h"

namespace ett::gateway {
namespace {

const char* NameOf(edge::TrafficEvent event) {
  switch (event) {
    case edge::TrafficEvent::kRetry:
      return "retry";
    case edge::TrafficEvent::kHedge:
      return "hedge";
    case edge::TrafficEvent::kEjection:
      return "ejection";
    case edge::TrafficEvent::kRefusal:
      return "refusal";
  }
  return "";
}

}  // namespace

TrafficMetrics::TrafficMetrics(prometheus::Registry& registry)
    : events_(prometheus::BuildCounter()
                  .Name("ett_upstream_events_total")
                  .Help("Calls that were repeated, hedged or refused, and replicas that were left "
                        "out, by upstream and event.")
                  .Register(registry)),
      replicas_(prometheus::BuildGauge()
                    .Name("ett_upstream_replicas")
                    .Help("Replicas of a service, by upstream and state.")
                    .Register(registry)),
      shed_(prometheus::BuildCounter()
                .Name("ett_gateway_shed_calls_total")
                .Help("Calls that were refused since there was too much to do, by reason (calls: "
                      "too many in flight; lag: a loop was late) and kind (read, write).")
                .Register(registry)) {}

void TrafficMetrics::Count(const std::string& upstream, edge::TrafficEvent event) {
  events_.Add({{"upstream", upstream}, {"event", NameOf(event)}}).Increment();
}

void TrafficMetrics::CountShed(edge::ShedReason reason, limits::Importance importance) {
  const char* why = reason == edge::ShedReason::kCalls ? "calls" : "lag";
  const char* kind = importance == limits::Importance::kRead ? "read" : "write";
  shed_.Add({{"reason", why}, {"kind", kind}}).Increment();
}

void TrafficMetrics::Show(const std::string& upstream, const edge::ReplicaCounts* counts) {
  const edge::ReplicaCounts shown = counts == nullptr ? edge::ReplicaCounts{} : *counts;
  const absl::MutexLock lock(&mutex_);
  for (const auto& [state, count] : {std::pair{"healthy", shown.healthy},
                                     {"unwell", shown.unwell},
                                     {"quarantined", shown.quarantined}}) {
    prometheus::Gauge& gauge = replicas_.Add({{"upstream", upstream}, {"state", state}});
    gauge.Set(count);
    if (counts == nullptr) replicas_.Remove(&gauge);
  }
}

std::vector<prometheus::MetricFamily> CallsInFlight::Collect() const {
  prometheus::ClientMetric metric;
  metric.gauge.value = static_cast<double>(count_());
  return {{"ett_calls_in_flight",
           "Calls that have begun and not ended.",
           prometheus::MetricType::Gauge,
           {std::move(metric)}}};
}

}  // namespace ett::gateway
