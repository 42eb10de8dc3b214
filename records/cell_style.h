#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "ett/imports/v1/file.pb.h"

// What a number in a workbook's cell stands for.
namespace ett::records {

// The parts of a moment that a number format shows.
struct CellStyle {
  bool has_date = false;
  bool has_time = false;
};

// Of a format code such as `yyyy-mm-dd hh:mm`. Lengths of time, such as `[h]:mm`, are numbers.
CellStyle StyleOfCode(absl::string_view code);
// Of the formats that every workbook has, by their numbers in ECMA-376, 18.8.30.
CellStyle StyleOfBuiltin(int number);

// How numbers are written out.
struct CellText {
  imports::v1::DecimalMark decimal_mark = imports::v1::DECIMAL_MARK_POINT;
  imports::v1::DateFormat date_format = imports::v1::DATE_FORMAT_ISO;
  bool from_1904 = false;  // days are counted from 1904, not 1900

  // `1.0000000000001E-2` is `0.010000000000001`: the digits that a spreadsheet itself keeps, 15,
  // without a power of ten. What is larger or no number stays as it stands.
  std::string OfNumber(absl::string_view text) const;
  // Of days since the beginning, to the second; a number where there is no such day.
  std::string OfMoment(absl::string_view text, const CellStyle& style) const;
};

}  // namespace ett::records
