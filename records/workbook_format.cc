#include "records/workbook_format.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "records/csv_reading.h"
#include "records/sheet_rows.h"
#include "status/macros.h"

namespace ett::records {
namespace {

using imports::v1::CsvMapping;
using imports::v1::FileReading;

constexpr std::size_t kMostBytes = 64 << 20;
constexpr std::int64_t kMostUnpacked = std::int64_t{1} << 30;  // bytes
constexpr std::size_t kPiece = 16 << 10;
constexpr std::size_t kHeaderWithin = 100;  // rows

std::string NamesOf(const std::vector<const Sheet*>& sheets) {
  return absl::StrJoin(sheets, ", ", [](std::string* out, const Sheet* sheet) {
    absl::StrAppend(out, "'", sheet->name, "'");
  });
}

std::size_t Filled(const CsvRow& row) {
  return static_cast<std::size_t>(
      std::count_if(row.fields.begin(), row.fields.end(),
                    [](const std::string& field) { return !field.empty(); }));
}

bool HasAll(const CsvRow& row, const std::vector<std::string>& names) {
  return std::all_of(names.begin(), names.end(), [&row](const std::string& name) {
    return std::any_of(row.fields.begin(), row.fields.end(), [&name](const std::string& field) {
      return absl::StripAsciiWhitespace(field) == name;
    });
  });
}

class WorkbookReader final : public RowReader {
 public:
  WorkbookReader(const CsvMapping& mapping, OnRow row) : mapping_(mapping), row_(std::move(row)) {}

  absl::Status Feed(absl::string_view bytes) override;
  absl::StatusOr<bool> Finish() override;
  void Describe(FileReading& reading) const override;
  absl::string_view place() const override { return "row"; }

 private:
  absl::Status Open();
  absl::StatusOr<const Sheet*> Choose();
  absl::StatusOr<const Sheet*> Detect();
  absl::Status Take(CsvRow row);
  absl::Status FindHeader();
  bool IsHeader(const CsvRow& row, std::size_t most) const;
  absl::Status Emit(CsvRow row);

