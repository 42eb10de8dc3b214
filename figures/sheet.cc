#include "figures/sheet.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/time/time.h"

namespace ett::figures {
namespace {

using Json = nlohmann::ordered_json;

// The shortest text that is read as the same number again.
std::string PrintShortest(double number) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
  return {text.data(), static_cast<std::size_t>(end - text.data())};
}

// For machines: decimal point, ISO dates, all digits.
std::string PrintPlain(const SheetCell& cell, const SheetColumn&) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  if (const auto* number = std::get_if<double>(&cell)) return PrintShortest(*number);
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) return absl::StrCat(*whole);
  if (const auto* day = std::get_if<absl::CivilDay>(&cell)) return absl::FormatCivilTime(*day);
  return "";
}

bool IsNumber(const SheetCell& cell) {
  return std::holds_alternative<double>(cell) || std::holds_alternative<std::int64_t>(cell);
}

// For people.
std::string PrintNicely(const SheetCell& cell, const SheetColumn& column, Language language) {
  if (const auto* number = std::get_if<double>(&cell)) {
    return Print(*number, column.decimals, language);
  }
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
    return Print(static_cast<double>(*whole), 0, language);
  }
  return PrintPlain(cell, column);
}

// Spreadsheets run what begins so.
std::string WithoutFormula(const SheetCell& cell, std::string text) {
  const bool runs = std::holds_alternative<std::string>(cell) && !text.empty() &&
                    absl::string_view("=+-@\t\r").find(text[0]) != absl::string_view::npos;
  return runs ? "'" + text : text;
}

std::string Quoted(const std::string& text, char separator) {
  const bool plain = text.find_first_of(std::string("\"\r\n") + separator) == std::string::npos;
  return plain ? text : absl::StrCat("\"", absl::StrReplaceAll(text, {{"\"", "\"\""}}), "\"");
}

struct CsvStyle {
  char separator;
  bool by_title;
  bool decimal_comma;
};

std::string WriteCsv(const Sheet& sheet, const CsvStyle& style) {
  const std::string separator(1, style.separator);
  std::vector<std::string> fields;
  for (const SheetColumn& each : sheet.columns) {
    fields.push_back(Quoted(style.by_title ? each.title : each.id, style.separator));
  }
  std::string csv = absl::StrCat(absl::StrJoin(fields, separator), "\r\n");
  for (const auto& row : sheet.rows) {
    fields.clear();
    for (std::size_t i = 0; i < row.size(); ++i) {
      std::string text = WithoutFormula(row[i], PrintPlain(row[i], sheet.columns[i]));
      if (style.decimal_comma && IsNumber(row[i])) text = absl::StrReplaceAll(text, {{".", ","}});
      fields.push_back(Quoted(text, style.separator));
    }
    absl::StrAppend(&csv, absl::StrJoin(fields, separator), "\r\n");
  }
  return csv;
}

std::string EscapedHtml(const std::string& text) {
  return absl::StrReplaceAll(
      text, {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}, {"'", "&#39;"}});
}

std::string EscapedMarkdown(const std::string& text) {
  return absl::StrReplaceAll(EscapedHtml(text), {{"|", "\\|"}, {"\n", " "}, {"\r", ""}});
}

// Columns that have a number in any row, and nothing else.
std::vector<std::size_t> NumberColumns(const Sheet& sheet) {
  std::vector<std::size_t> columns;
  for (std::size_t i = 1; i < sheet.columns.size(); ++i) {
    bool has_number = false;
    bool has_other = false;
    for (const auto& row : sheet.rows) {
      has_number = has_number || IsNumber(row[i]);
      has_other =
          has_other || (!IsNumber(row[i]) && !std::holds_alternative<std::monostate>(row[i]));
    }
    if (has_number && !has_other) columns.push_back(i);
  }
  return columns;
}

Json ToJson(const SheetCell& cell) {
  if (const auto* number = std::get_if<double>(&cell)) return *number;
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) return *whole;
  if (std::holds_alternative<std::monostate>(cell)) return nullptr;
  return PrintPlain(cell, {});
}

// A dimension's categories, in order.
Json Dimension(const std::string& label,
               const std::vector<std::pair<std::string, std::string>>& of) {
  Json index = Json::array();
  Json labels = Json::object();
  for (const auto& [id, text] : of) {
    index.push_back(id);
    labels[id] = text;
  }
  return {{"label", label}, {"category", {{"index", index}, {"label", labels}}}};
}

}  // namespace

std::string WriteCsv(const Sheet& sheet) { return WriteCsv(sheet, {',', false, false}); }

