#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "chassis/flags.h"
#include "chassis/metrics.h"
#include "telemetry/batch_exporter.h"
#include "telemetry/tracer.h"

namespace ett::chassis {

// Records spans and sends them to a collector, where there is one. Ends after everything that is
// traced: what is left is sent then.
class Tracing {
 public:
  Tracing() = default;
  Tracing(std::unique_ptr<telemetry::BatchExporter> exporter, double ratio);

  const telemetry::Tracer& tracer() const { return tracer_; }

 private:
  std::unique_ptr<telemetry::BatchExporter> exporter_;
  telemetry::Tracer tracer_;
};

// What flags say of traces.
struct TracingConfig {
  std::string endpoint;
  double ratio = 0.1;

  void AddTo(Flags& flags);
  // Of a process of this name and version. Without the flag OTEL_EXPORTER_OTLP_ENDPOINT counts;
  // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES say more of the process. INVALID_ARGUMENT,
  // naming the flag. What becomes of spans is counted in `metrics`, which must outlive it.
  absl::StatusOr<std::unique_ptr<Tracing>> Make(const std::string& name, const std::string& version,
                                                Metrics& metrics) const;
};

// What a process says of itself to the collector; later attributes count. `attributes` as
// OTEL_RESOURCE_ATTRIBUTES has them: key=value, separated by commas, bytes as %XX.
telemetry::Resource ResourceOf(const std::string& name, const std::string& version,
                               const std::string& attributes);

}  // namespace ett::chassis
