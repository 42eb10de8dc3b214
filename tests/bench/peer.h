#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "records/kind.h"
#include "sql/value.h"

namespace ett::bench {

// What the service is compared with: nothing but a prepared INSERT into the same tables with the
// same indexes, in a SQLite file with the same settings, a thousand rows a transaction.
class Peer {
 public:
  // `path` does not exist yet.
  static absl::StatusOr<std::unique_ptr<Peer>> Create(const std::string& path);

  // The columns of a record, ready to be bound.
  static absl::StatusOr<sql::Row> RowOf(const records::Kind& kind, const records::Message& record);
  // How long the inserts and their commits took.
  absl::StatusOr<absl::Duration> Insert(const records::Kind& kind,
                                        const std::vector<sql::Row>& rows);

 private:
  struct Close {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  using Database = std::unique_ptr<sqlite3, Close>;

  explicit Peer(Database database) : database_(std::move(database)) {}
  absl::Status Execute(const std::string& statements);
  absl::Status InsertOne(sqlite3_stmt& insert, const sql::Row& row);
  absl::Status Check(int code);

  const Database database_;
};

}  // namespace ett::bench
