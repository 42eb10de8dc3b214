#pragma once

#include "absl/strings/string_view.h"

namespace ett::ownership {

// Whether a text holds eleven digits in a row, or six and five with a space or hyphen between, that
// are a Norwegian birth number or D number: a day of the year and both check digits (modulus 11).
bool ContainsBirthNumber(absl::string_view text);

}  // namespace ett::ownership
