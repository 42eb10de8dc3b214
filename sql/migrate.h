#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "sql/database.h"

namespace ett::sql {

// A numbered step of the schema. Once released its text never changes. Programs that do not know a
// step go on working beside it, unless its first line is `-- contracts`: then it takes away what
// they rely on, and they refuse the database.
struct Migration {
  int number = 0;
  std::string name;
  std::string script;  // statements, each ended by ";" at the end of a line
};

// Applies what is missing, in order of number, each in a transaction of its own, under a lock that
// other processes wait for. FAILED_PRECONDITION when the database has a step that takes away what
// this program relies on, or when the text of an applied one has changed.
absl::Status Migrate(Database& database, std::vector<Migration> migrations);

// OK when all steps are there. FAILED_PRECONDITION as Migrate, and, with the reason SCHEMA_TOO_OLD,
// when one is missing.
absl::Status CheckSchema(Database& database, const std::vector<Migration>& migrations);

}  // namespace ett::sql
