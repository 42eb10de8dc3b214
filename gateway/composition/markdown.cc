#include "gateway/composition/markdown.h"

#include <md4c-html.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "status/macros.h"

namespace ett::composition {
namespace {

constexpr char kStyle[] =
    "body{font:1rem/1.6 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;"
    "color:#1e2b3c;background:#fff}"
    "table{border-collapse:collapse;margin:1rem 0;display:block;overflow-x:auto}"
    "th,td{padding:.3rem .8rem;border-bottom:1px solid #ccd3da;text-align:right}"
    "th:first-child,td:first-child{text-align:left}"
    "blockquote{margin:1rem 0;padding:.5rem 1rem;border-left:.3rem solid #a15c00;"
    "background:#fff4e0}";

void Append(const MD_CHAR* text, MD_SIZE size, void* html) {
  static_cast<std::string*>(html)->append(text, size);
}

std::string EscapeHtml(absl::string_view text) {
  return absl::StrReplaceAll(text,
                             {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}});
}

}  // namespace

std::string EscapeMarkdown(absl::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '\n' || c == '\r') {
      escaped.push_back(' ');
      continue;
    }
    if (absl::string_view("\\`*_{}[]<>#|&~$").find(c) != absl::string_view::npos) {
      escaped.push_back('\\');
    }
    escaped.push_back(c);
  }
  return escaped;
}

std::string TableRow(const std::vector<std::string>& cells) {
  return absl::StrCat("| ", absl::StrJoin(cells, " | "), " |\n");
}

std::string TableRule(std::size_t columns) {
  std::string rule = "|---|";
  for (std::size_t column = 1; column < columns; ++column) absl::StrAppend(&rule, "---:|");
  return rule + "\n";
}

absl::StatusOr<std::string> HtmlOf(absl::string_view markdown) {
  std::string html;
  const int failed = md_html(markdown.data(), static_cast<MD_SIZE>(markdown.size()), Append, &html,
                             MD_FLAG_TABLES | MD_FLAG_NOHTMLBLOCKS | MD_FLAG_NOHTMLSPANS,
                             MD_HTML_FLAG_SKIP_UTF8_BOM);
  if (failed != 0) return absl::InternalError("the report's Markdown could not be parsed");
  return html;
}

absl::StatusOr<std::string> HtmlPage(absl::string_view markdown, absl::string_view title,
                                     absl::string_view language_tag) {
  ASSIGN_OR_RETURN(const std::string body, HtmlOf(markdown));
  return absl::StrCat("<!DOCTYPE html>\n<html lang=\"", language_tag,
                      "\">\n<head>\n<meta charset=\"utf-8\">\n"
                      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                      "<title>",
                      EscapeHtml(title), "</title>\n<style>", kStyle,
                      "</style>\n</head>\n<body>\n<main>\n", body, "</main>\n</body>\n</html>\n");
}

}  // namespace ett::composition