std::string WriteNorwegianCsv(const Sheet& sheet) {
  return "\xEF\xBB\xBF" + WriteCsv(sheet, {';', true, true});
}

std::string WriteJsonLines(const Sheet& sheet) {
  std::string lines;
  for (const auto& row : sheet.rows) {
    Json object = Json::object();
    for (std::size_t i = 0; i < row.size(); ++i) object[sheet.columns[i].id] = ToJson(row[i]);
    absl::StrAppend(&lines, object.dump(), "\n");
  }
  return lines;
}

std::string WriteJsonStat(const Sheet& sheet) {
  const std::vector<std::size_t> columns = NumberColumns(sheet);
  std::vector<std::pair<std::string, std::string>> rows;
  for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
    rows.emplace_back(absl::StrCat("row", i + 1), PrintPlain(sheet.rows[i][0], {}));
  }
  std::vector<std::pair<std::string, std::string>> measures;
  for (const std::size_t i : columns) {
    measures.emplace_back(sheet.columns[i].id, sheet.columns[i].title);
  }
  Json values = Json::array();
  Json statuses = Json::object();
  for (const auto& row : sheet.rows) {
    for (const std::size_t i : columns) {
      if (std::holds_alternative<std::monostate>(row[i])) {
        statuses[absl::StrCat(values.size())] = "..";
      }
      values.push_back(ToJson(row[i]));
    }
  }
  const std::string of_rows = sheet.columns[0].id;
  Json dataset = {
      {"version", "2.0"},
      {"class", "dataset"},
      {"label", sheet.title},
      {"id", {of_rows, "measure"}},
      {"size", {rows.size(), measures.size()}},
      {"role", {{"metric", {"measure"}}}},
      {"dimension",
       {{of_rows, Dimension(sheet.columns[0].title, rows)}, {"measure", Dimension("", measures)}}},
      {"value", values}};
  if (!statuses.empty()) dataset["status"] = statuses;
  if (!sheet.notes.empty()) dataset["note"] = sheet.notes;
  return dataset.dump() + "\n";
}

std::string WriteMarkdown(const Sheet& sheet, Language language) {
  std::string text = absl::StrCat("## ", EscapedMarkdown(sheet.title), "\n\n|");
  for (const SheetColumn& each : sheet.columns) {
    absl::StrAppend(&text, " ", EscapedMarkdown(each.title), " |");
  }
  absl::StrAppend(&text, "\n|");
  const std::vector<std::size_t> numbers = NumberColumns(sheet);
  for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
    absl::StrAppend(&text, std::count(numbers.begin(), numbers.end(), i) > 0 ? "---:|" : "---|");
  }
  absl::StrAppend(&text, "\n");
  for (const auto& row : sheet.rows) {
    absl::StrAppend(&text, "|");
    for (std::size_t i = 0; i < row.size(); ++i) {
      absl::StrAppend(&text, " ", EscapedMarkdown(PrintNicely(row[i], sheet.columns[i], language)),
                      " |");
    }
    absl::StrAppend(&text, "\n");
  }
  for (const std::string& note : sheet.notes) {
    absl::StrAppend(&text, "\n", EscapedMarkdown(note), "\n");
  }
  return text;
}

std::string WriteHtml(const Sheet& sheet, Language language) {
  std::string html =
      absl::StrCat("<table lang=\"", language == Language::kNb ? "nb" : "en", "\">\n<caption>",
                   EscapedHtml(sheet.title), "</caption>\n<thead>\n<tr>");
  for (const SheetColumn& each : sheet.columns) {
    absl::StrAppend(&html, "<th scope=\"col\">", EscapedHtml(each.title), "</th>");
  }
  absl::StrAppend(&html, "</tr>\n</thead>\n<tbody>\n");
  for (const auto& row : sheet.rows) {
    absl::StrAppend(&html, "<tr>");
    for (std::size_t i = 0; i < row.size(); ++i) {
      const char* tag = i == 0 ? "th" : "td";
      absl::StrAppend(&html, "<", tag, i == 0 ? " scope=\"row\">" : ">",
                      EscapedHtml(PrintNicely(row[i], sheet.columns[i], language)), "</", tag, ">");
    }
    absl::StrAppend(&html, "</tr>\n");
  }
  absl::StrAppend(&html, "</tbody>\n</table>\n");
  for (const std::string& note : sheet.notes) {
    absl::StrAppend(&html, "<p>", EscapedHtml(note), "</p>\n");
  }
  return html;
}

}  // namespace ett::figures
