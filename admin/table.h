#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "sql/database.h"

namespace ett::admin {

// A table of a service's database, and what is in it.
struct Table {
  std::string name;
  std::vector<std::string> columns;
};

// All tables but those that say which migrations were applied, by name.
absl::StatusOr<std::vector<Table>> TablesOf(sql::Session& session);

// Calls `row` for each row, in no order, without ever having all of them in memory. Within a
// transaction.
absl::Status ForEachRow(sql::Session& session, const Table& table,
                        absl::FunctionRef<absl::Status(const sql::Row&)> row);

// What a table holds, whatever the order of its rows: their number, and the sum of their SHA-256 as
// numbers of 256 bits. Each row counts as the text that a file has of it.
class Checksum {
 public:
  void Add(const std::string& row_text);

  std::int64_t rows() const { return rows_; }
  // 64 hexadecimal digits.
  std::string Hex() const;

  friend bool operator==(const Checksum&, const Checksum&) = default;

 private:
  std::int64_t rows_ = 0;
  std::uint64_t sum_[4] = {};  // the lowest first
};

// A row as one line of JSON, `[1,2.5,"text",null]`, and back. Integers have no point, other numbers
// have one, each with as many digits as it takes to read the same number. INVALID_ARGUMENT for what
// is no such line, and for infinite numbers.
absl::StatusOr<std::string> PrintRow(const sql::Row& row);
absl::StatusOr<sql::Row> ParseRow(const std::string& line);

// Of a table as it is now.
absl::StatusOr<Checksum> ChecksumOf(sql::Session& session, const Table& table);

}  // namespace ett::admin
