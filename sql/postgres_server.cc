#include "sql/postgres_server.h"

#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <memory>

#include "absl/strings/str_cat.h"
#include "sql/connection.h"
#include "status/macros.h"

namespace ett::sql {
namespace {

constexpr char kBinaries[] = "/usr/lib/postgresql/15/bin";

std::string NewDirectory() {
  std::string pattern = (std::filesystem::temp_directory_path() / "ett-postgres-XXXXXX").string();
  return mkdtemp(pattern.data()) == nullptr ? "" : pattern;
}

bool Run(const std::string& command) {
  return system(absl::StrCat("cd / && ", command, " >/dev/null 2>&1").c_str()) == 0;
}

}  // namespace

PostgresServer::PostgresServer(bool fsync)
    : directory_(NewDirectory()), as_(geteuid() == 0 ? "runuser -u postgres -- " : "") {
  if (geteuid() == 0) Run(absl::StrCat("chown postgres ", directory_));
  const std::string data = absl::StrCat(directory_, "/data");
  started_ =
      Run(absl::StrCat(as_, kBinaries, "/initdb -D ", data,
                       " -U ett -A trust -E UTF8 --locale=C --no-sync")) &&
      Run(absl::StrCat(as_, kBinaries, "/pg_ctl -D ", data, " -w -l ", directory_, "/log -o \"-k ",
                       directory_, " -c listen_addresses= -c fsync=", fsync ? "on" : "off",
                       " -c max_connections=50\" start"));
}

PostgresServer::~PostgresServer() {
  Run(absl::StrCat(as_, kBinaries, "/pg_ctl -D ", directory_, "/data -m immediate stop"));
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

std::string PostgresServer::UrlOf(const std::string& database) const {
  return absl::StrCat("host=", directory_, " user=ett dbname=", database);
}

absl::StatusOr<std::string> PostgresServer::NewDatabase() {
  if (!started_) {
    return absl::UnavailableError(
        absl::StrCat("no PostgreSQL of ", kBinaries, " could be started"));
  }
  const std::string name = absl::StrCat("test", ++count_);
  ASSIGN_OR_RETURN(const auto admin, Connection::Open(Engine::kPostgres, UrlOf("postgres")));
  RETURN_IF_ERROR(admin->Execute(absl::StrCat("CREATE DATABASE ", name)).status());
  return UrlOf(name);
}

}  // namespace ett::sql
