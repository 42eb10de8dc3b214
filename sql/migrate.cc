#include "sql/migrate.h"

#include <openssl/sha.h>

#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
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

// The steps that older programs cannot work with.
constexpr char kCreateContractions[] = R"sql(
  CREATE TABLE IF NOT EXISTS schema_contraction (
    number BIGINT NOT NULL PRIMARY KEY
  ))sql";

constexpr char kApplied[] = R"sql(SELECT number, checksum FROM schema_migration)sql";

constexpr char kContractions[] = R"sql(SELECT number FROM schema_contraction)sql";

constexpr char kRecord[] = R"sql(
  INSERT INTO schema_migration (number, name, checksum) VALUES ($1, $2, $3))sql";

constexpr char kRecordContraction[] = R"sql(
  INSERT INTO schema_contraction (number) VALUES ($1))sql";

// Any number, the same in all processes. Where this lock locks nothing (CockroachDB), the key of
// schema_migration lets one of two processes through.
constexpr char kLockPostgres[] =
    R"sql(SELECT 1 FROM (SELECT pg_advisory_xact_lock(45747)) AS l)sql";

// A step that waits for a table makes all wait who come after it: not for long, then it comes
// again.
constexpr char kWaitPostgres[] = "SET LOCAL lock_timeout = 3000";

std::string Checksum(const std::string& text) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest);
  return absl::BytesToHexString(
      absl::string_view(reinterpret_cast<const char*>(digest), sizeof digest));
}

bool Contracts(const Migration& migration) {
  return absl::StartsWith(migration.script, "-- contracts");
}

// What a database has.
struct Applied {
  std::map<std::int64_t, std::string> checksums;  // by number
  std::set<std::int64_t> contractions;

  bool Has(const Migration& migration) const { return checksums.contains(migration.number); }
};

absl::StatusOr<Applied> AppliedIn(Session& session) {
  Applied applied;
  RETURN_IF_ERROR(session.ForEach(kApplied, {}, [&](const Row& row) {
    applied.checksums[Int(row[0])] = Text(row[1]);
    return absl::OkStatus();
  }));
  RETURN_IF_ERROR(session.ForEach(kContractions, {}, [&](const Row& row) {
    applied.contractions.insert(Int(row[0]));
    return absl::OkStatus();
  }));
  return applied;
}

absl::Status Check(const Applied& applied, const std::vector<Migration>& migrations) {
  for (const auto& [number, checksum] : applied.checksums) {
    const auto known =
        std::find_if(migrations.begin(), migrations.end(),
                     [n = number](const Migration& each) { return each.number == n; });
    if (known == migrations.end()) {
      if (!applied.contractions.contains(number)) continue;
      return status::Precondition(
          "SCHEMA_TOO_NEW",
          absl::StrCat("the database has step ", number,
                       ", which takes away what this version relies on: run a newer one"));
    }
    if (Checksum(known->script) != checksum) {
      return status::Precondition(
          "MIGRATION_CHANGED",
          absl::StrCat("step ", known->name, " was applied with another text"));
    }
  }
  return absl::OkStatus();
}

absl::Status Apply(Session& session, const Migration& migration) {
  RETURN_IF_ERROR(session.ExecuteScript(migration.script));
  const std::int64_t number = migration.number;
  if (Contracts(migration)) {
    RETURN_IF_ERROR(session.Execute(kRecordContraction, {number}).status());
  }
  return session.Execute(kRecord, {number, migration.name, Checksum(migration.script)}).status();
}

// Applies the first step that is missing; false when there is none.
absl::StatusOr<bool> ApplyNext(Session& session, const std::vector<Migration>& migrations) {
  if (session.engine() == Engine::kPostgres) {
    RETURN_IF_ERROR(session.Query(kLockPostgres, {}).status());
    RETURN_IF_ERROR(session.Run(kWaitPostgres));
  }
  RETURN_IF_ERROR(session.Execute(kCreate).status());
  RETURN_IF_ERROR(session.Execute(kCreateContractions).status());
  ASSIGN_OR_RETURN(const Applied applied, AppliedIn(session));
  RETURN_IF_ERROR(Check(applied, migrations));
  for (const Migration& each : migrations) {
    if (applied.Has(each)) continue;
    RETURN_IF_ERROR(Apply(session, each));
    return true;
  }
  return false;
}

}  // namespace

absl::Status Migrate(Database& database, std::vector<Migration> migrations) {
  std::sort(migrations.begin(), migrations.end(),
            [](const Migration& a, const Migration& b) { return a.number < b.number; });
  bool more = true;
  while (more) {
    RETURN_IF_ERROR(database.Transact([&](Session& session) -> absl::Status {
      ASSIGN_OR_RETURN(more, ApplyNext(session, migrations));
      return absl::OkStatus();
    }));
  }
  return absl::OkStatus();
}

absl::Status CheckSchema(Database& database, const std::vector<Migration>& migrations) {
  return database.Read([&](Session& session) -> absl::Status {
    const absl::StatusOr<Applied> applied = AppliedIn(session);
    if (absl::IsUnavailable(applied.status())) return applied.status();
    // Without the tables nothing was ever applied.
    const Applied known = applied.ok() ? *applied : Applied();
    RETURN_IF_ERROR(Check(known, migrations));
    for (const Migration& each : migrations) {
      if (known.Has(each)) continue;
      return status::Precondition("SCHEMA_TOO_OLD",
                                  absl::StrCat("the database has no step ", each.name, " yet"));
    }
    return absl::OkStatus();
  });
}

}  // namespace ett::sql
