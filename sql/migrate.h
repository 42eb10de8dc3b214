#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "sql/database.h"

namespace ett::sql {

// A numbered step of the schema. Once released its text never changes.
struct Migration {
  int number = 0;
  std::string name;
  std::string script;  // statements, each ended by ";" at the end of a line
};

// Applies what is missing, in order of number, all in one transaction, under a lock that other
// processes wait for. FAILED_PRECONDITION when the database has a step that is not known here (a
// newer version made it), or when the text of an applied one has changed.
absl::Status Migrate(Database& database, std::vector<Migration> migrations);

}  // namespace ett::sql
