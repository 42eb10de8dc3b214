#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace ett::property {

// A day's values in little space: the differences between neighbours as zigzag varints, in base64.
// Any values are given back exactly.
std::string Pack(const std::vector<std::int64_t>& values);

// DATA_LOSS for a text that Pack does not make.
absl::StatusOr<std::vector<std::int64_t>> Unpack(absl::string_view packed);

}  // namespace ett::property
