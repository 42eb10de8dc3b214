#pragma once

#include <string>
#include <vector>

#include "ett/imports/v1/file.pb.h"
#include "records/charset.h"
#include "records/file_types.h"
#include "records/kind.h"

// How a file is read: what its caller says, completed by what its beginning shows.
namespace ett::records {

// Rows that are looked at, with the names of the columns one more.
inline constexpr std::size_t kSampleRows = 1000;

// What is looked at of a CSV file: its first bytes, or all.
struct CsvHead {
  absl::string_view bytes;
  bool whole;
};

// The first rows, as text without blanks at its ends. Cells that are no text are empty.
struct CsvSample {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;  // each as long as the header
  int other_rows = 0;                          // rows that are not
};
CsvSample ReadSample(const CsvHead& head, char delimiter, imports::v1::Encoding encoding);

// Without the byte order mark of UTF-8.
absl::string_view WithoutMark(absl::string_view bytes);

// The reading of a CSV file, with whatever keeps the file from being read in `doubts`.
imports::v1::FileReading DetectReading(const Kind& kind, const imports::v1::CsvMapping& asked,
                                       const CsvHead& head);

// Completes the reading of a file that a format took apart, of which these are the first rows.
// `columns` are the format's own.
void CompleteReading(const Kind& kind, const std::vector<FileFormat::Column>& columns,
                     const std::vector<CsvRow>& rows, imports::v1::FileReading& reading);

// Completes and checks `reading.mapping` but for encoding and delimiter.
void MatchColumns(const Kind& kind, const CsvSample& sample, imports::v1::FileReading& reading);
void DetectMarks(const Kind& kind, const CsvSample& sample, imports::v1::FileReading& reading);

// Columns that the caller names.
std::vector<std::string> NamedColumns(const imports::v1::CsvMapping& mapping);

void AddDoubt(imports::v1::FileReading& reading, const status::FieldError& error);

}  // namespace ett::records
