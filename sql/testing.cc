#include "sql/testing.h"

#include <stdlib.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "status/macros.h"

namespace ett::sql {
namespace {

constexpr char kBinaries[] = "/usr/lib/postgresql/15/bin";

std::string TemporaryDirectory() {
  std::string pattern = (std::filesystem::temp_directory_path() / "ett-test-XXXXXX").string();
  return mkdtemp(pattern.data()) == nullptr ? "" : pattern;
}

// Removed with everything in it when the process ends.
class Directory {
 public:
  Directory() : path_(TemporaryDirectory()) {}
  ~Directory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const std::string& path() const { return path_; }

 private:
  const std::string path_;
};

// A PostgreSQL server of this process. It refuses to run as root, so root lends it another user.
class Server {
 public:
  Server() {
    as_ = geteuid() == 0 ? "runuser -u postgres -- " : "";
    if (geteuid() == 0) Run(absl::StrCat("chown postgres ", directory_.path()));
    const std::string data = absl::StrCat(directory_.path(), "/data");
    started_ =
        Run(absl::StrCat(as_, kBinaries, "/initdb -D ", data,
                         " -U ett -A trust -E UTF8 --locale=C --no-sync")) &&
        Run(absl::StrCat(as_, kBinaries, "/pg_ctl -D ", data, " -w -l ", directory_.path(),
                         "/log -o \"-k ", directory_.path(),
                         " -c listen_addresses= -c fsync=off -c max_connections=50\" start"));
  }
  ~Server() {
    Run(absl::StrCat(as_, kBinaries, "/pg_ctl -D ", directory_.path(), "/data -m immediate stop"));
  }

  absl::StatusOr<std::unique_ptr<Database>> OpenEmpty() {
    if (!started_) {
      return absl::UnavailableError(
          absl::StrCat("no PostgreSQL of ", kBinaries, " could be started"));
    }
    const std::string name = absl::StrCat("test", ++count_);
    ASSIGN_OR_RETURN(auto admin, Connection::Open(Engine::kPostgres, ConnInfo("postgres")));
    RETURN_IF_ERROR(admin->Execute(absl::StrCat("CREATE DATABASE ", name)).status());
    return Database::Open(ConnInfo(name));
  }

 private:
  static bool Run(const std::string& command) {
    return system(absl::StrCat("cd / && ", command, " >/dev/null 2>&1").c_str()) == 0;
  }
  std::string ConnInfo(const std::string& database) const {
    return absl::StrCat("host=", directory_.path(), " user=ett dbname=", database);
  }

  Directory directory_;
  std::string as_;
  bool started_ = false;
  std::atomic<int> count_ = 0;
};

absl::StatusOr<std::unique_ptr<Database>> OpenSqliteFile() {
  static Directory directory;
  static std::atomic<int> count = 0;
  return Database::Open(absl::StrCat("sqlite:", directory.path(), "/", ++count, ".db"));
}

absl::StatusOr<std::unique_ptr<Database>> OpenPostgres() {
  static Server server;
  return server.OpenEmpty();
}

}  // namespace

std::vector<TestEngine> TestEngines() {
  return {{"Sqlite", OpenSqliteFile}, {"Postgres", OpenPostgres}};
}

}  // namespace ett::sql
