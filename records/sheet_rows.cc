#include "records/sheet_rows.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::records {
namespace {

constexpr std::int64_t kMostRows = 1'048'576;  // of any spreadsheet

// Of a reference such as `BC17`, from 0; `otherwise` where there is none.
std::size_t ColumnOf(absl::string_view reference, std::size_t otherwise) {
  std::size_t column = 0;
  for (const char c : reference) {
    if (!absl::ascii_isalpha(static_cast<unsigned char>(c)) || column > (1 << 20)) break;
    column = column * 26 +
             static_cast<std::size_t>(absl::ascii_toupper(static_cast<unsigned char>(c)) - 'A') + 1;
  }
  return column == 0 ? otherwise : column - 1;
}

template <class Number>
Number NumberOf(absl::string_view text, Number otherwise) {
  Number number = 0;
  return absl::SimpleAtoi(text, &number) ? number : otherwise;
}

}  // namespace

absl::Status SheetRows::OnOpen(absl::string_view name, const XmlAttributes& attributes) {
  if (name == "c") return OpenCell(attributes);
  if (name == "row") OpenRow(attributes.Get("r"));
  if (name == "rPh") is_phonetic_ = true;
  return absl::OkStatus();
}

absl::Status SheetRows::OnClose(absl::string_view name, absl::string_view text) {
  if (name == "v") value_ = std::string(text);
  if (name == "t" && !is_phonetic_ && value_.size() <= RowReader::kLongest) {
    absl::StrAppend(&value_, text);
  }
  if (name == "rPh") is_phonetic_ = false;
  if (name == "c") CloseCell();
  return name == "row" ? CloseRow() : absl::OkStatus();
}

void SheetRows::OpenRow(absl::string_view number) {
  line_ = std::clamp(NumberOf(number, line_ + 1), std::int64_t{1}, kMostRows);
  cells_.clear();
  bytes_ = 0;
  next_column_ = 0;
}

absl::Status SheetRows::OpenCell(const XmlAttributes& attributes) {
  column_ = ColumnOf(attributes.Get("r"), next_column_);
  next_column_ = column_ + 1;
  type_ = std::string(attributes.Get("t"));
  style_ = NumberOf<std::uint32_t>(attributes.Get("s"), 0);
  value_.clear();
  return absl::OkStatus();
}

std::string SheetRows::ValueOf(absl::string_view value) const {
  if (value.empty()) return "";
  if (type_ == "s") return std::string(workbook_.texts.Get(NumberOf<std::uint32_t>(value, ~0U)));
  if (type_ == "b") return value == "1" ? "true" : "false";
  if (!type_.empty() && type_ != "n") return std::string(value);
  const CellStyle style = style_ < workbook_.styles.size() ? workbook_.styles[style_] : CellStyle();
  if (style.has_date || style.has_time) return text_.OfMoment(value, style);
  return text_.OfNumber(value);
}

void SheetRows::CloseCell() {
  std::string value = ValueOf(value_);
  if (value.empty() || bytes_ > RowReader::kLongest) return;
  bytes_ += value.size();
  // What is far to the right is seen, but not where it stands.
  const std::size_t column = std::min(column_, kMostColumns);
  if (cells_.size() <= column) cells_.resize(column + 1);
  cells_[column] = std::move(value);
}

absl::Status SheetRows::CloseRow() {
  if (cells_.empty()) return absl::OkStatus();
  if (bytes_ > RowReader::kLongest) return row_({line_, {""}, "TOO_LONG"});
  CsvRow row{line_, std::move(cells_), ""};
  cells_.clear();
  return row_(std::move(row));
}

}  // namespace ett::records
