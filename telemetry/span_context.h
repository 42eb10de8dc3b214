#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace ett::telemetry {

// The flag that says that whoever asks has recorded the call.
inline constexpr std::uint8_t kSampled = 1;

// Which span of which trace a call is, as it is told from one process to the next by W3C Trace
// Context, https://www.w3.org/TR/trace-context/.
struct SpanContext {
  std::uint64_t trace_high = 0;  // the trace's 16 bytes: never all zero
  std::uint64_t trace_low = 0;
  std::uint64_t span = 0;  // never zero
  std::uint8_t flags = 0;

  bool is_sampled() const { return (flags & kSampled) != 0; }
  bool operator==(const SpanContext&) const = default;
};

// Ids as they are written: lower-case hexadecimal digits.
using TraceDigits = std::array<char, 32>;
using SpanDigits = std::array<char, 16>;
TraceDigits TraceDigitsOf(const SpanContext& context);
SpanDigits SpanDigitsOf(std::uint64_t span);

// The bytes of an id, the first one first.
std::string BytesOf(std::uint64_t high, std::uint64_t low);
std::string BytesOf(std::uint64_t span);

// Of a `traceparent`; nothing for what is none: upper-case digits, ids that are zero, version ff.
// Of a version that is newer than 00 what this one has is read. Flags that 00 does not know are
// left out.
std::optional<SpanContext> ParseTraceparent(absl::string_view text);
// Replaces what `text` holds.
void WriteTraceparent(const SpanContext& context, std::string& text);

// Whether a `tracestate` may be passed on: at most 32 members and 512 bytes, each `key=value` in
// the characters that are allowed there.
bool IsTracestate(absl::string_view text);

}  // namespace ett::telemetry
