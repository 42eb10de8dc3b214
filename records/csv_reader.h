#pragma once

#include <csv.h>

#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace ett::records {

// A row of a CSV file, in the file's own encoding.
struct CsvRow {
  std::int64_t line = 0;  // where it begins, from 1
  std::vector<std::string> fields;
  // BROKEN_QUOTES or TOO_LONG for a line that cannot be taken apart: it is the only field. Empty
  // otherwise.
  std::string problem;
};

// Takes CSV in pieces that end anywhere and gives its rows: RFC 4180 with any delimiter, lines that
// end in LF, CR LF or CR, quoted fields with line ends in them. Empty lines are no rows. A quote
// that is out of place costs its line only: what follows is read anew.
class CsvReader {
 public:
  // A line, or a row of several lines, is at most this long, in bytes.
  static constexpr std::size_t kLongest = 64 << 10;

  // `row` is called for each row; the first error that it returns ends the reading.
  CsvReader(char delimiter, std::function<absl::Status(CsvRow)> row);
  ~CsvReader();
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;

  absl::Status Feed(absl::string_view bytes);
  // The last line may lack its end.
  absl::Status Finish();

 private:
  struct Line {
    std::int64_t number;
    std::string text;  // with its end; empty for one that is too long
  };

  void Reset();
  absl::Status EndLine();
  absl::Status Read(std::deque<Line> lines);
  bool Parse(const std::string& text);
  absl::Status GiveUpFirst(std::deque<Line>& lines);
  absl::Status EmitRow();
  static void OnField(void* text, std::size_t size, void* self);
  static void OnRow(int end, void* self);

  const char delimiter_;
  const std::function<absl::Status(CsvRow)> row_;
  csv_parser parser_;
  std::int64_t lines_ = 0;     // that have ended
  bool after_return_ = false;  // the line before ended in CR
  std::string line_;           // the line that is arriving
  bool overlong_ = false;      // what arrives of it is dropped
  std::deque<Line> open_;      // lines of a row that is not complete
  std::size_t open_bytes_ = 0;
  std::vector<std::string> fields_;  // of that row
  bool complete_ = false;
};

}  // namespace ett::records
