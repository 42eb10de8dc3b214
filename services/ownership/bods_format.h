#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "services/ownership/bods_statement.h"

// The formats of texts that the schema of BODS 0.4 asks for.
namespace ett::ownership::bods {

// `full-date` of RFC 3339; nothing for a day that is none.
std::optional<absl::CivilDay> ParseDay(absl::string_view text);

// `full-date` or `date-time` of RFC 3339. `written` is the day as it is written, whatever its time
// zone.
struct WrittenInstant {
  Instant instant;
  absl::CivilDay written;
};
std::optional<WrittenInstant> ParseInstant(absl::string_view text);

// YYYY, YYYY-MM or YYYY-MM-DD: the first day it may be.
std::optional<absl::CivilDay> ParseCoarseDay(absl::string_view text);

// A URI with a scheme, by RFC 3986.
bool IsUri(absl::string_view text);

// Digits, a full stop and digits: "0.4".
bool IsVersion(absl::string_view text);

// UTF-8 by RFC 3629: no surrogates, nothing longer than need be.
bool IsUtf8(absl::string_view text);

// The characters of valid UTF-8.
std::size_t CharactersOf(absl::string_view text);

}  // namespace ett::ownership::bods
