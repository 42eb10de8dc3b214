#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "chassis/flags.h"
#include "chassis/server.h"
#include "sql/database.h"
#include "sql/migrate.h"

namespace ett::chassis {

// Where a service's database is, and who brings its schema up to date.
struct DatabaseConfig {
  sql::DatabaseOptions database;
  // `apply`: this process, when it starts. `await`: another one; this one is not ready until it
  // has. `only`: this process, which does nothing else.
  std::string migrations = "apply";

  void AddTo(Flags& flags);
  // As the flags say, with the folder of a SQLite file made. INVALID_ARGUMENT for a bad flag.
  absl::StatusOr<std::unique_ptr<sql::Database>> Open() const;
};

// Returns once the schema has all steps: OK. CANCELLED when the process is told to end first. While
// the database is away, or a step is awaited, it tries again.
absl::Status ReachSchema(const DatabaseConfig& config, sql::Database& database,
                         const std::vector<sql::Migration>& migrations, Termination& termination);

}  // namespace ett::chassis
