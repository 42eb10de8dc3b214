#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "chassis/calls.h"
#include "chassis/health.h"
#include "chassis/metrics.h"
#include "chassis/reflection.h"
#include "chassis/server.h"
#include "gateway/composition/figure_gateway.h"
#include "gateway/composition/report_service.h"
#include "gateway/limit_exchange.h"
#include "gateway/merged_schema.h"
#include "gateway/upstream_file.h"
#include "telemetry/tracer.h"

namespace ett::gateway {

// A folder that nobody else can look into, gone at the end.
class PrivateFolder {
 public:
  PrivateFolder();
  ~PrivateFolder();
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// What the gateway answers itself: figures of all domains, reports, what other gateways tell,
// health and reflection.
class OwnServices {
 public:
  // `exchange` and `tracer` must outlive it.
  OwnServices(const DomainAddresses& addresses, int workers, LimitExchange& exchange,
              const telemetry::Tracer& tracer,
              std::function<std::shared_ptr<const edge::Schema>()> current);

  absl::Status Start();
  void Stop();
  // The domains from now on. By one thread at a time.
  void UseDomains(const DomainAddresses& addresses) { domains_.Use(addresses); }

  std::string address() const;
  // What they are, as an upstream would tell.
  static edge::UpstreamFiles Files();
  chassis::Health& health() { return health_; }

 private:
  const PrivateFolder folder_;
  const telemetry::Tracer& tracer_;
  chassis::Metrics metrics_;
  chassis::Calls calls_;
  composition::CurrentDomains domains_;
  const composition::MergedFigures figures_;
  composition::FigureGateway figure_service_{domains_, figures_, calls_};
  composition::ReportService report_service_{figures_, calls_};
  LimitPeerService limit_peers_;
  chassis::Health health_{calls_, [] { return absl::OkStatus(); }};
  const MergedSchema schema_;
  const std::vector<std::unique_ptr<grpc::Service>> reflection_;
  chassis::ApiServer server_;
};

}  // namespace ett::gateway
