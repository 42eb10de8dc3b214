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

absl::StatusOr<std::unique_ptr<Database>> OpenSqliteFile() {
  static Directory directory;
  static std::atomic<int> count = 0;
  return Database::Open(absl::StrCat("sqlite:", directory.path(), "/", ++count, ".db"));
}

absl::StatusOr<std::unique_ptr<Database>> OpenPostgres() {
  static PostgresServer server(/*fsync=*/false);
  static absl::Mutex mutex;
  absl::MutexLock lock(&mutex);
  ASSIGN_OR_RETURN(const std::string url, server.NewDatabase());
  return Database::Open(url);
}

}  // namespace

std::vector<TestEngine> TestEngines() {
  return {{"Sqlite", OpenSqliteFile}, {"Postgres", OpenPostgres}};
}

}  // namespace ett::sql
