#include "sql/postgres_server.h"

#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/time/clock.h"
#include "sql/connection.h"
#include "status/macros.h"

namespace ett::sql {
namespace {

constexpr absl::Duration kBetweenLooks = absl::Milliseconds(50);
constexpr int kLooks = 200;
constexpr char kBinaries[] = "/usr/lib/postgresql/15/bin/";

std::string NewDirectory() {
  std::string pattern = (std::filesystem::temp_directory_path() / "ett-postgres-XXXXXX").string();
  return mkdtemp(pattern.data()) == nullptr ? "" : pattern;
}

}  // namespace

PostgresServer::PostgresServer(bool fsync)
    : directory_(NewDirectory()), as_(geteuid() == 0 ? "runuser -u postgres -- " : "") {
  if (geteuid() == 0) {
    std::ignore = system(absl::StrCat("chown postgres ", directory_).c_str());
  }
  started_ = Run(absl::StrCat(kBinaries, "initdb -D ", directory_,
                              "/data -U ett -A trust -E UTF8 --locale=C --no-sync"));
  std::ofstream(directory_ + "/data/postgresql.conf", std::ios::app)
      << "listen_addresses = ''\nmax_connections = 50\nfsync = " << (fsync ? "on" : "off") << '\n';
  if (started_.ok()) started_ = Start();
}

PostgresServer::~PostgresServer() {
  if (has_bouncer_) Run(absl::StrCat("pkill -F ", directory_, "/at/bouncer/pid")).IgnoreError();
  for (const char* name : {"standby", "data"}) {
    Run(absl::StrCat(kBinaries, "pg_ctl -D ", directory_, "/", name, " -m immediate stop"))
        .IgnoreError();
  }
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

absl::Status PostgresServer::Run(const std::string& command) const {
  const std::string text = absl::StrCat("cd / && ", as_, command, " >/dev/null 2>&1");
  if (system(text.c_str()) == 0) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat("this failed: ", command));
}

absl::Status PostgresServer::StartIn(const std::string& name) const {
  RETURN_IF_ERROR(Run(absl::StrCat("mkdir -p ", directory_, "/at/", name)));
  return Run(absl::StrCat(kBinaries, "pg_ctl -D ", directory_, "/", name, " -w -l ", directory_,
                          "/", name, "/log -o \"-k ", directory_, "/at/", name, "\" start"));
}

absl::Status PostgresServer::Start() { return StartIn("data"); }

absl::Status PostgresServer::Kill() {
  return Run(absl::StrCat(kBinaries, "pg_ctl -D ", directory_, "/data -m immediate stop"));
}

std::string PostgresServer::UrlOf(const std::string& database) const {
  return absl::StrCat("host=", directory_, "/at/data user=ett dbname=", database);
}

std::string PostgresServer::WithHost(const std::string& url, const std::string& host) {
  return absl::StrReplaceAll(url, {{"/at/data ", absl::StrCat("/at/", host, " ")}});
}

absl::StatusOr<std::string> PostgresServer::NewDatabase() {
  RETURN_IF_ERROR(started_);
  const std::string name = absl::StrCat("test", ++count_);
  ASSIGN_OR_RETURN(const auto admin, Connection::Open(Engine::kPostgres, UrlOf("postgres")));
  RETURN_IF_ERROR(admin->Execute(absl::StrCat("CREATE DATABASE ", name)).status());
  return UrlOf(name);
}

absl::StatusOr<std::string> PostgresServer::OnStandby(const std::string& url) {
  if (!has_standby_) {
    RETURN_IF_ERROR(
        Run(absl::StrCat(kBinaries, "pg_basebackup -h ", directory_,
                         "/at/data -U ett -c fast -X stream -R -D ", directory_, "/standby")));
    RETURN_IF_ERROR(StartIn("standby"));
    has_standby_ = true;
  }
  return WithHost(url, "standby");
}

absl::Status PostgresServer::Answers(const std::string& folder) const {
  const std::string ask = absl::StrCat("pg_isready -q -h ", folder);
  absl::Status answers = Run(ask);
  for (int look = 0; look < kLooks && !answers.ok(); ++look) {
    absl::SleepFor(kBetweenLooks);
    answers = Run(ask);
  }
  return answers;
}

absl::StatusOr<std::string> PostgresServer::ThroughBouncer(const std::string& url,
                                                           int connections) {
  if (!has_bouncer_) {
    const std::string folder = directory_ + "/at/bouncer";
    RETURN_IF_ERROR(Run("mkdir " + folder));
    std::ofstream(directory_ + "/bouncer.ini")
        << "[databases]\n* = host=" << directory_
        << "/at/data user=ett\n[pgbouncer]\nlisten_addr =\n"
        << "listen_port = 5432\nunix_socket_dir = " << folder << "\nauth_type = any\n"
        << "pool_mode = transaction\ndefault_pool_size = " << connections
        << "\npidfile = " << folder << "/pid\nlogfile = " << folder << "/log\n";
    RETURN_IF_ERROR(Run(absl::StrCat("pgbouncer -d ", directory_, "/bouncer.ini")));
    has_bouncer_ = true;
    RETURN_IF_ERROR(Answers(folder));
  }
  return WithHost(url, "bouncer");
}

}  // namespace ett::sql
