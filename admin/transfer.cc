#include "admin/transfer.h"

#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "admin/import_reader.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::admin {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kRowsTogether = 500;

constexpr char kMigrations[] = "SELECT number, checksum FROM schema_migration ORDER BY number";

// A database that was never written to has no time of a version.
constexpr char kWritten[] = "SELECT at FROM recorded_clock WHERE at > 0";

absl::StatusOr<Json> MigrationsOf(sql::Session& session) {
  Json migrations = Json::object();
  RETURN_IF_ERROR(session.ForEach(kMigrations, {}, [&](const sql::Row& row) {
    migrations[absl::StrCat(sql::Int(row[0]))] = sql::Text(row[1]);
    return absl::OkStatus();
  }));
  return migrations;
}

absl::StatusOr<Checksum> ExportTable(sql::Session& session, const Table& table,
                                     std::ostream& file) {
  file << Json({{"table", table.name}, {"columns", table.columns}}).dump() << '\n';
  Checksum sum;
  RETURN_IF_ERROR(ForEachRow(session, table, [&](const sql::Row& row) -> absl::Status {
    ASSIGN_OR_RETURN(const std::string text, PrintRow(row));
    sum.Add(text);
    file << text << '\n';
    if (file) return absl::OkStatus();
    return absl::ResourceExhaustedError("the file cannot be written: is the disk full?");
  }));
  file << Json({{"rows", sum.rows()}, {"sum", sum.Hex()}}).dump() << '\n';
  return sum;
}

std::string InsertInto(const Table& table) {
  std::vector<std::string> parameters;
  for (std::size_t i = 1; i <= table.columns.size(); ++i) {
    parameters.push_back(absl::StrCat("$", i));
  }
  return absl::StrCat("INSERT INTO ", table.name, " (", absl::StrJoin(table.columns, ", "),
                      ") VALUES (", absl::StrJoin(parameters, ", "), ")");
}

// FAILED_PRECONDITION unless the database is one that the file may go into.
absl::Status CheckTarget(sql::Session& session, const Json& head) {
  ASSIGN_OR_RETURN(const auto written, session.Query(kWritten, {}));
  if (!written.empty()) {
    return status::Precondition("DATABASE_IN_USE",
                                "database: want one that was never written to, got one that was");
  }
  ASSIGN_OR_RETURN(const Json own, MigrationsOf(session));
  if (own == head["migrations"]) return absl::OkStatus();
  return status::Precondition(
      "OTHER_SCHEMA",
      absl::StrCat("database: want the migrations of the file, ", head["migrations"].size(),
                   " of them, got others, ", own.size(),
                   ": start the version of the service that wrote it with --migrations=only"));
}

absl::StatusOr<Checksum> ImportTable(sql::Session& session, const Table& table,
                                     ImportReader& reader) {
  RETURN_IF_ERROR(session.Execute(absl::StrCat("DELETE FROM ", table.name)).status());
  const std::string insert = InsertInto(table);
  std::vector<sql::Row> rows;
  while (true) {
    ASSIGN_OR_RETURN(const bool more, reader.NextRow(rows));
    if (rows.size() == kRowsTogether || !more) {
      RETURN_IF_ERROR(session.ExecuteMany(insert, rows));
      rows.clear();
    }
    if (!more) break;
  }
  ASSIGN_OR_RETURN(const Checksum kept, ChecksumOf(session, table));
  RETURN_IF_ERROR(reader.EndTable(kept));
  return kept;
}

}  // namespace

absl::StatusOr<Checksums> Export(sql::Database& database, std::ostream& file) {
  Checksums sums;
  const absl::Status read = database.Read([&](sql::Session& session) -> absl::Status {
    ASSIGN_OR_RETURN(const Json migrations, MigrationsOf(session));
    file << Json({{"ett_export", 1}, {"migrations", migrations}}).dump() << '\n';
    ASSIGN_OR_RETURN(const std::vector<Table> tables, TablesOf(session));
    for (const Table& table : tables) {
      ASSIGN_OR_RETURN(sums[table.name], ExportTable(session, table, file));
    }
    file << Json({{"tables", tables.size()}}).dump() << '\n' << std::flush;
    if (file) return absl::OkStatus();
    return absl::ResourceExhaustedError("the file cannot be written: is the disk full?");
  });
  if (!read.ok()) return read;
  return sums;
}

absl::StatusOr<Checksums> Import(sql::Database& database, std::istream& file) {
  ImportReader reader(file);
  ASSIGN_OR_RETURN(const Json head, reader.Head());
  Checksums sums;
  bool begun = false;
  const absl::Status kept = database.Transact([&](sql::Session& session) -> absl::Status {
    // A file is read once.
    if (std::exchange(begun, true)) {
      return status::Precondition("DATABASE_IN_USE", "somebody else writes to the database");
    }
    RETURN_IF_ERROR(CheckTarget(session, head));
    ASSIGN_OR_RETURN(const std::vector<Table> tables, TablesOf(session));
    for (const Table& table : tables) {
      RETURN_IF_ERROR(reader.BeginTable(table));
      ASSIGN_OR_RETURN(sums[table.name], ImportTable(session, table, reader));
    }
    return reader.End(tables.size());
  });
  if (!kept.ok()) return kept;
  return sums;
}

absl::StatusOr<Checksums> ChecksumsOf(sql::Database& database) {
  Checksums sums;
  const absl::Status read = database.Read([&](sql::Session& session) -> absl::Status {
    ASSIGN_OR_RETURN(const std::vector<Table> tables, TablesOf(session));
    for (const Table& table : tables) {
      ASSIGN_OR_RETURN(sums[table.name], ChecksumOf(session, table));
    }
    return absl::OkStatus();
  });
  if (!read.ok()) return read;
  return sums;
}

}  // namespace ett::admin
