#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "sql/connection.h"

namespace ett::sql {

// What runs inside a transaction sees a Connection under this name.
using Session = Connection;

// A database that speaks the SQL which SQLite 3.40 and PostgreSQL 15 share. Safe to call from any
// thread; one process owns a SQLite file (a lock file beside it says so), any number share a
// PostgreSQL database.
//
// SQLite: WAL with synchronous=FULL, so that what was acknowledged survives a power loss; exactly
// one read-write connection, which alone checkpoints (SQLite below 3.51.3 can corrupt a file where
// two do), and read-only connections for Read.
class Database {
 public:
  // `sqlite:PATH`, `sqlite::memory:`, or `postgresql://…` as libpq takes it.
  static absl::StatusOr<std::unique_ptr<Database>> Open(const std::string& url);
  ~Database();

  // Runs `work` on one snapshot; it cannot write.
  absl::Status Read(absl::FunctionRef<absl::Status(Session&)> work);

  // Runs `work` in a transaction: all of it becomes durable, or, when it or the commit fails,
  // nothing. Lost races are run again, so `work` has no effect but through the session.
  absl::Status Transact(absl::FunctionRef<absl::Status(Session&)> work);

  // OK when the database answers.
  absl::Status Ping();

  Engine engine() const { return engine_; }

 private:
  // Connections that are lent out one by one.
  class Pool;
  class FileLock;

  explicit Database(Engine engine);
  absl::Status OpenSqlite(const std::string& path);
  absl::Status OpenPostgres(const std::string& conninfo);
  absl::Status TransactOnce(absl::FunctionRef<absl::Status(Session&)> work);

  const Engine engine_;
  std::unique_ptr<FileLock> lock_;
  std::unique_ptr<Pool> writers_;
  std::unique_ptr<Pool> own_readers_;
  Pool* readers_ = nullptr;  // `own_readers_`, or `writers_` where one pool serves both
};

}  // namespace ett::sql
