#include "gateway/edge/web_text.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "gateway/edge/percent.h"

namespace ett::edge {

absl::string_view PathOf(absl::string_view target) { return target.substr(0, target.find('?')); }

absl::string_view QueryOf(absl::string_view target) {
  const std::size_t mark = target.find('?');
  return mark == absl::string_view::npos ? absl::string_view() : target.substr(mark + 1);
}

std::vector<std::pair<std::string, std::string>> ParseQuery(absl::string_view query) {
  std::vector<std::pair<std::string, std::string>> parameters;
  for (const absl::string_view pair : absl::StrSplit(query, '&', absl::SkipEmpty())) {
    const std::pair<absl::string_view, absl::string_view> parts =
        absl::StrSplit(pair, absl::MaxSplits('=', 1));
    parameters.emplace_back(PercentDecode(parts.first, Keep::kPlusAsSpace),
                            PercentDecode(parts.second, Keep::kPlusAsSpace));
  }
  return parameters;
}

std::string MediaType(absl::string_view content_type) {
  return absl::AsciiStrToLower(
      absl::StripAsciiWhitespace(content_type.substr(0, content_type.find(';'))));
}

std::optional<std::string> ParameterOf(absl::string_view header, absl::string_view name) {
  for (absl::string_view part : absl::StrSplit(header, ';')) {
    part = absl::StripAsciiWhitespace(part);
    const std::size_t equals = part.find('=');
    if (equals == absl::string_view::npos) continue;
    if (!absl::EqualsIgnoreCase(part.substr(0, equals), name)) continue;
    absl::string_view value = part.substr(equals + 1);
    if (absl::ConsumePrefix(&value, "\"")) absl::ConsumeSuffix(&value, "\"");
    return std::string(value);
  }
  return std::nullopt;
}

bool Accepts(absl::string_view accept, absl::string_view media_type) {
  for (const absl::string_view range : absl::StrSplit(accept, ',')) {
    if (MediaType(range) != media_type) continue;
    double quality = 1;
    const auto q = ParameterOf(range, "q");
    return !q.has_value() || !absl::SimpleAtod(*q, &quality) || quality > 0;
  }
  return false;
}

}  // namespace ett::edge
