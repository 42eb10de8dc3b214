#include "telemetry/span_context.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"

namespace ett::telemetry {
namespace {

constexpr char kDigits[] = "0123456789abcdef";
// version "-" trace "-" span "-" flags
constexpr std::size_t kTraceAt = 3;
constexpr std::size_t kSpanAt = 36;
constexpr std::size_t kFlagsAt = 53;
constexpr std::size_t kLength = 55;

constexpr std::size_t kMostMembers = 32;
constexpr std::size_t kMostBytes = 512;
constexpr std::size_t kLongestKey = 256;
constexpr std::size_t kLongestTenant = 241;
constexpr std::size_t kLongestSystem = 14;
constexpr std::size_t kLongestValue = 256;

void WriteDigits(std::uint64_t number, char* at, int count) {
  for (int i = count - 1; i >= 0; --i, number >>= 4) at[i] = kDigits[number & 15];
}

// -1 for what is no lower-case digit.
int ValueOf(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  return -1;
}

std::optional<std::uint64_t> ReadDigits(absl::string_view digits) {
  std::uint64_t number = 0;
  for (const char digit : digits) {
    const int value = ValueOf(digit);
    if (value < 0) return std::nullopt;
    number = number << 4 | static_cast<std::uint64_t>(value);
  }
  return number;
}

bool HasDashes(absl::string_view text) {
  return text[kTraceAt - 1] == '-' && text[kSpanAt - 1] == '-' && text[kFlagsAt - 1] == '-';
}

// Version 00 ends after the flags; a newer one may go on after a dash.
bool HasItsLength(absl::string_view text, std::uint64_t version) {
  if (text.size() == kLength) return true;
  return version != 0 && text[kLength] == '-';
}

bool IsKeyPart(absl::string_view part, std::size_t longest, bool may_begin_with_digit) {
  if (part.empty() || part.size() > longest) return false;
  const char first = part.front();
  if (!absl::ascii_islower(first) && !(may_begin_with_digit && absl::ascii_isdigit(first))) {
    return false;
  }
  return std::all_of(part.begin(), part.end(), [](char c) {
    return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '_' || c == '-' || c == '*' ||
           c == '/';
  });
}

// Of one system, or of a tenant of one: `rojo`, `fw529a3039@dt`.
bool IsKey(absl::string_view key) {
  const std::size_t at = key.find('@');
  if (at == absl::string_view::npos) return IsKeyPart(key, kLongestKey, false);
  return IsKeyPart(key.substr(0, at), kLongestTenant, true) &&
         IsKeyPart(key.substr(at + 1), kLongestSystem, false);
}

bool IsValue(absl::string_view value) {
  if (value.empty() || value.size() > kLongestValue || value.back() == ' ') return false;
  return std::all_of(value.begin(), value.end(),
                     [](char c) { return c >= ' ' && c <= '~' && c != ',' && c != '='; });
}

bool IsMember(absl::string_view member) {
  const std::size_t equals = member.find('=');
  if (equals == absl::string_view::npos) return false;
  return IsKey(member.substr(0, equals)) && IsValue(member.substr(equals + 1));
}

}  // namespace

TraceDigits TraceDigitsOf(const SpanContext& context) {
  TraceDigits digits;
  WriteDigits(context.trace_high, digits.data(), 16);
  WriteDigits(context.trace_low, digits.data() + 16, 16);
  return digits;
}

SpanDigits SpanDigitsOf(std::uint64_t span) {
  SpanDigits digits;
  WriteDigits(span, digits.data(), 16);
  return digits;
}

std::string BytesOf(std::uint64_t span) {
  std::string bytes(8, '\0');
  for (int i = 7; i >= 0; --i, span >>= 8) bytes[i] = static_cast<char>(span & 255);
  return bytes;
}

std::string BytesOf(std::uint64_t high, std::uint64_t low) { return BytesOf(high) + BytesOf(low); }

std::optional<SpanContext> ParseTraceparent(absl::string_view text) {
  if (text.size() < kLength || !HasDashes(text)) return std::nullopt;
  const auto version = ReadDigits(text.substr(0, 2));
  const auto high = ReadDigits(text.substr(kTraceAt, 16));
  const auto low = ReadDigits(text.substr(kTraceAt + 16, 16));
  const auto span = ReadDigits(text.substr(kSpanAt, 16));
  const auto flags = ReadDigits(text.substr(kFlagsAt, 2));
  if (!version || !high || !low || !span || !flags) return std::nullopt;
  if (*version == 0xff || !HasItsLength(text, *version)) return std::nullopt;
  if ((*high | *low) == 0 || *span == 0) return std::nullopt;
  return SpanContext{*high, *low, *span, static_cast<std::uint8_t>(*flags & kSampled)};
}

void WriteTraceparent(const SpanContext& context, std::string& text) {
  text.assign(kLength, '-');
  text[0] = text[1] = '0';
  WriteDigits(context.trace_high, &text[kTraceAt], 16);
  WriteDigits(context.trace_low, &text[kTraceAt + 16], 16);
  WriteDigits(context.span, &text[kSpanAt], 16);
  WriteDigits(context.flags, &text[kFlagsAt], 2);
}

bool IsTracestate(absl::string_view text) {
  if (text.size() > kMostBytes) return false;
  std::size_t members = 0;
  for (absl::string_view member : absl::StrSplit(text, ',')) {
    // Leading space is no part of a member, nor is trailing space.
    member = absl::StripAsciiWhitespace(member);
    if (member.empty()) continue;
    if (++members > kMostMembers || !IsMember(member)) return false;
  }
  return members > 0;
}

}  // namespace ett::telemetry
