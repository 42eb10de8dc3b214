#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

// Texts of HTTP.
namespace ett::edge {

absl::string_view PathOf(absl::string_view target);
// Without `?`; empty for none.
absl::string_view QueryOf(absl::string_view target);

// Names and values of a query or of a form, decoded, in order.
std::vector<std::pair<std::string, std::string>> ParseQuery(absl::string_view query);

// `application/json` of `application/json; charset=utf-8`, in lower case.
std::string MediaType(absl::string_view content_type);
// A parameter of a header such as Content-Type; quotes are taken away.
std::optional<std::string> ParameterOf(absl::string_view header, absl::string_view name);
// Whether `accept` names the media type, with any quality but 0.
bool Accepts(absl::string_view accept, absl::string_view media_type);

}  // namespace ett::edge
