#pragma once

#include <cstdint>

#include "absl/strings/string_view.h"

namespace ett::property {

// A GSRN (GS1): 18 digits, the last a check digit with weights 3 and 1 by modulus 10.
bool IsGsrn(absl::string_view text);

// The GSRN that begins with these 17 digits; `first` is below 10^17.
std::int64_t GsrnOf(std::int64_t first);

}  // namespace ett::property
