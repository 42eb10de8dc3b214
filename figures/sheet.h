#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "absl/time/civil_time.h"
#include "figures/round.h"

// A table of rows for people and programs, and the files that it can be written as.
namespace ett::figures {

struct SheetColumn {
  std::string id;     // of machine formats: `book_value_nok`, with its unit
  std::string title;  // of formats for people
  int decimals = 0;   // of numbers, in formats for people
};

// Nothing where it is not known.
using SheetCell = std::variant<std::monostate, std::string, double, std::int64_t, absl::CivilDay>;

struct Sheet {
  std::string title;
  std::vector<SheetColumn> columns;
  std::vector<std::vector<SheetCell>> rows;  // each as long as `columns`; the first cell names it
  std::vector<std::string> notes;            // said below: sources, what is synthetic
};

// RFC 4180, UTF-8, with ids as headings, decimal points, ISO dates, and no notes. A text that a
// spreadsheet would take for a formula gets an apostrophe before it.
std::string WriteCsv(const Sheet& sheet);
// As Norwegian spreadsheets open it: titles, semicolons, decimal commas, byte order mark.
std::string WriteNorwegianCsv(const Sheet& sheet);
// JSON-stat 2.0, a dataset: the first column is a dimension, the columns of numbers are categories
// of the other, and texts and dates are left out. What is not known is `null`, with status `..`.
std::string WriteJsonStat(const Sheet& sheet);
// An object a line, by ids.
std::string WriteJsonLines(const Sheet& sheet);
std::string WriteMarkdown(const Sheet& sheet, Language language);
// A table with a caption and headings with a scope, for a page of any style.
std::string WriteHtml(const Sheet& sheet, Language language);

}  // namespace ett::figures
