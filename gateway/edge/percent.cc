#include "gateway/edge/percent.h"

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"

namespace ett::edge {
namespace {

bool IsHex(char c) { return absl::ascii_isxdigit(static_cast<unsigned char>(c)); }

// Whether `%` and two digits begin here.
bool IsEscape(absl::string_view text) {
  return text.size() > 2 && text[0] == '%' && IsHex(text[1]) && IsHex(text[2]);
}

}  // namespace

std::string PercentDecode(absl::string_view text, Keep keep) {
  std::string decoded;
  while (!text.empty()) {
    const bool escape = IsEscape(text);
    const absl::string_view piece = text.substr(0, escape ? 3 : 1);
    text.remove_prefix(piece.size());
    std::string bytes(piece);
    if (escape) bytes = absl::HexStringToBytes(piece.substr(1));
    if (escape && keep == Keep::kSlash && bytes == "/") bytes = std::string(piece);
    if (!escape && keep == Keep::kPlusAsSpace && bytes == "+") bytes = " ";
    decoded += bytes;
  }
  return decoded;
}

}  // namespace ett::edge
