#include "sql/testing.h"

#include <stdlib.h>

#include <atomic>
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "sql/postgres_server.h"
#include "status/macros.h"

namespace ett::sql {
namespace {

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

absl::StatusOr<std::unique_ptr<Database>> OpenMigrated(const std::string& url) {
  const char* migrator = getenv("SCHEMA_MIGRATOR");
  if (migrator != nullptr) {
    const std::string command =
        absl::StrCat("'", migrator, "' --migrations=only --database='", url, "'");
    if (system(command.c_str()) != 0) return absl::UnavailableError(command);
  }
  return Database::Open(url);
}

absl::StatusOr<std::unique_ptr<Database>> OpenSqliteFile() {
  static Directory directory;
  static std::atomic<int> count = 0;
  return OpenMigrated(absl::StrCat("sqlite:", directory.path(), "/", ++count, ".db"));
}

// The one server of this process, and who may use it.
struct Shared {
  absl::Mutex mutex;
  PostgresServer server{/*fsync=*/false};
};

Shared& TheServer() {
  static Shared shared;
  return shared;
}

absl::StatusOr<std::unique_ptr<Database>> OpenPostgres() {
  Shared& shared = TheServer();
  absl::MutexLock lock(&shared.mutex);
  ASSIGN_OR_RETURN(const std::string url, shared.server.NewDatabase());
  return OpenMigrated(url);
}

absl::StatusOr<std::unique_ptr<Database>> OpenThroughBouncer() {
  Shared& shared = TheServer();
  absl::MutexLock lock(&shared.mutex);
  ASSIGN_OR_RETURN(const std::string url, shared.server.NewDatabase());
  ASSIGN_OR_RETURN(const std::string through, shared.server.ThroughBouncer(url, /*connections=*/2));
  return OpenMigrated(through);
}

}  // namespace

std::vector<TestEngine> TestEngines() {
  return {{"Sqlite", OpenSqliteFile}, {"Postgres", OpenPostgres}};
}

std::vector<TestEngine> TestEnginesAndBouncer() {
  std::vector<TestEngine> engines = TestEngines();
  engines.push_back({"Bouncer", OpenThroughBouncer});
  return engines;
}

}  // namespace ett::sql
