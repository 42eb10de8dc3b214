#pragma once

#include "absl/strings/string_view.h"

namespace ett::hr {

// Whether the text holds what may be a Norwegian birth number or D-number: eleven digits that stand
// alone, also with a space, hyphen or point after the sixth.
bool LooksLikeBirthNumber(absl::string_view text);

// Whether the text is 1..63 letters of ASCII, digits, `.`, `_` or `-`, a letter or digit first.
bool IsPseudonym(absl::string_view text);

// Whether the text is 1..63 lower-case letters of ASCII, digits or hyphens, a letter first.
bool IsCode(absl::string_view text);

}  // namespace ett::hr
