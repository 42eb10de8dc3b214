#include "gateway/edge/percent.h"

#include "absl/strings/escaping.h"

namespace ett::edge {

std::string PercentDecode(absl::string_view text, Keep keep) {
  const auto is_hex = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  };
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape =
        text[i] == '%' && i + 2 < text.size() && is_hex(text[i + 1]) && is_hex(text[i + 2]);
    if (!escape) {
      decoded.push_back(text[i] == '+' && keep == Keep::kPlusAsSpace ? ' ' : text[i]);
      continue;
    }
    const std::string byte = absl::HexStringToBytes(text.substr(i + 1, 2));
    if (byte == "/" && keep == Keep::kSlash) {
      decoded.append(text.data() + i, 3);
    } else {
      decoded += byte;
    }
    i += 2;
  }
  return decoded;
}

}  // namespace ett::edge