  CsvMapping mapping_;  // as asked, then with what was found
  const OnRow row_;
  FileReading found_;
  std::string bytes_;
  std::unique_ptr<Archive> archive_;
  Workbook workbook_;
  std::optional<Archive::Part> part_;
  std::optional<SheetRows> rows_;
  std::optional<XmlReader> xml_;
  std::vector<CsvRow> first_rows_;  // until the header is found
  bool has_header_ = false;
  std::size_t width_ = 0;  // of the header
};

absl::Status WorkbookReader::Feed(absl::string_view bytes) {
  absl::StrAppend(&bytes_, bytes);
  if (bytes_.size() <= kMostBytes) return absl::OkStatus();
  return status::InvalidField("chunk", absl::StrCat("a workbook of at most ", kMostBytes, " bytes"),
                              "more", "TOO_LARGE");
}

absl::StatusOr<bool> WorkbookReader::Finish() {
  if (archive_ == nullptr) {
    RETURN_IF_ERROR(Open());
    return xml_.has_value();
  }
  ASSIGN_OR_RETURN(const std::string piece, part_->Read(kPiece));
  if (!piece.empty()) {
    RETURN_IF_ERROR(xml_->Feed(piece));
    return true;
  }
  RETURN_IF_ERROR(xml_->Finish());
  if (!has_header_) RETURN_IF_ERROR(FindHeader());
  return false;
}

absl::Status WorkbookReader::Open() {
  ASSIGN_OR_RETURN(archive_, Archive::Open(std::move(bytes_), kMostUnpacked));
  ASSIGN_OR_RETURN(workbook_, ReadWorkbook(*archive_));
  ASSIGN_OR_RETURN(const Sheet* sheet, Choose());
  if (sheet == nullptr) return absl::OkStatus();
  ASSIGN_OR_RETURN(part_, archive_->Find(sheet->part));
  const CellText text{mapping_.decimal_mark(), mapping_.date_format(), workbook_.from_1904};
  rows_.emplace(workbook_, text, [this](CsvRow row) { return Take(std::move(row)); });
  xml_.emplace(sheet->part, *rows_);
  return absl::OkStatus();
}

// Null where there is a doubt.
absl::StatusOr<const Sheet*> WorkbookReader::Choose() {
  if (mapping_.sheet().empty()) return Detect();
  std::vector<const Sheet*> all;
  for (const Sheet& sheet : workbook_.sheets) {
    if (sheet.name == mapping_.sheet()) return &sheet;
    all.push_back(&sheet);
  }
  AddDoubt(found_, status::Refusal("mapping.sheet", "UNKNOWN_SHEET",
                                   absl::StrCat("one of ", NamesOf(all)), mapping_.sheet()));
  return nullptr;
}

absl::StatusOr<const Sheet*> WorkbookReader::Detect() {
  std::vector<const Sheet*> filled;
  for (const Sheet& sheet : workbook_.sheets) {
    if (sheet.is_hidden || !archive_->Has(sheet.part)) continue;
    ASSIGN_OR_RETURN(const bool has_cells, HasCells(*archive_, sheet));
    if (has_cells) filled.push_back(&sheet);
  }
  if (filled.size() == 1) {
    mapping_.set_sheet(filled[0]->name);
    found_.add_detected("sheet");
    return filled[0];
  }
  const bool none = filled.empty();
  AddDoubt(found_, status::Refusal("mapping.sheet", none ? "REQUIRED" : "AMBIGUOUS",
                                   "the name of the sheet that is to be read",
                                   none ? "none that has cells and is not hidden"
                                        : absl::StrCat("several: ", NamesOf(filled))));
  return nullptr;
}

absl::Status WorkbookReader::Take(CsvRow row) {
  if (has_header_) return Emit(std::move(row));
  first_rows_.push_back(std::move(row));
  return first_rows_.size() < kHeaderWithin ? absl::OkStatus() : FindHeader();
}

bool WorkbookReader::IsHeader(const CsvRow& row, std::size_t most) const {
  if (mapping_.header_row() > 0) return row.line == mapping_.header_row();
  const std::vector<std::string> named = NamedColumns(mapping_);
  return named.empty() ? Filled(row) == most : HasAll(row, named);
}

absl::Status WorkbookReader::FindHeader() {
  has_header_ = true;
  std::size_t most = 0;
  for (const CsvRow& row : first_rows_) most = std::max(most, Filled(row));
  auto row = std::find_if(first_rows_.begin(), first_rows_.end(),
                          [&](const CsvRow& each) { return IsHeader(each, most); });
  if (mapping_.header_row() == 0 && row == first_rows_.end()) row = first_rows_.begin();
  if (row == first_rows_.end()) return absl::OkStatus();
  if (mapping_.header_row() == 0) {
    mapping_.set_header_row(static_cast<std::int32_t>(row->line));
    found_.add_detected("header_row");
  }
  width_ = row->fields.size();
  for (; row != first_rows_.end(); ++row) RETURN_IF_ERROR(Emit(std::move(*row)));
  first_rows_ = {};
  return absl::OkStatus();
}

// As wide as the header, unless cells are filled beyond it.
absl::Status WorkbookReader::Emit(CsvRow row) {
  if (width_ == 0) return absl::OkStatus();  // no header
  if (!row.problem.empty()) return row_(std::move(row));
  if (row.fields.size() > width_) {
    row.fields[width_] = absl::StrJoin(row.fields.begin() + static_cast<std::ptrdiff_t>(width_),
                                       row.fields.end(), " ");
  }
  row.fields.resize(row.fields.size() > width_ ? width_ + 1 : width_);
  return row_(std::move(row));
}

void WorkbookReader::Describe(FileReading& reading) const {
  reading.mutable_mapping()->set_sheet(mapping_.sheet());
  reading.mutable_mapping()->set_header_row(mapping_.header_row());
  reading.mutable_detected()->MergeFrom(found_.detected());
  reading.mutable_doubts()->MergeFrom(found_.doubts());
}

}  // namespace

FileFormat WorkbookFormat() {
  return {"xlsx", [](absl::string_view head) { return absl::StartsWith(head, "PK\3\4"); },
          [](const CsvMapping& mapping, OnRow row) -> std::unique_ptr<RowReader> {
            return std::make_unique<WorkbookReader>(mapping, std::move(row));
          }};
}

}  // namespace ett::records
