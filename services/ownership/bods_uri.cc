#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "services/ownership/bods_format.h"

namespace ett::ownership::bods {
namespace {

bool IsAlpha(char c) { return absl::ascii_isalpha(static_cast<unsigned char>(c)); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsHexadecimal(char c) { return absl::ascii_isxdigit(static_cast<unsigned char>(c)); }

bool IsOf(char c, absl::string_view set) { return set.find(c) != absl::string_view::npos; }

// Unreserved characters, sub-delimiters, those of `more` and percent-encoded bytes alone.
bool Holds(absl::string_view text, absl::string_view more) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size() || !IsHexadecimal(text[i + 1]) || !IsHexadecimal(text[i + 2])) {
        return false;
      }
      i += 2;
    } else if (!IsAlpha(c) && !IsDigit(c) && !IsOf(c, "-._~!$&'()*+,;=") && !IsOf(c, more)) {
      return false;
    }
  }
  return true;
}

bool IsScheme(absl::string_view text) {
  return !text.empty() && IsAlpha(text[0]) && std::all_of(text.begin(), text.end(), [](char c) {
    return IsAlpha(c) || IsDigit(c) || IsOf(c, "+-.");
  });
}

// Addresses in brackets are looked at by their characters alone.
bool IsHost(absl::string_view text) {
  if (!absl::StartsWith(text, "[")) return Holds(text, "");
  return text.size() > 2 && absl::EndsWith(text, "]") &&
         Holds(text.substr(1, text.size() - 2), ":");
}

bool IsAuthority(absl::string_view text) {
  const std::size_t at = text.find('@');
  if (at != absl::string_view::npos) {
    if (!Holds(text.substr(0, at), ":")) return false;
    text.remove_prefix(at + 1);
  }
  const std::size_t bracket = text.rfind(']');
  const std::size_t colon = text.rfind(':');
  if (colon != absl::string_view::npos && (bracket == absl::string_view::npos || colon > bracket)) {
    const absl::string_view port = text.substr(colon + 1);
    return IsHost(text.substr(0, colon)) && std::all_of(port.begin(), port.end(), IsDigit);
  }
  return IsHost(text);
}

}  // namespace

bool IsUri(absl::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == absl::string_view::npos || !IsScheme(text.substr(0, colon))) return false;
  absl::string_view rest = text.substr(colon + 1);
  for (const char mark : {'#', '?'}) {
    const std::size_t at = rest.find(mark);
    if (at == absl::string_view::npos) continue;
    if (!Holds(rest.substr(at + 1), ":@/?")) return false;
    rest = rest.substr(0, at);
  }
  if (absl::ConsumePrefix(&rest, "//")) {
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    return IsAuthority(rest.substr(0, slash)) && Holds(rest.substr(slash), ":@/");
  }
  return Holds(rest, ":@/");
}

}  // namespace ett::ownership::bods
