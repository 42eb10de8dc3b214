#include "sql/migrate.h"

#include <openssl/sha.h>

#include <algorithm>
#include <map>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::sql {
namespace {

constexpr char kCreate[] = R"sql(
  CREATE TABLE IF NOT EXISTS schema_migration (
    number   BIGINT NOT NULL PRIMARY KEY,
    name     TEXT NOT NULL,
    checksum TEXT NOT NULL
  ))sql";

constexpr char kApplied[] = R"sql(SELECT number, checksum FROM schema_migration)sql";

constexpr char kRecord[] = R"sql(
  INSERT INTO schema_migration (number, name, checksum) VALUES ($1, $2, $3))sql";

// Any number, the same in all processes.
constexpr char kLockPostgres[] =
    R"sql(SELECT 1 FROM (SELECT pg_advisory_xact_lock(45747)) AS l)sql";

std::string Checksum(const std::string& text) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest);
  return absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(digest), sizeof digest));
}

absl::Status Check(const std::map<std::int64_t, std::string>& applied,
                   const std::vector<Migration>& migrations) {
  for (const auto& [number, checksum] : applied) {
    const auto known =
        std::find_if(migrations.begin(), migrations.end(),
                     [n = number](const Migration& each) { return each.number == n; });
    if (known == migrations.end()) {
      return status::Precondition(
          "SCHEMA_TOO_NEW", absl::StrCat("the database has step ", number,
                                         ", which this version does not know: run a newer one"));
    }
    if (Checksum(known->script) != checksum) {
      return status::Precondition(
          "MIGRATION_CHANGED",
          absl::StrCat("step ", known->name, " was applied with another text"));
    }
  }
  return absl::OkStatus();
}

absl::Status Apply(Session& session, const std::vector<Migration>& migrations) {
  if (session.engine() == Engine::kPostgres) {
    RETURN_IF_ERROR(session.Query(kLockPostgres, {}).status());
  }
  RETURN_IF_ERROR(session.Execute(kCreate).status());
  std::map<std::int64_t, std::string> applied;
  RETURN_IF_ERROR(session.ForEach(kApplied, {}, [&](const Row& row) {
    applied[Int(row[0])] = Text(row[1]);
    return absl::OkStatus();
  }));
  RETURN_IF_ERROR(Check(applied, migrations));
  for (const Migration& each : migrations) {
    if (applied.contains(each.number)) continue;
    RETURN_IF_ERROR(session.ExecuteScript(each.script));
    RETURN_IF_ERROR(
        session.Execute(kRecord, {std::int64_t{each.number}, each.name, Checksum(each.script)})
            .status());
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status Migrate(Database& database, std::vector<Migration> migrations) {
  std::sort(migrations.begin(), migrations.end(),
            [](const Migration& a, const Migration& b) { return a.number < b.number; });
  return database.Transact([&](Session& session) { return Apply(session, migrations); });
}

}  // namespace ett::sql
