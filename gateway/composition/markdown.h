#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace ett::composition {

// `text` so that CommonMark and pipe tables show it as it is: names of records may hold anything.
std::string EscapeMarkdown(absl::string_view text);

// A row of a pipe table; the cells are Markdown already.
std::string TableRow(const std::vector<std::string>& cells);

// The line under a pipe table's first row: the first column left, all others right aligned.
std::string TableRule(std::size_t columns);

// HTML of a Markdown text, without a page around it. Raw HTML in the text is shown, not passed on.
absl::StatusOr<std::string> HtmlOf(absl::string_view markdown);

// A whole HTML 5 page of a Markdown text. Raw HTML in the text is shown, not passed on.
absl::StatusOr<std::string> HtmlPage(absl::string_view markdown, absl::string_view title,
                                     absl::string_view language_tag);

}  // namespace ett::composition
