#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "records/row_reader.h"
#include "records/row_sink.h"

// What files a domain takes in.
namespace ett::records {

// A collection whose rows are not records, but are taken in by a sink of the domain's own. `kind`
// says what a row is.
struct RowCollection {
  const Kind* kind;
  std::function<std::unique_ptr<RowSink>(ImportOptions)> make;
};

// A way to write rows as bytes.
struct FileFormat {
  std::string name;
  // Whether a file that begins so has it.
  std::function<bool(absl::string_view head)> recognises;
  std::function<std::unique_ptr<RowReader>(const imports::v1::CsvMapping&, OnRow)> make;
  // The only collection whose rows it has; empty: any.
  std::string collection = {};
  // What a column is read into where nothing else is said.
  struct Column {
    std::string name;
    std::string field;
  };
  std::vector<Column> columns = {};
};

struct FileTypes {
  std::vector<const Kind*> kinds;               // whose rows are records
  std::vector<RowCollection> collections = {};  // others
  std::vector<FileFormat> formats = {};         // besides CSV and workbooks
};

inline constexpr char kCsv[] = "csv";

// The format that is asked for or, where none is, that the beginning of the file shows; null for
// CSV. INVALID_ARGUMENT where it is not known, or has no rows of this collection.
absl::StatusOr<const FileFormat*> ChooseFormat(const std::vector<FileFormat>& formats,
                                               const imports::v1::ImportFileRequest& asked,
                                               absl::string_view head);

}  // namespace ett::records
