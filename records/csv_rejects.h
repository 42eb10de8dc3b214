#pragma once

#include <set>
#include <string>

#include "records/charset.h"
#include "records/csv_reader.h"
#include "records/kind.h"

namespace ett::records {

// Writes refused rows as CSV of the same encoding, delimiter and columns as the file they came
// from, with why they were refused in three columns more: `_field`, `_reason`, `_message`. Those
// columns of the file itself, which may be such a file that was corrected, are left out.
class CsvRejects {
 public:
  // `header` as it stands in the file. With `mark`, UTF-8 begins with a byte order mark.
  CsvRejects(const Kind& kind, const imports::v1::CsvMapping& mapping, const CsvRow& header,
             bool mark);

  void Add(const CsvRow& row, const status::FieldError& error);
  // What was written since this was called last.
  std::string Take();

 private:
  void Write(const std::string& field, bool last);
  void WriteHeader();
  std::string Shown(const std::string& field) const;

  const Kind& kind_;
  const char delimiter_;
  const bool mark_;
  Charset charset_;
  const std::vector<std::string> header_;
  std::set<std::size_t> left_out_;  // columns
  bool begun_ = false;
  std::string written_;
};

}  // namespace ett::records
