#include "figures/workbook_sheet.h"

#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <map>

#include "absl/strings/str_cat.h"

namespace ett::figures {
namespace {

// A file in memory that has a path: the library of this age writes to paths alone, and there may be
// no disk to write to.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(memfd_create("workbook", MFD_CLOEXEC)) {}
  ~MemoryFile() {
    if (ok()) close(descriptor_);
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  bool ok() const { return descriptor_ >= 0; }
  std::string path() const { return absl::StrCat("/proc/self/fd/", descriptor_); }

  absl::StatusOr<std::string> Read() const {
    std::string bytes(static_cast<std::size_t>(lseek(descriptor_, 0, SEEK_END)), '\0');
    std::size_t read = 0;
    while (read < bytes.size()) {
      const ssize_t more =
          pread(descriptor_, bytes.data() + read, bytes.size() - read, static_cast<off_t>(read));
      if (more <= 0) return absl::InternalError("the workbook cannot be read back");
      read += static_cast<std::size_t>(more);
    }
    return bytes;
  }

 private:
  const int descriptor_;
};

// The formats of a workbook's cells.
class Formats {
 public:
  explicit Formats(lxw_workbook* workbook) : workbook_(workbook) {
    title_ = workbook_add_format(workbook);
    format_set_bold(title_);
    day_ = workbook_add_format(workbook);
    format_set_num_format(day_, "yyyy-mm-dd");
  }

  lxw_format* title() const { return title_; }
  lxw_format* day() const { return day_; }
  lxw_format* Number(int decimals) {
    lxw_format*& format = numbers_[decimals];
    if (format == nullptr) {
      format = workbook_add_format(workbook_);
      const std::string code =
          decimals == 0 ? "#,##0" : absl::StrCat("#,##0.", std::string(decimals, '0'));
      format_set_num_format(format, code.c_str());
    }
    return format;
  }

 private:
  lxw_workbook* const workbook_;
  lxw_format* title_;
  lxw_format* day_;
  std::map<int, lxw_format*> numbers_;
};

struct Place {
  lxw_row_t row;
  lxw_col_t column;
};

void WriteCell(lxw_worksheet* worksheet, Place at, const SheetCell& cell, int decimals,
               Formats& formats) {
  if (const auto* text = std::get_if<std::string>(&cell)) {
    worksheet_write_string(worksheet, at.row, at.column, text->c_str(), nullptr);
  } else if (const auto* number = std::get_if<double>(&cell)) {
    worksheet_write_number(worksheet, at.row, at.column, *number, formats.Number(decimals));
  } else if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
    worksheet_write_number(worksheet, at.row, at.column, static_cast<double>(*whole),
                           formats.Number(0));
  } else if (const auto* day = std::get_if<absl::CivilDay>(&cell)) {
    lxw_datetime date = {static_cast<int>(day->year()), day->month(), day->day(), 0, 0, 0};
    worksheet_write_datetime(worksheet, at.row, at.column, &date, formats.day());
  }
}

void WriteRows(lxw_worksheet* worksheet, const Sheet& sheet, Formats& formats) {
  for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
    worksheet_write_string(worksheet, 0, static_cast<lxw_col_t>(i), sheet.columns[i].title.c_str(),
                           formats.title());
  }
  worksheet_freeze_panes(worksheet, 1, 1);
  lxw_row_t row = 1;
  for (const auto& cells : sheet.rows) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      WriteCell(worksheet, {row, static_cast<lxw_col_t>(i)}, cells[i], sheet.columns[i].decimals,
                formats);
    }
    ++row;
  }
  for (const std::string& note : sheet.notes) {
    worksheet_write_string(worksheet, ++row, 0, note.c_str(), nullptr);
  }
}

}  // namespace

absl::StatusOr<std::string> WriteWorkbook(const Sheet& sheet) {
  const MemoryFile file;
  if (!file.ok()) return absl::InternalError("no memory for a workbook");
  lxw_workbook* workbook = workbook_new(file.path().c_str());
  if (workbook == nullptr) return absl::InternalError("no workbook could be begun");
  Formats formats(workbook);
  WriteRows(workbook_add_worksheet(workbook, nullptr), sheet, formats);
  const lxw_error error = workbook_close(workbook);
  if (error != LXW_NO_ERROR) {
    return absl::InternalError(absl::StrCat("the workbook: ", lxw_strerror(error)));
  }
  return file.Read();
}

}  // namespace ett::figures
