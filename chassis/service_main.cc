#include "chassis/service_main.h"

#include <prometheus/counter.h>

#include <atomic>

#include "absl/time/clock.h"
#include "chassis/database_metrics.h"
#include "chassis/figure_store.h"
#include "chassis/identity_config.h"
#include "chassis/log.h"
#include "chassis/process_metrics.h"
#include "chassis/reflection.h"
#include "chassis/schema_steps.h"
#include "chassis/server.h"
#include "records/clock.h"
#include "status/deadline.h"
#include "status/macros.h"

namespace ett::chassis {
namespace {

constexpr int kQueuedCalls = 1000;
constexpr absl::Duration kLongestPing = absl::Milliseconds(800);

struct Config {
  ServerConfig server;
  IdentityConfig identity;
  TlsConfig tls;
  DatabaseConfig database;
};

// Whether the database answers a kubelet, who asks every few seconds and does not wait for long. A
// database whose connections are all at work does answer: to others.
absl::Status Answers(sql::Database& database) {
  const status::DeadlineScope scope(absl::Now() + kLongestPing);
  const absl::Status status = database.Ping();
  return absl::IsResourceExhausted(status) ? absl::OkStatus() : status;
}

// What a service that serves stands in.
struct Surroundings {
  Termination& termination;
  Metrics metrics = {};
  std::unique_ptr<Tracing> tracing = nullptr;
  std::unique_ptr<identity::Authenticator> authenticator = nullptr;
  std::shared_ptr<grpc::ServerCredentials> credentials = nullptr;
  std::atomic<bool> serving = false;
  std::unique_ptr<Admin> admin = nullptr;
};

// What becomes of rows that are imported.
void CountImports(records::Records& records, Metrics& metrics) {
  auto& rows = prometheus::BuildCounter()
                   .Name("ett_import_rows_total")
                   .Help("Rows of imports that came to their end, by kind of record and verdict.")
                   .Register(*metrics.registry());
  records.TellImports([&rows](absl::string_view kind, const imports::v1::ImportReport& report) {
    const auto count = [&](const char* verdict, std::int64_t number) {
      rows.Add({{"kind", std::string(kind)}, {"verdict", verdict}})
          .Increment(static_cast<double>(number));
    };
    count("accepted", report.accepted_count());
    count("unchanged", report.unchanged_count());
    count("rejected", report.rejected_count());
  });
}

// Health for callers, at the port of the API: whether this process takes calls. What it depends on
// says itself in answers, and readiness tells a kubelet. Who asks needs no token, and gets an
// answer while the calls' pool is full.
struct CallersHealth {
  Calls calls{1, 100};
  Health health{calls, [] { return absl::OkStatus(); }};
};

// Serves until the process is told to end, and then to the end of calls in flight.
void ServeUntilTold(const Config& config, Health& callers_health, grpc::Server& server,
                    Surroundings& around) {
  callers_health.SetStarted();
  around.serving = true;
  around.termination.Wait();
  LogInfo("draining");
  around.admin->health().SetDraining();
  callers_health.SetDraining();
  absl::SleepFor(config.server.drain_delay);
  server.Shutdown(absl::ToChronoTime(absl::Now() + config.server.drain_timeout));
}

// Serves calls until the process is told to end.
absl::Status Serve(const Config& config, const ServiceSpec& spec, sql::Database& database,
                   Surroundings& around) {
  std::unique_ptr<Gate> gate;
  records::Records records(
      database, [] { return absl::Now(); }, spec.kinds, spec.MakeJudges());
  CountImports(records, around.metrics);
  Calls calls(config.server.workers, kQueuedCalls);
  Parts parts{database, records, calls, around.metrics, around.authenticator != nullptr};
  ASSIGN_OR_RETURN(const std::vector<NamedService> services, spec.services(parts));
  std::vector<std::string> names;
  std::vector<grpc::Service*> served;
  for (const NamedService& each : services) {
    names.push_back(each.name);
    served.push_back(each.service.get());
  }
  if (around.authenticator != nullptr) {
    ASSIGN_OR_RETURN(gate, Gate::Make(names, std::move(around.authenticator), around.metrics));
    calls.Guard(gate.get());
  }
  const auto schema = LinkedSchema(names);
  const auto reflection = MakeReflection(*schema);
  for (const auto& each : reflection) served.push_back(each.get());
  CallersHealth callers;
  served.push_back(&callers.health);
  ASSIGN_OR_RETURN(const ApiServer api, StartApi(config.server.listen, around.metrics, served,
                                                 around.credentials, &around.tracing->tracer()));
  RETURN_IF_ERROR(WritePorts(config.server.ports_file, api.port, *around.admin));
  LogInfo("started", {{"listen", std::int64_t{api.port}},
                      {"admin", std::int64_t{around.admin->port()}},
                      {"metrics", std::int64_t{around.admin->metrics_port()}}});
  ServeUntilTold(config, callers.health, *api.server, around);
  return absl::OkStatus();
}

absl::Status Run(const Config& config, const ServiceSpec& spec, Termination& termination) {
  ASSIGN_OR_RETURN(const auto database, config.database.Open());
  const std::vector<sql::Migration> migrations = AllMigrations(spec.migrations);
  if (config.database.migrations == "only") {
    return ReachSchema(config.database, *database, migrations, termination);
  }
  Surroundings around{termination};
  ShowBuild(spec.name, spec.version, around.metrics);
  ASSIGN_OR_RETURN(around.tracing,
                   config.server.tracing.Make(spec.name, spec.version, around.metrics));
  ASSIGN_OR_RETURN(around.authenticator, config.identity.Make(config.server.listen, config.tls));
  ASSIGN_OR_RETURN(around.credentials, config.tls.ServerCredentials());
  ASSIGN_OR_RETURN(around.admin, Admin::Start(config.server, around.metrics, [&] {
                     return around.serving ? Answers(*database) : absl::UnavailableError("");
                   }));
  around.admin->Show(std::make_shared<DatabaseMetrics>(*database));
  // Come up, though not ready: the database may take its time.
  around.admin->health().SetStarted();
  const absl::Status reached = ReachSchema(config.database, *database, migrations, termination);
  if (absl::IsCancelled(reached)) return absl::OkStatus();
  RETURN_IF_ERROR(reached);
  return Serve(config, spec, *database, around);
}

}  // namespace

std::vector<sql::Migration> AllMigrations(const std::vector<sql::Migration>& own) {
  std::vector<sql::Migration> all = {records::RecordsMigration(), FiguresMigration(),
                                     records::AnswerAgeMigration()};
  all.insert(all.end(), own.begin(), own.end());
  return all;
}

int ServiceMain(int argc, const char* const* argv, const ServiceSpec& spec) {
  Termination termination;
  Config config;
  config.database.database.url = "sqlite:var/" + spec.name + ".db";
  Flags flags(spec.description);
  config.server.AddTo(flags);
  config.identity.AddTo(flags);
  config.tls.AddTo(flags);
  config.database.AddTo(flags);
  if (spec.flags) spec.flags(flags);
  if (const int code = flags.Parse(argc, argv); code >= 0) return code;
  SetUpLog(spec.name);
  const absl::Status status = Run(config, spec, termination);
  if (!status.ok()) {
    LogError("ended", {{"error", std::string(status.message())}});
    return EXIT_FAILURE;
  }
  LogInfo("ended");
  return EXIT_SUCCESS;
}

}  // namespace ett::chassis
