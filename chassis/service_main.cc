#include "chassis/service_main.h"

#include <prometheus/counter.h>

#include <filesystem>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "chassis/figure_store.h"
#include "chassis/identity_config.h"
#include "chassis/log.h"
#include "chassis/process_metrics.h"
#include "chassis/reflection.h"
#include "chassis/server.h"
#include "records/clock.h"
#include "status/macros.h"

namespace ett::chassis {
namespace {

constexpr int kQueuedCalls = 1000;

struct Config {
  ServerConfig server;
  IdentityConfig identity;
  TlsConfig tls;
  std::string database;
};

// The folder that a SQLite file shall lie in.
void MakeFolder(const std::string& url) {
  absl::string_view path = url;
  if (!absl::ConsumePrefix(&path, "sqlite:") || absl::StartsWith(path, ":")) return;
  const auto folder = std::filesystem::path(std::string(path)).parent_path();
  std::error_code ignored;
  if (!folder.empty()) std::filesystem::create_directories(folder, ignored);
}

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

absl::Status TellStarted(const ServerConfig& config, int listen, Admin& admin) {
  RETURN_IF_ERROR(WritePorts(config.ports_file, listen, admin));
  admin.health().SetStarted();
  LogInfo("started", {{"listen", std::int64_t{listen}},
                      {"admin", std::int64_t{admin.port()}},
                      {"metrics", std::int64_t{admin.metrics_port()}}});
  return absl::OkStatus();
}

void Drain(const ServerConfig& config, Admin& admin, grpc::Server& server) {
  LogInfo("draining");
  admin.health().SetDraining();
  absl::SleepFor(config.drain_delay);
  server.Shutdown(absl::ToChronoTime(absl::Now() + config.drain_timeout));
}

absl::Status Run(const Config& config, const ServiceSpec& spec, Termination& termination) {
  Metrics metrics;
  ShowBuild(spec.name, spec.version, metrics);
  ASSIGN_OR_RETURN(const auto tracing,
                   config.server.tracing.Make(spec.name, spec.version, metrics));
  ASSIGN_OR_RETURN(auto authenticator, config.identity.Make(config.server.listen, config.tls));
  ASSIGN_OR_RETURN(const auto credentials, config.tls.ServerCredentials());
  std::unique_ptr<Gate> gate;
  MakeFolder(config.database);
  ASSIGN_OR_RETURN(const auto database, sql::Database::Open(config.database));
  ASSIGN_OR_RETURN(const auto admin,
                   Admin::Start(config.server, metrics, [&] { return database->Ping(); }));
  RETURN_IF_ERROR(sql::Migrate(*database, AllMigrations(spec.migrations)));
  records::Records records(
      *database, [] { return absl::Now(); }, spec.kinds, spec.MakeJudges());
  CountImports(records, metrics);
  Calls calls(config.server.workers, kQueuedCalls);
  Parts parts{*database, records, calls, metrics, authenticator != nullptr};
  ASSIGN_OR_RETURN(const std::vector<NamedService> services, spec.services(parts));
  std::vector<std::string> names;
  std::vector<grpc::Service*> served;
  for (const NamedService& each : services) {
    names.push_back(each.name);
    served.push_back(each.service.get());
  }
  if (authenticator != nullptr) {
    ASSIGN_OR_RETURN(gate, Gate::Make(names, std::move(authenticator), metrics));
    calls.Guard(gate.get());
  }
  const auto schema = LinkedSchema(names);
  const auto reflection = MakeReflection(*schema);
  for (const auto& each : reflection) served.push_back(each.get());
  ASSIGN_OR_RETURN(const ApiServer api, StartApi(config.server.listen, metrics, served, credentials,
                                                 &tracing->tracer()));
  RETURN_IF_ERROR(TellStarted(config.server, api.port, *admin));
  termination.Wait();
  Drain(config.server, *admin, *api.server);
  return absl::OkStatus();
}

}  // namespace

std::vector<sql::Migration> AllMigrations(const std::vector<sql::Migration>& own) {
  std::vector<sql::Migration> all = {records::RecordsMigration(), FiguresMigration()};
  all.insert(all.end(), own.begin(), own.end());
  return all;
}

int ServiceMain(int argc, const char* const* argv, const ServiceSpec& spec) {
  Termination termination;
  Config config;
  config.database = "sqlite:var/" + spec.name + ".db";
  Flags flags(spec.description);
  config.server.AddTo(flags);
  config.identity.AddTo(flags);
  config.tls.AddTo(flags);
  flags.Add("database", config.database, "sqlite:PATH or postgresql://…");
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
