#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "records/archive.h"
#include "records/cell_style.h"
#include "records/xml_reader.h"

// Workbooks of Office Open XML (ECMA-376): their parts, but for the cells.
namespace ett::records {

struct Sheet {
  std::string name;
  std::string part;  // of the archive
  bool is_hidden = false;
};

// Texts that cells share, kept in one piece.
class SharedTexts {
 public:
  static constexpr std::size_t kMostBytes = 64 << 20;
  static constexpr std::size_t kMostTexts = 4'000'000;

  // False when there is no room for it.
  bool Add(absl::string_view text);
  // Empty where there is none.
  absl::string_view Get(std::size_t number) const;

 private:
  std::string texts_;
  std::vector<std::uint32_t> ends_;
};

struct Workbook {
  std::vector<Sheet> sheets;
  bool from_1904 = false;
  SharedTexts texts;
  std::vector<CellStyle> styles;  // by the number that cells have
};

absl::StatusOr<Workbook> ReadWorkbook(Archive& archive);

// Whether any cell of the sheet has a value.
absl::StatusOr<bool> HasCells(Archive& archive, const Sheet& sheet);

// Reads a part of the archive to its end.
absl::Status ReadPart(Archive& archive, const std::string& part, XmlEvents& events);

}  // namespace ett::records
