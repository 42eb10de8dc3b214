#include "chassis/server.h"

#include <grpcpp/server_builder.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "chassis/observe.h"
#include "chassis/process_metrics.h"
#include "status/macros.h"

namespace ett::chassis {
namespace {

constexpr int kLargestMessage = 16 << 20;
constexpr int kLargestMetadata = 64 << 10;
constexpr int kConcurrentStreams = 1000;
constexpr int kBetweenPingsMillis = 10000;

sigset_t TerminationSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

// The listener of metrics looks whether it is to end each two seconds, and when somebody comes.
constexpr absl::Duration kBetweenWakings = absl::Milliseconds(10);

void Connect(int port) {
  const int caller = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (caller < 0) return;
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  (void)connect(caller, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  close(caller);
}

absl::Status CannotListen(const std::string& what, const std::string& address) {
  return absl::UnavailableError(
      absl::StrCat("cannot listen on ", address, " for ", what, ": is the port taken?"));
}

}  // namespace

void ServerConfig::AddTo(Flags& flags) {
  flags.Add("listen", listen, "Address of the API, host:port; port 0 takes a free one");
  flags.Add("admin-listen", admin_listen, "Address of plaintext health checks (grpc.health.v1)");
  flags.Add("metrics-listen", metrics_listen, "Address of Prometheus metrics, at /metrics");
  flags.Add("ports-file", ports_file, "File to write the ports to, once all listen");
  flags.Add("drain-delay", drain_delay, "Between not being ready and refusing new calls");
  flags.Add("drain-timeout", drain_timeout, "For the calls in flight, after a signal to end");
  flags.Add("workers", workers, "Threads for work that blocks");
  tracing.AddTo(flags);
}

Termination::Termination() {
  const sigset_t signals = TerminationSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
}

bool Termination::WaitFor(absl::Duration time) {
  const sigset_t signals = TerminationSignals();
  const timespec most = absl::ToTimespec(time);
  came_ = came_ || sigtimedwait(&signals, nullptr, &most) > 0;
  if (came_) pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
  return came_;
}

void Termination::Wait() {
  if (came_) return;
  const sigset_t signals = TerminationSignals();
  int received = 0;
  sigwait(&signals, &received);
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

absl::StatusOr<std::unique_ptr<Admin>> Admin::Start(const ServerConfig& config, Metrics& metrics,
                                                    std::function<absl::Status()> dependencies) {
  std::unique_ptr<Admin> admin(new Admin());
  admin->health_ = std::make_unique<Health>(admin->calls_, std::move(dependencies));
  grpc::ServerBuilder builder;
  builder.AddListeningPort(config.admin_listen, grpc::InsecureServerCredentials(), &admin->port_);
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.RegisterService(admin->health_.get());
  admin->server_ = builder.BuildAndStart();
  if (admin->server_ == nullptr || admin->port_ == 0) {
    return CannotListen("health checks", config.admin_listen);
  }
  try {
    admin->exposer_ = std::make_unique<prometheus::Exposer>(config.metrics_listen, 1);
  } catch (const std::exception&) {
    return CannotListen("metrics", config.metrics_listen);
  }
  admin->exposer_->RegisterCollectable(metrics.registry());
  admin->Show(std::make_shared<ProcessMetrics>());
  admin->metrics_port_ = admin->exposer_->GetListeningPorts().front();
  return admin;
}

Admin::~Admin() {
  if (server_ != nullptr) server_->Shutdown(std::chrono::system_clock::now());
  if (exposer_ == nullptr) return;
  std::atomic<bool> has_ended = false;
  std::thread waking([&] {
    while (!has_ended) {
      Connect(metrics_port_);
      absl::SleepFor(kBetweenWakings);
    }
  });
  exposer_.reset();
  has_ended = true;
  waking.join();
}

absl::StatusOr<ApiServer> StartApi(const std::string& listen, Metrics& metrics,
                                   const std::vector<grpc::Service*>& services,
                                   const std::shared_ptr<grpc::ServerCredentials>& credentials,
                                   const telemetry::Tracer* tracer) {
  static const auto& off = *new telemetry::Tracer();
  grpc::ServerBuilder builder;
  ApiServer api;
  builder.AddListeningPort(
      listen, credentials == nullptr ? grpc::InsecureServerCredentials() : credentials, &api.port);
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, kConcurrentStreams);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, kLargestMetadata);
  // The gateway asks for a sign of life while a quiet stream is open; gRPC's own limit is 5
  // minutes.
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS,
                             kBetweenPingsMillis);
  builder.SetMaxReceiveMessageSize(kLargestMessage);
  for (grpc::Service* service : services) builder.RegisterService(service);
  std::vector<std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>> observers;
  observers.push_back(MakeObserver(metrics, tracer == nullptr ? off : *tracer));
  builder.experimental().SetInterceptorCreators(std::move(observers));
  api.server = builder.BuildAndStart();
  if (api.server == nullptr) return CannotListen("the API", listen);
  return api;
}

absl::Status WritePorts(const std::string& path, int listen, const Admin& admin) {
  if (path.empty()) return absl::OkStatus();
  const nlohmann::ordered_json ports = {{"listen", listen},
                                        {"admin", admin.port()},
                                        {"metrics", admin.metrics_port()},
                                        {"pid", getpid()}};
  const std::string part = path + ".part";
  std::ofstream(part) << ports.dump() << '\n';
  std::error_code error;
  std::filesystem::rename(part, path, error);
  if (!error) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat("cannot write ", path, ": ", error.message()));
}

}  // namespace ett::chassis
