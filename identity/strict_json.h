#pragma once

#include <nlohmann/json.hpp>
#include <optional>

#include "absl/strings/string_view.h"

namespace ett::identity {

// A JSON object in which no member is named twice (RFC 7515 section 4, RFC 7519 section 4) and no
// value is nested deeper than 8; nothing for any other text. What two readers could read in two
// ways is not read at all.
std::optional<nlohmann::json> ParseStrictObject(absl::string_view text);

// The text of a member that is a string; nothing when it is something else or absent.
std::optional<std::string> TextOf(const nlohmann::json& object, const char* member);

}  // namespace ett::identity
