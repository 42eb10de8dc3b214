#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "chassis/identity_config.h"
#include "chassis/log.h"
#include "chassis/server.h"
#include "gateway/admission.h"
#include "gateway/composition/figure_gateway.h"
#include "gateway/composition/report_service.h"
#include "gateway/edge/gateway.h"
#include "gateway/edge_flags.h"
#include "gateway/limit_watch.h"
#include "gateway/merged_schema.h"
#include "gateway/pages.h"
#include "gateway/throttle.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "grpc/reflection/v1/reflection.grpc.pb.h"
#include "grpc/reflection/v1alpha/reflection.grpc.pb.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::gateway {
namespace {

constexpr int kQueuedCalls = 1000;
// The gateway's own services are an upstream like the others, the first, over a unix socket.
constexpr char kOwn[] = "gateway";

struct Flags {
  chassis::ServerConfig server;
  chassis::IdentityConfig identity;
  LimitFlags limits;
  EdgeFlags edge;
  std::vector<std::string> upstreams;
  std::vector<std::string> cors_origins;
  int loops = 0;
  absl::Duration learn_interval = absl::Seconds(10);
};

absl::StatusOr<std::vector<composition::Domains::Address>> DomainsOf(
    const std::vector<std::string>& upstreams) {
  std::vector<composition::Domains::Address> domains;
  for (const std::string& upstream : upstreams) {
    const std::pair<std::string, std::string> parts =
        absl::StrSplit(upstream, absl::MaxSplits('=', 1));
    if (parts.first.empty() || parts.second.empty()) {
      return status::InvalidField("upstream", "name=address", upstream);
    }
    domains.push_back({parts.first, parts.second});
  }
  if (!domains.empty()) return domains;
  return status::InvalidField("upstream", "at least one name=address", "none", "REQUIRED");
}

// A folder that nobody else can look into, gone at the end.
class PrivateFolder {
 public:
  PrivateFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "ett-gateway-XXXXXX").string();
    if (mkdtemp(pattern.data()) != nullptr) path_ = pattern;
  }
  ~PrivateFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

void LogCall(const edge::CallRecord& call, chassis::Metrics& metrics) {
  const std::string code = chassis::CodeName(call.grpc_code);
  // Callers make up paths: only those that are served are names of metrics.
  const bool served = !call.upstream.empty() && !call.method.empty() && code != "UNIMPLEMENTED";
  const std::string method = served ? call.method : "unknown";
  metrics.Started(method);
  metrics.Handled(method, code, call.duration);
  chassis::LogInfo("call", {{"protocol", call.protocol},
                            {"method", call.method},
                            {"target", call.target},
                            {"upstream", call.upstream},
                            {"code", code},
                            {"http_status", std::int64_t{call.http_status}},
                            {"cache", call.cache},
                            {"duration_ms", absl::ToDoubleMilliseconds(call.duration)},
                            {"request_id", call.request_id}});
}

edge::Config EdgeConfig(const Flags& flags, const std::string& own_address,
                        const std::vector<composition::Domains::Address>& domains,
                        chassis::Metrics& metrics) {
  edge::Config config;
  config.listen = flags.server.listen;
  config.threads = flags.loops;
  config.learn_interval = flags.learn_interval;
  config.cors_origins = flags.cors_origins;
  config.upstreams.push_back(
      {kOwn, own_address,
       LinkedFiles({figures::v1::FigureService::service_full_name(),
                    report::v1::ReportService::service_full_name(),
                    grpc::health::v1::Health::service_full_name(),
                    grpc::reflection::v1::ServerReflection::service_full_name(),
                    grpc::reflection::v1alpha::ServerReflection::service_full_name()})});
  for (const auto& domain : domains) {
    config.upstreams.push_back({domain.name, domain.address, std::nullopt});
  }
  config.on_call = [&metrics](const edge::CallRecord& call) { LogCall(call, metrics); };
  config.on_problem = [](const std::string& upstream, const std::string& problem) {
    chassis::LogWarning("upstream", {{"upstream", upstream}, {"problem", problem}});
  };
  return config;
}

// Not ready before there is anything to pass on; then ready, whoever comes and goes.
absl::Status KnowsADomain(const edge::Schema& schema) {
  const auto& upstreams = schema.upstreams();
  const bool known = std::any_of(upstreams.begin() + 1, upstreams.end(),
                                 [](const auto& each) { return each != nullptr; });
  return known ? absl::OkStatus() : status::Unavailable("NO_UPSTREAM", "no service was seen yet");
}

// What the gateway answers itself: figures of all domains, reports, health and reflection.
class OwnServices {
 public:
  OwnServices(const std::vector<composition::Domains::Address>& addresses, int workers,
              std::function<std::shared_ptr<const edge::Schema>()> current)
      : calls_(workers, kQueuedCalls),
        domains_(addresses),
        schema_(std::move(current)),
        reflection_(chassis::MakeReflection(schema_)) {}

  absl::Status Start() {
    std::vector<grpc::Service*> services = {&figure_service_, &report_service_, &health_};
    for (const auto& each : reflection_) services.push_back(each.get());
    ASSIGN_OR_RETURN(server_, chassis::StartApi(address(), metrics_, services));
    return absl::OkStatus();
  }
  void Stop() { server_.server->Shutdown(absl::ToChronoTime(absl::Now() + absl::Seconds(1))); }

