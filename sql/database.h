#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "sql/connection.h"
#include "sql/pool.h"

namespace ett::sql {

// What runs inside a transaction sees a Connection under this name.
using Session = Connection;

// Where a database is, and how it is reached.
struct DatabaseOptions {
  // `sqlite:PATH`, `sqlite::memory:`, or `postgresql://…` as libpq takes it.
  std::string url;
  // Its first line is PostgreSQL's password, read at each connect, so that it can be changed while
  // the process runs; empty: as libpq finds it.
  std::string password_file = {};
  // A hot standby of PostgreSQL for ReadRecent; empty: none.
  std::string read_url = {};
  // To each server of PostgreSQL, at most.
  int connections = 8;
};

// A database that speaks the SQL which SQLite 3.40 and PostgreSQL 15 share. Safe to call from any
// thread; one process owns a SQLite file (a lock file beside it says so), any number share a
// PostgreSQL database.
//
// SQLite: WAL with synchronous=FULL, so that what was acknowledged survives a power loss; exactly
// one read-write connection, which alone checkpoints (SQLite below 3.51.3 can corrupt a file where
// two do), and read-only connections for Read.
//
// PostgreSQL: through pgbouncer too, by transaction. No statement runs longer than the caller waits
// (status/deadline.h). A server that is away is UNAVAILABLE until it is back; nothing has to be
// opened anew.
class Database {
 public:
  // A PostgreSQL need not be there yet.
  static absl::StatusOr<std::unique_ptr<Database>> Open(const DatabaseOptions& options);
  static absl::StatusOr<std::unique_ptr<Database>> Open(const std::string& url) {
    return Open(DatabaseOptions{url});
  }
  ~Database();

  // Runs `work` on one snapshot; it cannot write.
  absl::Status Read(absl::FunctionRef<absl::Status(Session&)> work);

  // The same on the standby, where there is one, unless it is away, or behind what this process has
  // seen or written. What other processes have written just now may be missing, so nothing may be
  // decided by it: for answers alone.
  absl::Status ReadRecent(absl::FunctionRef<absl::Status(Session&)> work);

  // Runs `work` in a transaction: all of it becomes durable, or, when it or the commit fails,
  // nothing. Lost races are run again, so `work` has no effect but through the session.
  absl::Status Transact(absl::FunctionRef<absl::Status(Session&)> work);

  // OK when the database answers.
  absl::Status Ping();

  Engine engine() const { return engine_; }

  // Of the connections that write, and read where they are not apart; of those that only read.
  PoolUse WriterUse() const { return writers_->Use(); }
  PoolUse ReaderUse() const { return own_readers_ == nullptr ? PoolUse() : own_readers_->Use(); }

 private:
  class FileLock;

  explicit Database(Engine engine);
  absl::Status OpenSqlite(const std::string& path);
  absl::Status OpenPostgres(const DatabaseOptions& options);
  absl::Status BeginRead(Session& session);
  absl::Status BeginOnStandby(Session& session);
  absl::Status TransactOnce(absl::FunctionRef<absl::Status(Session&)> work);
  void SeeWritten(Session& session);

  const Engine engine_;
  bool has_standby_ = false;
  // The furthest place in PostgreSQL's log that this process has seen or written.
  std::atomic<std::uint64_t> seen_ = 0;
  std::unique_ptr<FileLock> lock_;
  std::unique_ptr<Pool> writers_;
  std::unique_ptr<Pool> own_readers_;  // SQLite's, or the standby's; null: `writers_` reads
};

}  // namespace ett::sql
