#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace ett::edge {

// A field of a header or trailer section, pseudo-headers (`:path`) included. Names are lower case,
// those of HTTP/1.1 too.
struct Header {
  std::string name;
  std::string value;
};
using Headers = std::vector<Header>;

// The first value of `name`; empty when there is none.
inline absl::string_view Find(const Headers& headers, absl::string_view name) {
  for (const Header& header : headers) {
    if (header.name == name) return header.value;
  }
  return {};
}

}  // namespace ett::edge
