#pragma once

#include "absl/strings/string_view.h"

namespace ett::ownership {

// Whether a Norwegian birth number stands anywhere in `text`: eleven digits, or six and five with a
// space, a no-break space or a hyphen between, with a day and a month of a birth number, a D-number
// (day + 40), an H-number (month + 40) or a synthetic one (month + 65 or + 80), and both check
// digits right. Digits within a longer number, or within hexadecimal such as that of a hash, are
// none.
bool HoldsBirthNumber(absl::string_view text);

}  // namespace ett::ownership
