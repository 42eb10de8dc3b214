#pragma once

#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"

namespace ett::property {

// A decimal such as `0.735`, digits with a point at most, times 10^`exponent`, 0 or more, exactly:
// 735 for kWh in Wh, whose exponent is 3. Nothing where that is no whole number or the text is
// none; what is beyond 10^17 is 10^17.
std::optional<std::int64_t> WholeWh(absl::string_view decimal, int exponent);

}  // namespace ett::property
