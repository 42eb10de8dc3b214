#pragma once

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "json/plan.h"

// The messages that JSON writes as one string, between that string and their wire. What is appended
// is undefined when false is returned.
namespace ett::json {

// RFC 3339 with a capital T, a capital Z or an offset, up to nine digits of a second, of the years
// 1 to 9999.
bool AppendTimestampWire(absl::string_view text, std::string& wire);
bool AppendTimestampText(std::int64_t seconds, std::int64_t nanos, std::string& text);

// `-1.500s`: up to nine digits of a second, within 315,576,000,000 seconds of zero.
bool AppendDurationWire(absl::string_view text, std::string& wire);
bool AppendDurationText(std::int64_t seconds, std::int64_t nanos, std::string& text);

enum class MaskSpelling { kCamelCase, kAny };
// `unitPrice,lines`; kAny takes `unit_price` too, as query parameters have it.
bool AppendFieldMaskWire(absl::string_view text, MaskSpelling spelling, std::string& wire);
// False for a path that would not come back from its lowerCamelCase.
bool AppendMaskPathText(absl::string_view path, std::string& text);

// Of kTimestamp, kDuration and kFieldMask alone: what they want, for an error, and the wire of what
// JSON says.
absl::string_view WantedText(WellKnown type);
bool AppendTextWire(WellKnown type, absl::string_view text, std::string& wire);

}  // namespace ett::json
