#include "tests/bench/peer.h"

#include "absl/time/clock.h"
#include "chassis/service_main.h"
#include "hr_migrations.h"
#include "records/row.h"
#include "status/macros.h"

namespace ett::bench {
namespace {

// As records/import.cc has it.
constexpr std::size_t kRowsInTransaction = 1000;
constexpr std::int64_t kRecordedAt = 1'560'000'000'000'000;

// As sql/database.cc has them.
constexpr char kSettings[] =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536";

// The row outlives the statement's run.
int Bind(sqlite3_stmt& statement, int at, const sql::Value& value) {
  if (sql::IsNull(value)) return sqlite3_bind_null(&statement, at);
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    return sqlite3_bind_int64(&statement, at, *number);
  }
  if (const auto* real = std::get_if<double>(&value)) {
    return sqlite3_bind_double(&statement, at, *real);
  }
  const auto& text = std::get<std::string>(value);
  return sqlite3_bind_text(&statement, at, text.data(), static_cast<int>(text.size()),
                           SQLITE_STATIC);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Peer>> Peer::Create(const std::string& path) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open(path.c_str(), &opened);
  std::unique_ptr<Peer> peer(new Peer(Database(opened)));
  RETURN_IF_ERROR(peer->Check(code));
  RETURN_IF_ERROR(peer->Execute(kSettings));
  for (const sql::Migration& each : chassis::AllMigrations(hr::Migrations())) {
    RETURN_IF_ERROR(peer->Execute(each.script));
  }
  return peer;
}

absl::Status Peer::Check(int code) {
  if (code == SQLITE_OK || code == SQLITE_DONE) return absl::OkStatus();
  return absl::InternalError(sqlite3_errmsg(database_.get()));
}

absl::Status Peer::Execute(const std::string& statements) {
  return Check(sqlite3_exec(database_.get(), statements.c_str(), nullptr, nullptr, nullptr));
}

absl::StatusOr<sql::Row> Peer::RowOf(const records::Kind& kind, const records::Message& record) {
  const auto* field = kind.message->FindFieldByName("name");
  ASSIGN_OR_RETURN(const auto name,
                   records::ParseName(kind, record.GetReflection()->GetString(record, field)));
  sql::Row row = {name.municipality, name.id, kRecordedAt, records::kNotSuperseded};
  ASSIGN_OR_RETURN(const sql::Row columns, records::ToRow(kind, record));
  row.insert(row.end(), columns.begin(), columns.end());
  return row;
}

absl::Status Peer::InsertOne(sqlite3_stmt& insert, const sql::Row& row) {
  int at = 0;
  for (const sql::Value& value : row) RETURN_IF_ERROR(Check(Bind(insert, ++at, value)));
  RETURN_IF_ERROR(Check(sqlite3_step(&insert)));
  return Check(sqlite3_reset(&insert));
}

absl::StatusOr<absl::Duration> Peer::Insert(const records::Kind& kind,
                                            const std::vector<sql::Row>& rows) {
  const absl::Time start = absl::Now();
  sqlite3_stmt* prepared = nullptr;
  RETURN_IF_ERROR(
      Check(sqlite3_prepare_v2(database_.get(), kind.insert.c_str(), -1, &prepared, nullptr)));
  const std::unique_ptr<sqlite3_stmt, Close> insert(prepared);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i % kRowsInTransaction == 0) RETURN_IF_ERROR(Execute("BEGIN IMMEDIATE"));
    RETURN_IF_ERROR(InsertOne(*insert, rows[i]));
    const bool last = (i + 1) % kRowsInTransaction == 0 || i + 1 == rows.size();
    if (last) RETURN_IF_ERROR(Execute("COMMIT"));
  }
  return absl::Now() - start;
}

}  // namespace ett::bench
