#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "sql/value.h"

namespace soci {
class session;
}

namespace ett::sql {

enum class Engine { kSqlite, kPostgres };

// Whether a column is one of some texts, which are one parameter, however many: the argument is
// ListOf(texts). A statement with a parameter for each would be another statement for each number
// of them, and slow to prepare. As a condition that an index can answer: PostgreSQL may go through
// all rows for each text of a subquery in IN, as long as it has no statistics of a growing table.
std::string IsAmong(Engine engine, absl::string_view column, absl::string_view parameter);
Value ListOf(const std::vector<std::string>& texts);

// One connection, used by one thread at a time. Statements take parameters $1..$n, of which each
// may stand more than once. A broken key is ALREADY_EXISTS, a broken reference or check
// FAILED_PRECONDITION, a lost race ABORTED, a lost connection UNAVAILABLE, and
// DEADLINE_EXCEEDED what takes longer than the caller waits (status/deadline.h). PostgreSQL is
// asked by unnamed statements alone, so that pgbouncer may hand its connections on after each
// transaction.
class Connection {
 public:
  // `target` as the engine takes it: a path with options, or a libpq conninfo.
  static absl::StatusOr<std::unique_ptr<Connection>> Open(Engine engine, const std::string& target);
  ~Connection();

  Engine engine() const { return engine_; }

  // A statement failed because the connection to a server broke; it is of no use any more.
  bool lost() const { return lost_; }

  // Calls `row` for each row, until it fails.
  absl::Status ForEach(absl::string_view statement, const std::vector<Value>& arguments,
                       absl::FunctionRef<absl::Status(const Row&)> row);
  absl::StatusOr<std::vector<Row>> Query(absl::string_view statement,
                                         const std::vector<Value>& arguments);
  // How many rows were touched.
  absl::StatusOr<std::int64_t> Execute(absl::string_view statement,
                                       const std::vector<Value>& arguments = {});
  // Prepares once, runs for each row; all rows have the same number of values.
  absl::Status ExecuteMany(absl::string_view statement, const std::vector<Row>& rows);
  // Several statements without parameters or results, in one round trip.
  absl::Status Run(const std::string& statements);
  // The same, separated by semicolons at the end of a line, one by one.
  absl::Status ExecuteScript(absl::string_view script);

 private:
  Connection(Engine engine, std::unique_ptr<soci::session> session);
  absl::Status Guarded(absl::FunctionRef<absl::Status()> work);
  absl::Status FromException(const std::exception& error);
  absl::Status Judged(const absl::Status& status);

  const Engine engine_;
  const std::unique_ptr<soci::session> session_;
  bool lost_ = false;
};

}  // namespace ett::sql
