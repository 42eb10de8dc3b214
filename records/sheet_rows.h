#pragma once

#include <string>
#include <vector>

#include "records/row_reader.h"
#include "records/workbook.h"

namespace ett::records {

// The rows of one sheet, with the values of their cells as text, without empty cells at their ends.
// Rows without values are none.
class SheetRows final : public XmlEvents {
 public:
  static constexpr std::size_t kMostColumns = 1024;

  SheetRows(const Workbook& workbook, CellText text, OnRow row)
      : workbook_(workbook), text_(text), row_(std::move(row)) {}

  absl::Status OnOpen(absl::string_view name, const XmlAttributes& attributes) override;
  absl::Status OnClose(absl::string_view name, absl::string_view text) override;

 private:
  void OpenRow(absl::string_view number);
  absl::Status OpenCell(const XmlAttributes& attributes);
  void CloseCell();
  absl::Status CloseRow();
  std::string ValueOf(absl::string_view value) const;

  const Workbook& workbook_;
  const CellText text_;
  const OnRow row_;
  std::int64_t line_ = 0;
  std::vector<std::string> cells_;
  std::size_t bytes_ = 0;   // of the cells
  std::size_t column_ = 0;  // of the open cell
  std::size_t next_column_ = 0;
  std::string type_;
  std::size_t style_ = 0;
  std::string value_;
  bool is_phonetic_ = false;
};

}  // namespace ett::records
