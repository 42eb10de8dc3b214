#include <algorithm>

#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "chassis/log.h"
#include "chassis/observe.h"
#include "chassis/process_metrics.h"
#include "chassis/routine.h"
#include "chassis/server.h"
#include "chassis/tls_config.h"
#include "gateway/door.h"
#include "gateway/edge/address.h"
#include "gateway/edge/gateway.h"
#include "gateway/flags.h"
#include "gateway/limit_exchange.h"
#include "gateway/own_services.h"
#include "gateway/pages.h"
#include "gateway/traffic_metrics.h"
#include "gateway/upstream_file.h"
#include "gateway/upstream_watch.h"
#include "gateway/well_known.h"
#include "gateway_version.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::gateway {
namespace {

void LogCall(const edge::CallRecord& call, chassis::Metrics& metrics) {
  const std::string code = chassis::CodeName(call.grpc_code);
  // Callers make up paths: only those that are served are names of metrics.
  const bool served = !call.upstream.empty() && !call.method.empty() && code != "UNIMPLEMENTED";
  const std::string method = served ? call.method : "unknown";
  metrics.Started(method);
  metrics.Handled(method, code, call.duration);
  if (chassis::IsRoutine(call.method) && code == "OK") return;
  const telemetry::TraceDigits trace = telemetry::TraceDigitsOf(call.trace);
  const telemetry::SpanDigits span = telemetry::SpanDigitsOf(call.trace.span);
  chassis::LogInfo("call",
                   {{"protocol", call.protocol},
                    {"method", call.method},
                    {"target", call.target},
                    {"upstream", call.upstream},
                    {"code", code},
                    {"http_status", std::int64_t{call.http_status}},
                    {"attempts", std::int64_t{call.attempts}},
                    {"cache", call.cache},
                    {"duration_ms", absl::ToDoubleMilliseconds(call.duration)},
                    {"request_id", call.request_id},
                    {"trace_id", absl::string_view(trace.data(), trace.size())},
                    {"span_id", absl::string_view(span.data(), call.is_recorded ? span.size() : 0)},
                    {"caller", call.caller}});
}

// The upstreams of the edge: the gateway's own services, over a unix socket, and the domains.
absl::StatusOr<std::vector<edge::UpstreamConfig>> EdgeUpstreams(
    const Settings& settings, const std::string& own_address, const DomainAddresses& domains,
    const std::optional<edge::UpstreamTls>& tls) {
  ASSIGN_OR_RETURN(auto descriptor_sets, settings.DescriptorSets(domains));
  std::vector<edge::UpstreamConfig> upstreams = {{kOwnUpstream, own_address, OwnServices::Files()}};
  for (const auto& domain : domains) {
    upstreams.push_back(
        {domain.name, domain.address, std::nullopt, tls, descriptor_sets[domain.name]});
  }
  return upstreams;
}

absl::StatusOr<edge::Config> EdgeConfig(const Settings& settings) {
  edge::Config config;
  config.listen = settings.server.listen;
  config.threads = settings.loops;
  config.learn_interval = settings.learn_interval;
  config.cors_origins = settings.cors_origins;
  config.traffic = settings.traffic;
  RETURN_IF_ERROR(settings.edge.Apply(config));
  return config;
}

// As the gateway's own calls reach them.
DomainAddresses Reached(DomainAddresses domains, const std::optional<edge::UpstreamTls>& tls) {
  for (auto& each : domains) {
    if (tls.has_value()) each.credentials = tls->credentials;
  }
  return domains;
}

// All must outlive the gateway.
void Observe(edge::Config& config, chassis::Metrics& metrics, TrafficMetrics& traffic,
             const telemetry::Tracer& tracer) {
  config.tracer = &tracer;
  config.on_call = [&metrics](const edge::CallRecord& call) { LogCall(call, metrics); };
  config.on_problem = [](const std::string& upstream, const std::string& problem) {
    chassis::LogWarning("upstream", {{"upstream", upstream}, {"problem", problem}});
  };
  config.on_traffic = [&traffic](const std::string& upstream, edge::TrafficEvent event) {
    traffic.Count(upstream, event);
  };
  config.on_replicas = [&traffic](const std::string& upstream, const edge::ReplicaCounts* counts) {
    traffic.Show(upstream, counts);
  };
  config.on_shed = [&traffic](edge::ShedReason reason, limits::Importance importance) {
    traffic.CountShed(reason, importance);
  };
  config.on_handshake_problem = [](const std::string& reason, int unsaid) {
    chassis::LogWarning("handshake", {{"reason", reason}, {"unsaid", std::int64_t{unsaid}}});
  };
}

// Not ready before there is anything to pass on; then ready, whoever comes and goes.
absl::Status KnowsADomain(const edge::Schema& schema) {
  const auto& upstreams = schema.upstreams();
  const bool known = std::any_of(upstreams.begin() + 1, upstreams.end(),
                                 [](const auto& each) { return each != nullptr; });
  return known ? absl::OkStatus() : status::Unavailable("NO_UPSTREAM", "no service was seen yet");
}

// Other gateways' ports are as this one's: over TLS they are called as services are, and shown the
// same certificate.
LimitExchange::Options PeersOf(const Settings& settings,
                               const std::optional<edge::UpstreamTls>& upstream_tls) {
  LimitExchange::Options options{chassis::NewRequestId()};
  if (settings.tls.certificate.empty() || !upstream_tls.has_value()) return options;
  options.credentials = upstream_tls->credentials;
  options.host = edge::HostOf(settings.limits.peers);
  return options;
}

// Takes upstreams into both the edge and the gateway's own calls. All must outlive it.
UpstreamWatch::Use MakeUse(const Settings& settings, const std::optional<edge::UpstreamTls>& tls,
                           edge::Gateway& gateway, OwnServices& own) {
  return [&](const DomainAddresses& domains) -> absl::Status {
    ASSIGN_OR_RETURN(const auto upstreams, EdgeUpstreams(settings, own.address(), domains, tls));
    RETURN_IF_ERROR(gateway.UseUpstreams(upstreams));
    own.UseDomains(Reached(domains, tls));
    return absl::OkStatus();
  };
}

absl::Status TellPorts(const std::string& file, int listen, const chassis::Admin& admin) {
  RETURN_IF_ERROR(chassis::WritePorts(file, listen, admin));
  chassis::LogInfo("started", {{"listen", std::int64_t{listen}},
                               {"admin", std::int64_t{admin.port()}},
                               {"metrics", std::int64_t{admin.metrics_port()}}});
  return absl::OkStatus();
}

// `gateway` must outlive it.
absl::StatusOr<std::unique_ptr<chassis::Admin>> StartAdmin(const chassis::ServerConfig& config,
                                                           chassis::Metrics& metrics,
                                                           const edge::Gateway& gateway) {
  ASSIGN_OR_RETURN(auto admin, chassis::Admin::Start(config, metrics, [&gateway] {
                     return KnowsADomain(*gateway.schema());
                   }));
  admin->Show(std::make_shared<CallsInFlight>([&gateway] { return gateway.calls_in_flight(); }));
  RETURN_IF_ERROR(TellPorts(config.ports_file, gateway.port(), *admin));
  return admin;
}

// Until the process is to end.
void Serve(const chassis::ServerConfig& config, chassis::Admin& admin, OwnServices& own, Door& door,
           chassis::Termination& termination) {
  admin.health().SetStarted();
  own.health().SetStarted();
  termination.Wait();
  chassis::LogInfo("draining");
  admin.health().SetDraining();
  own.health().SetDraining();
  absl::SleepFor(config.drain_delay);
  door.Close();
}

absl::Status Run(const Settings& settings, chassis::Termination& termination) {
  ASSIGN_OR_RETURN(const UpstreamSources sources, settings.Upstreams());
  ASSIGN_OR_RETURN(const DomainAddresses domains, sources.Now());
  RETURN_IF_ERROR(settings.CheckTraffic(domains));
  ASSIGN_OR_RETURN(auto authenticator,
                   settings.identity.Make(settings.server.listen, settings.tls));
  ASSIGN_OR_RETURN(const auto upstream_tls, settings.upstream_tls.Make(settings.identity));
  ASSIGN_OR_RETURN(const auto callers_tls, settings.tls.Watch());
  chassis::Metrics metrics;
  chassis::ShowBuild("gateway", kVersion, metrics);
  ASSIGN_OR_RETURN(const auto tracing, settings.server.tracing.Make("gateway", kVersion, metrics));
  RETURN_IF_ERROR(CheckSecurityContact(settings.security_contact));
  TrafficMetrics traffic(*metrics.registry());
  Pages pages(settings.security_contact);
  ASSIGN_OR_RETURN(LimitWatch::Sources limits, settings.limits.Make());
  Door door(std::move(authenticator), std::move(limits), PeersOf(settings, upstream_tls), metrics);
  RETURN_IF_ERROR(door.Look());
  std::unique_ptr<edge::Gateway> gateway;
  OwnServices own(Reached(domains, upstream_tls), settings.server.workers, door.exchange(),
                  tracing->tracer(), [&] { return gateway->schema(); });
  RETURN_IF_ERROR(own.Start());
  ASSIGN_OR_RETURN(edge::Config config, EdgeConfig(settings));
  ASSIGN_OR_RETURN(config.upstreams, EdgeUpstreams(settings, own.address(), domains, upstream_tls));
  Observe(config, metrics, traffic, tracing->tracer());
  config.page = [&pages](const auto& known, absl::string_view path, absl::string_view query) {
    return pages.Find(known, path, query);
  };
  door.Keep(config);
  if (callers_tls != nullptr) config.tls = [&callers_tls] { return callers_tls->current(); };
  ASSIGN_OR_RETURN(gateway, edge::Gateway::Start(std::move(config)));
  door.Watch();
  UpstreamWatch upstreams(sources, MakeUse(settings, upstream_tls, *gateway, own),
                          *metrics.registry());
  upstreams.Start();
  ASSIGN_OR_RETURN(const auto admin, StartAdmin(settings.server, metrics, *gateway));
  Serve(settings.server, *admin, own, door, termination);
  gateway->Drain(settings.server.drain_timeout);
  own.Stop();
  return absl::OkStatus();
}

int Main(int argc, char** argv) {
  // Debian's Abseil looks for deadlocks at each lock, which costs more than the lock.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  chassis::Termination termination;
  Settings given;
  chassis::Flags flags("One port in front of the municipality's services: gRPC and REST.");
  given.AddTo(flags);
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
