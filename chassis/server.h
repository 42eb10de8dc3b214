#pragma once

#include <grpcpp/impl/service_type.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "chassis/calls.h"
#include "chassis/flags.h"
#include "chassis/health.h"
#include "chassis/metrics.h"
#include "chassis/tracing.h"

namespace ett::chassis {

// What every process of Ett is configured with.
struct ServerConfig {
  std::string listen = "127.0.0.1:0";
  std::string admin_listen = "127.0.0.1:0";
  std::string metrics_listen = "127.0.0.1:0";
  std::string ports_file;
  absl::Duration drain_delay = absl::ZeroDuration();
  absl::Duration drain_timeout = absl::Seconds(10);
  int workers = 8;
  TracingConfig tracing;

  void AddTo(Flags& flags);
};

// Signals that end the process: blocked in this thread and all that it starts. Call it first.
class Termination {
 public:
  Termination();
  // Until SIGTERM or SIGINT; a second one after that ends the process at once.
  void Wait();
  // False when none came in that time. One that came is not waited for again.
  bool WaitFor(absl::Duration time);

 private:
  bool came_ = false;
};

// The plaintext listeners of a process: health for kubelets, metrics for Prometheus.
class Admin {
 public:
  static absl::StatusOr<std::unique_ptr<Admin>> Start(const ServerConfig& config, Metrics& metrics,
                                                      std::function<absl::Status()> dependencies);
  ~Admin();

  Health& health() { return *health_; }
  // From now on among the metrics.
  void Show(std::shared_ptr<prometheus::Collectable> metrics) {
    exposer_->RegisterCollectable(metrics);
    shown_.push_back(std::move(metrics));
  }
  int port() const { return port_; }
  int metrics_port() const { return metrics_port_; }

 private:
  Admin() = default;

  // A pool of its own: health answers while the calls' pool is full.
  Calls calls_{1, 100};
  std::unique_ptr<Health> health_;
  std::unique_ptr<grpc::Server> server_;
  std::vector<std::shared_ptr<prometheus::Collectable>> shown_;
  std::unique_ptr<prometheus::Exposer> exposer_;
  int port_ = 0;
  int metrics_port_ = 0;
};

// A gRPC server with limits, the observer of every call, and `services`.
struct ApiServer {
  std::unique_ptr<grpc::Server> server;
  int port = 0;
};
// Plain without `credentials`; nothing is recorded without `tracer`, which must outlive it.
absl::StatusOr<ApiServer> StartApi(
    const std::string& listen, Metrics& metrics, const std::vector<grpc::Service*>& services,
    const std::shared_ptr<grpc::ServerCredentials>& credentials = nullptr,
    const telemetry::Tracer* tracer = nullptr);

// Tells whoever started this process where it listens: {"listen": port, "admin": …, "metrics": …}.
// Written whole or not at all. Nothing when `path` is empty.
absl::Status WritePorts(const std::string& path, int listen, const Admin& admin);

}  // namespace ett::chassis
