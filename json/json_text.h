#pragma once

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

// Characters of JSON.
namespace ett::json {

// How many bytes at the front are ASCII that a JSON string holds as they are.
std::size_t PlainSize(absl::string_view text);
// `code` is a Unicode scalar value.
void AppendCharacter(char32_t code, std::string& text);

// Quoted, with the escapes that JSON requires. False for text that is not UTF-8.
bool AppendJsonString(absl::string_view text, std::string& json);

// base64 of either alphabet, with padding or without; unused bits of the last character are let
// pass, as protobuf's mapping does.
bool AppendBase64Decoded(absl::string_view text, std::string& bytes);

}  // namespace ett::json
