#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "ett/imports/v1/file.pb.h"

namespace ett::records {

// A row of a file. That of a CSV file is in the file's own encoding, all others in UTF-8.
struct CsvRow {
  std::int64_t line = 0;  // where it begins, from 1
  std::vector<std::string> fields;
  // BROKEN_QUOTES or TOO_LONG for a line that cannot be taken apart: it is the only field. Empty
  // otherwise.
  std::string problem;
};

// Called for each row; the first error that it returns ends the reading.
using OnRow = std::function<absl::Status(CsvRow)>;

// Takes a file in pieces that end anywhere and gives its rows, of which the first are the names of
// the columns. Works as the bytes come, or keeps them until Finish.
class RowReader {
 public:
  // A row is at most this long, in bytes.
  static constexpr std::size_t kLongest = 64 << 10;

  virtual ~RowReader() = default;

  virtual absl::Status Feed(absl::string_view bytes) = 0;
  // After the last bytes. True while there is more to do: it is to be called again.
  virtual absl::StatusOr<bool> Finish() = 0;

  // What the reader itself found out about the file, or doubts. Asked for once: when the first rows
  // have come.
  virtual void Describe(imports::v1::FileReading& /*reading*/) const {}
  // What the number of a row counts.
  virtual absl::string_view place() const { return "line"; }
};

}  // namespace ett::records
