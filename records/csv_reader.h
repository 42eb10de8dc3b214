#pragma once

#include <csv.h>

#include <deque>
#include <string>
#include <vector>

#include "records/row_reader.h"

namespace ett::records {

// Takes CSV in pieces that end anywhere and gives its rows: RFC 4180 with any delimiter, lines that
// end in LF, CR LF or CR, quoted fields with line ends in them. Empty lines are no rows. A quote
// that is out of place costs its line only: what follows is read anew.
class CsvReader final : public RowReader {
 public:
  CsvReader(char delimiter, OnRow row);
  ~CsvReader() override;
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;

  absl::Status Feed(absl::string_view bytes) override;
  // The last line may lack its end.
  absl::StatusOr<bool> Finish() override;

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
  static void OnEnd(int end, void* self);

  const char delimiter_;
  const OnRow row_;
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
