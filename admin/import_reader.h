#pragma once

#include <cstdint>
#include <istream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "admin/table.h"

namespace ett::admin {

// The parts of a file that transfer.h describes, one after the other. INVALID_ARGUMENT with the
// line where it is something else.
class ImportReader {
 public:
  // `file` must outlive it.
  explicit ImportReader(std::istream& file) : file_(file) {}

  absl::StatusOr<nlohmann::ordered_json> Head();
  // The next table is this one.
  absl::Status BeginTable(const Table& table);
  // Appends the next row; false, and the end of the table is read, where there are no more.
  absl::StatusOr<bool> NextRow(std::vector<sql::Row>& rows);
  // The table's end says what was read. DATA_LOSS unless `kept`, what the database has, is the
  // same.
  absl::Status EndTable(const Checksum& kept);
  // Nothing follows but the number of tables.
  absl::Status End(std::size_t tables);

 private:
  absl::StatusOr<std::string> NextLine();
  absl::StatusOr<nlohmann::ordered_json> NextObject();
  absl::Status Wanted(const std::string& wanted) const;

  std::istream& file_;
  std::int64_t line_ = 0;
  std::string text_;  // of the line
  Table table_;
};

}  // namespace ett::admin
