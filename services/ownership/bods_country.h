#pragma once

#include "absl/strings/string_view.h"

namespace ett::ownership::bods {

// A three-letter code of ISO 3166-1, or XKX, by which Kosovo is known.
bool IsCountryOfThree(absl::string_view code);

// What codes of org-id.guide begin with: a two-letter code of ISO 3166-1, XK for Kosovo, or one of
// those for what is of no country: XI, XM, XR.
bool IsCountryOfTwo(absl::string_view code);

}  // namespace ett::ownership::bods
