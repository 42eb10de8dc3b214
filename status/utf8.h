#pragma once

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

// Text in UTF-8, RFC 3629.
namespace ett::status {

// The bytes of the character at the front of a text that is not empty, 1 to 4; 0 when there is
// none.
std::size_t CharacterSize(absl::string_view text);
bool IsUtf8(absl::string_view text);
// The text, with U+FFFD for each byte that is of no character.
std::string Readable(absl::string_view text);

}  // namespace ett::status
