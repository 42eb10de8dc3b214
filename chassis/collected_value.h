#pragma once

#include <prometheus/client_metric.h>
#include <prometheus/metric_type.h>

namespace ett::chassis {

// What a prometheus::Collectable says of a counter or a gauge, without labels.
inline prometheus::ClientMetric CollectedValue(prometheus::MetricType type, double value) {
  prometheus::ClientMetric metric;
  (type == prometheus::MetricType::Counter ? metric.counter.value : metric.gauge.value) = value;
  return metric;
}

}  // namespace ett::chassis
