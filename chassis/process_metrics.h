#pragma once

#include <prometheus/collectable.h>

#include <string>
#include <vector>

#include "chassis/metrics.h"

namespace ett::chassis {

// What Linux says of this process, looked up each time, in the names that all of Prometheus'
// clients have: process_cpu_seconds_total, process_resident_memory_bytes,
// process_virtual_memory_bytes, process_open_fds, process_max_fds, process_start_time_seconds.
class ProcessMetrics final : public prometheus::Collectable {
 public:
  std::vector<prometheus::MetricFamily> Collect() const override;
};

// `ett_build_info`, always 1, with the process's name and version.
void ShowBuild(const std::string& name, const std::string& version, Metrics& metrics);

}  // namespace ett::chassis
