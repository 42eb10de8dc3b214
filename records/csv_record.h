#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "records/charset.h"
#include "records/csv_cell.h"
#include "records/csv_reader.h"

namespace ett::records {

// Makes records of the rows of one file.
class CsvRecords {
 public:
  // `mapping` has no doubts for this header, which is as it stands in the file. `kind` must outlive
  // this.
  CsvRecords(const Kind& kind, const std::string& municipality,
             const imports::v1::CsvMapping& mapping, const CsvRow& header);

  // INVALID_ARGUMENT, with the field, for a row that makes no record: BROKEN_QUOTES, TOO_LONG,
  // TOO_FEW_FIELDS, TOO_MANY_FIELDS, INVALID_BYTES, UNKNOWN_CODE, MALFORMED …
  absl::StatusOr<std::unique_ptr<Message>> Read(const CsvRow& row);

 private:
  // A field and what is read into it.
  struct Target {
    FieldPath path;
    std::size_t column = 0;
    std::map<std::string, std::string> codes;
    std::optional<std::string> constant;
  };

  std::size_t IndexOf(const std::string& column) const;
  absl::Status CheckShape(const CsvRow& row) const;
  absl::StatusOr<absl::string_view> TextOf(const Target& target,
                                           const std::vector<std::string>& cells) const;
  // A cell as a part of an id. That of a time is in UTC, so that a moment has one id however it is
  // written.
  absl::StatusOr<std::string> IdPartOf(std::size_t column, const std::string& cell) const;
  absl::StatusOr<std::string> NameOf(const std::vector<std::string>& cells) const;

  const CsvStyle style_;
  Charset charset_;
  const Message* prototype_;
  std::vector<std::string> header_;
  std::vector<Target> targets_;
  std::vector<std::size_t> id_columns_;
  std::string id_separator_;
};

}  // namespace ett::records
