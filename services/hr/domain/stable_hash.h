#pragma once

#include <cstdint>

#include "absl/strings/string_view.h"

namespace ett::hr {

// The same in every process and version: FNV-1a of 64 bits, mixed so that sums of hashes tell sets
// apart.
inline std::uint64_t StableHash(absl::string_view text) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char each : text) hash = (hash ^ static_cast<unsigned char>(each)) * 1099511628211U;
  return hash * (hash | 1U);
}

}  // namespace ett::hr
