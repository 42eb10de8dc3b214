#include "chassis/schema_steps.h"

#include <filesystem>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "chassis/log.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::chassis {
namespace {

// Between two looks at a database that is away, or whose schema is awaited.
constexpr absl::Duration kBetweenLooks = absl::Seconds(1);

// The folder that a SQLite file shall lie in.
void MakeFolder(const std::string& url) {
  absl::string_view path = url;
  if (!absl::ConsumePrefix(&path, "sqlite:") || absl::StartsWith(path, ":")) return;
  const auto folder = std::filesystem::path(std::string(path)).parent_path();
  std::error_code ignored;
  if (!folder.empty()) std::filesystem::create_directories(folder, ignored);
}

bool MayPass(const absl::Status& status, bool awaits) {
  if (absl::IsUnavailable(status)) return true;
  return awaits && status::ReasonOf(status) == "SCHEMA_TOO_OLD";
}

}  // namespace

void DatabaseConfig::AddTo(Flags& flags) {
  flags.Add("database", database.url, "sqlite:PATH or postgresql://user@host/name");
  flags.Add(
      "database-password-file", database.password_file,
      "File with PostgreSQL's password on its first line, read at each connect; as libpq finds "
      "it when empty");
  flags.Add("read-database", database.read_url,
            "A hot standby of --database that answers are read from, as far as it has what this "
            "process has seen; none when empty");
  flags.Add("database-connections", database.connections,
            "Connections to each PostgreSQL, at most");
  flags.Add(
      "migrations", migrations,
      "Who brings the schema up to date: apply (this process, when it starts), await (another; "
      "not ready until it has), or only (this process, which then ends)");
}

absl::StatusOr<std::unique_ptr<sql::Database>> DatabaseConfig::Open() const {
  if (migrations != "apply" && migrations != "await" && migrations != "only") {
    return status::InvalidField("migrations", "apply, await or only", migrations);
  }
  if (database.connections < 1 || database.connections > 1000) {
    return status::InvalidField("database-connections", "1 to 1000",
                                std::to_string(database.connections));
  }
  MakeFolder(database.url);
  return sql::Database::Open(database);
}

absl::Status ReachSchema(const DatabaseConfig& config, sql::Database& database,
                         const std::vector<sql::Migration>& migrations, Termination& termination) {
  const bool awaits = config.migrations == "await";
  std::string last;
  while (true) {
    absl::Status status =
        awaits ? sql::CheckSchema(database, migrations) : sql::Migrate(database, migrations);
    if (status.ok() || !MayPass(status, awaits)) return status;
    // Once for each cause, not each second.
    if (last != status.message()) {
      last = std::string(status.message());
      LogWarning("not ready", {{"error", last}});
    }
    if (termination.WaitFor(kBetweenLooks)) return absl::CancelledError("told to end");
  }
}

}  // namespace ett::chassis
