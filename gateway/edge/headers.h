#pragma once

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"

namespace ett::edge {

// A field of a header or trailer section, pseudo-headers (`:path`) included. Names of HTTP/2 are
// lower case.
struct Header {
  std::string name;
  std::string value;
};
using Headers = std::vector<Header>;

// The first value of `name`; empty when there is none.
inline absl::string_view Find(const Headers& headers, absl::string_view name) {
  for (const Header& header : headers) {
    if (absl::EqualsIgnoreCase(header.name, name)) return header.value;
  }
  return {};
}

}  // namespace ett::edge