  std::string address() const { return absl::StrCat("unix:", folder_.path(), "/own"); }
  chassis::Health& health() { return health_; }

 private:
  const PrivateFolder folder_;
  chassis::Metrics metrics_;
  chassis::Calls calls_;
  const composition::Domains domains_;
  const composition::MergedFigures figures_{domains_, [] { return absl::Now(); }};
  composition::FigureGateway figure_service_{domains_, figures_, calls_};
  composition::ReportService report_service_{figures_, calls_};
  chassis::Health health_{calls_, [] { return absl::OkStatus(); }};
  const MergedSchema schema_;
  const std::vector<std::unique_ptr<grpc::Service>> reflection_;
  chassis::ApiServer server_;
};

// Who may call, and how often.
class Door {
 public:
  // Null for `authenticator` lets all in.
  Door(std::unique_ptr<identity::Authenticator> authenticator, LimitWatch::Sources limits,
       chassis::Metrics& metrics)
      : knows_callers_(authenticator != nullptr),
        admission_(std::move(authenticator), metrics),
        throttle_(limiter_, metrics),
        watch_(std::move(limits), limiter_) {}

  absl::Status Open() {
    RETURN_IF_ERROR(watch_.Look());
    watch_.Start();
    return absl::OkStatus();
  }
  // The door outlives what is configured.
  void Keep(edge::Config& config) const {
    config.allow = [this](const edge::Asked& asked, const std::string& caller) {
      return throttle_.Allow(asked, caller, std::chrono::steady_clock::now());
    };
    if (!knows_callers_) return;
    config.admit = [this](const edge::Asked& asked) { return admission_.Admit(asked); };
  }

 private:
  const bool knows_callers_;
  const Admission admission_;
  limits::RateLimiter limiter_;
  const Throttle throttle_;
  LimitWatch watch_;
};

// Until the process is to end.
void Serve(const chassis::ServerConfig& config, chassis::Admin& admin, OwnServices& own,
           chassis::Termination& termination) {
  admin.health().SetStarted();
  own.health().SetStarted();
  termination.Wait();
  chassis::LogInfo("draining");
  admin.health().SetDraining();
  own.health().SetDraining();
  absl::SleepFor(config.drain_delay);
}

absl::Status Run(const Flags& flags, chassis::Termination& termination) {
  ASSIGN_OR_RETURN(const auto addresses, DomainsOf(flags.upstreams));
  ASSIGN_OR_RETURN(auto authenticator, flags.identity.Make(flags.server.listen));
  chassis::Metrics metrics;
  Pages pages;
  ASSIGN_OR_RETURN(LimitWatch::Sources limits, flags.limits.Make());
  Door door(std::move(authenticator), std::move(limits), metrics);
  RETURN_IF_ERROR(door.Open());
  std::unique_ptr<edge::Gateway> gateway;
  OwnServices own(addresses, flags.server.workers, [&] { return gateway->schema(); });
  RETURN_IF_ERROR(own.Start());
  edge::Config config = EdgeConfig(flags, own.address(), addresses, metrics);
  config.page = [&pages](const auto& known, absl::string_view path, absl::string_view query) {
    return pages.Find(known, path, query);
  };
  RETURN_IF_ERROR(flags.edge.Apply(config));
  door.Keep(config);
  ASSIGN_OR_RETURN(gateway, edge::Gateway::Start(std::move(config)));
  ASSIGN_OR_RETURN(const auto admin, chassis::Admin::Start(flags.server, metrics, [&] {
                     return KnowsADomain(*gateway->schema());
                   }));
  RETURN_IF_ERROR(chassis::WritePorts(flags.server.ports_file, gateway->port(), *admin));
  chassis::LogInfo("started", {{"listen", std::int64_t{gateway->port()}},
                               {"admin", std::int64_t{admin->port()}},
                               {"metrics", std::int64_t{admin->metrics_port()}}});
  Serve(flags.server, *admin, own, termination);
  gateway->Drain(flags.server.drain_timeout);
  own.Stop();
  return absl::OkStatus();
}

int Main(int argc, char** argv) {
  chassis::Termination termination;
  Flags given;
  given.server.listen = "127.0.0.1:8080";
  chassis::Flags flags("One port in front of the municipality's services: gRPC and REST.");
  given.server.AddTo(flags);
  given.identity.AddTo(flags);
  given.limits.AddTo(flags);
  given.edge.AddTo(flags);
  flags.Add("upstream", given.upstreams, "A service as name=host:port; the name is its domain");
  flags.Add("cors-origin", given.cors_origins,
            "An origin whose pages may call, https://ett.example; * for all");
  flags.Add("loops", given.loops, "Threads that pass calls on; 0 for one a core");
  flags.Add("learn-interval", given.learn_interval, "Between two looks at what services offer");
  if (const int code = flags.Parse(argc, argv); code >= 0) return code;
  chassis::SetUpLog("gateway");
  const absl::Status status = Run(given, termination);
  if (!status.ok()) {
    chassis::LogError("ended", {{"error", std::string(status.message())}});
    return EXIT_FAILURE;
  }
  chassis::LogInfo("ended");
  return EXIT_SUCCESS;
}

}  // namespace
}  // namespace ett::gateway

int main(int argc, char** argv) { return ett::gateway::Main(argc, argv); }
