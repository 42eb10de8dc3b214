#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"

namespace ett::edge::testing {

inline absl::string_view TextOf(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// Of a fuzzer, which sees an end of the process.
inline void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

// Gives `text` away in pieces of `size`, until one is not taken.
inline void InPieces(absl::string_view text, std::size_t size,
                     absl::FunctionRef<bool(absl::string_view)> take) {
  while (!text.empty() && take(text.substr(0, size))) {
    text.remove_prefix(std::min(size, text.size()));
  }
}

}  // namespace ett::edge::testing
