#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace ett::property {

// A day's values in little space, as a text that every engine keeps as it is: the greatest number
// that divides all of them, then the differences between neighbours in multiples of it, each as
// zigzag digits to base 63. A digit is one character, U+0001..U+003F the last of a number,
// U+0040..U+007E one that others follow, the lowest first. Any values are given back exactly.
std::string Pack(const std::vector<std::int64_t>& values);

// DATA_LOSS for a text that Pack does not make.
absl::StatusOr<std::vector<std::int64_t>> Unpack(absl::string_view packed);

}  // namespace ett::property
