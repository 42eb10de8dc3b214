#include "tests/bench/readings_peer.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "status/macros.h"

namespace ett::bench {
namespace {

// As sql/database.cc has them.
constexpr char kSettings[] =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536";

constexpr char kTables[] = R"(
CREATE TABLE meter (meter INTEGER PRIMARY KEY, building TEXT NOT NULL, carrier INTEGER NOT NULL);
CREATE TABLE value (meter INTEGER NOT NULL, start INTEGER NOT NULL, wh INTEGER NOT NULL,
                    status INTEGER NOT NULL, PRIMARY KEY (meter, start)))";

constexpr char kSum[] = R"(
SELECT building, carrier, SUM(wh) FROM value JOIN meter ON meter.meter = value.meter
WHERE start >= ?1 AND start < ?2 GROUP BY building, carrier)";

// The more, the better for it.
constexpr std::size_t kRowsInTransaction = 100'000;

}  // namespace

absl::StatusOr<std::unique_ptr<ReadingsPeer>> ReadingsPeer::Create(const std::string& path) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open(path.c_str(), &opened);
  std::unique_ptr<ReadingsPeer> peer(new ReadingsPeer(path, Database(opened)));
  RETURN_IF_ERROR(peer->Check(code));
  RETURN_IF_ERROR(peer->Execute(kSettings));
  RETURN_IF_ERROR(peer->Execute(kTables));
  return peer;
}

absl::Status ReadingsPeer::Check(int code) const {
  if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return absl::OkStatus();
  return absl::InternalError(sqlite3_errmsg(database_.get()));
}

absl::Status ReadingsPeer::Execute(const std::string& statements) {
  return Check(sqlite3_exec(database_.get(), statements.c_str(), nullptr, nullptr, nullptr));
}

absl::Status ReadingsPeer::AddMeter(std::int64_t meter, const std::string& building, int carrier) {
  return Execute(
      absl::StrCat("INSERT INTO meter VALUES (", meter, ", '", building, "', ", carrier, ")"));
}

absl::StatusOr<absl::Duration> ReadingsPeer::Insert(const std::vector<ValueRow>& rows) {
  const absl::Time start = absl::Now();
  sqlite3_stmt* prepared = nullptr;
  RETURN_IF_ERROR(Check(sqlite3_prepare_v2(
      database_.get(), "INSERT INTO value VALUES (?1, ?2, ?3, ?4)", -1, &prepared, nullptr)));
  const std::unique_ptr<sqlite3_stmt, Close> insert(prepared);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i % kRowsInTransaction == 0) RETURN_IF_ERROR(Execute("BEGIN"));
    sqlite3_bind_int64(prepared, 1, rows[i].meter);
    sqlite3_bind_int64(prepared, 2, rows[i].start);
    sqlite3_bind_int64(prepared, 3, rows[i].wh);
    sqlite3_bind_int64(prepared, 4, rows[i].status);
    RETURN_IF_ERROR(Check(sqlite3_step(prepared)));
    RETURN_IF_ERROR(Check(sqlite3_reset(prepared)));
    const bool is_last = i + 1 == rows.size() || (i + 1) % kRowsInTransaction == 0;
    if (is_last) RETURN_IF_ERROR(Execute("COMMIT"));
  }
  return absl::Now() - start;
}

absl::StatusOr<absl::Duration> ReadingsPeer::SumByBuildingAndCarrier(std::int64_t from,
                                                                     std::int64_t to,
                                                                     std::int64_t& sum_wh) const {
  sqlite3* opened = nullptr;
  RETURN_IF_ERROR(Check(sqlite3_open_v2(path_.c_str(), &opened, SQLITE_OPEN_READONLY, nullptr)));
  const Database fresh(opened);
  const absl::Time start = absl::Now();
  sqlite3_stmt* prepared = nullptr;
  RETURN_IF_ERROR(Check(sqlite3_prepare_v2(opened, kSum, -1, &prepared, nullptr)));
  const std::unique_ptr<sqlite3_stmt, Close> sum(prepared);
  sqlite3_bind_int64(prepared, 1, from);
  sqlite3_bind_int64(prepared, 2, to);
  sum_wh = 0;
  int code = SQLITE_ROW;
  while ((code = sqlite3_step(prepared)) == SQLITE_ROW) sum_wh += sqlite3_column_int64(prepared, 2);
  RETURN_IF_ERROR(Check(code));
  return absl::Now() - start;
}

absl::Status ReadingsPeer::Checkpoint() { return Execute("PRAGMA wal_checkpoint(TRUNCATE)"); }

}  // namespace ett::bench
