#include "json/well_known_text.h"

#include <chrono>
#include <cstdlib>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "json/wire.h"

namespace ett::json {
namespace {

constexpr std::int64_t kNanosPerSecond = 1'000'000'000;
// 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z.
constexpr std::int64_t kFirstSecond = -62'135'596'800;
constexpr std::int64_t kLastSecond = 253'402'300'799;
constexpr std::int64_t kLongestSeconds = 315'576'000'000;
constexpr int kSecondsPerDay = 86'400;

// Takes exactly `digits` digits.
bool TakeNumber(absl::string_view& text, std::size_t digits, int& number) {
  if (text.size() < digits) return false;
  number = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    if (!absl::ascii_isdigit(text[i])) return false;
    number = number * 10 + (text[i] - '0');
  }
  text.remove_prefix(digits);
  return true;
}

bool Take(absl::string_view& text, char c) {
  if (text.empty() || text[0] != c) return false;
  text.remove_prefix(1);
  return true;
}

// `.5` is half a second; nothing is none.
bool TakeFraction(absl::string_view& text, std::int64_t& nanos) {
  nanos = 0;
  if (!Take(text, '.')) return true;
  std::int64_t unit = kNanosPerSecond;
  while (!text.empty() && absl::ascii_isdigit(text[0]) && unit > 1) {
    unit /= 10;
    nanos += unit * (text[0] - '0');
    text.remove_prefix(1);
  }
  return unit < kNanosPerSecond;
}

bool TakeDate(absl::string_view& text, std::int64_t& seconds) {
  int year = 0;
  int month = 0;
  int day = 0;
  if (!TakeNumber(text, 4, year) || !Take(text, '-') || !TakeNumber(text, 2, month) ||
      !Take(text, '-') || !TakeNumber(text, 2, day)) {
    return false;
  }
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  if (!date.ok()) return false;
  seconds = std::int64_t{std::chrono::sys_days(date).time_since_epoch().count()} * kSecondsPerDay;
  return true;
}

bool TakeTime(absl::string_view& text, std::int64_t& seconds) {
  int hour = 0;
  int minute = 0;
  int second = 0;
  if (!TakeNumber(text, 2, hour) || !Take(text, ':') || !TakeNumber(text, 2, minute) ||
      !Take(text, ':') || !TakeNumber(text, 2, second) || hour > 23 || minute > 59 || second > 59) {
    return false;
  }
  seconds += hour * 3600 + minute * 60 + second;
  return true;
}

bool TakeOffset(absl::string_view& text, std::int64_t& seconds) {
  if (Take(text, 'Z')) return true;
  const int sign = Take(text, '+') ? 1 : -1;
  int hour = 0;
  int minute = 0;
  if ((sign < 0 && !Take(text, '-')) || !TakeNumber(text, 2, hour) || !Take(text, ':') ||
      !TakeNumber(text, 2, minute) || hour > 23 || minute > 59) {
    return false;
  }
  seconds -= std::int64_t{sign} * (hour * 3600 + minute * 60);
  return true;
}

void AppendMoment(std::int64_t seconds, std::int64_t nanos, std::string& wire) {
  if (seconds != 0) {
    AppendTag(1, WireType::kVarint, wire);
    AppendVarint(static_cast<std::uint64_t>(seconds), wire);
  }
  if (nanos != 0) {
    AppendTag(2, WireType::kVarint, wire);
    AppendVarint(static_cast<std::uint64_t>(nanos), wire);
  }
}

// 0, 3, 6 or 9 digits.
void AppendFraction(std::int64_t nanos, std::string& text) {
  if (nanos == 0) return;
  if (nanos % 1'000'000 == 0) {
    absl::StrAppendFormat(&text, ".%03d", nanos / 1'000'000);
  } else if (nanos % 1'000 == 0) {
    absl::StrAppendFormat(&text, ".%06d", nanos / 1'000);
  } else {
    absl::StrAppendFormat(&text, ".%09d", nanos);
  }
}

void AppendPadded(unsigned number, int digits, std::string& text) {
  const std::size_t start = text.size();
  text.append(static_cast<std::size_t>(digits), '0');
  for (std::size_t at = start + static_cast<std::size_t>(digits); number != 0; number /= 10) {
    text[--at] = static_cast<char>('0' + number % 10);
  }
}

// False for a path that cannot have come from snake case.
bool AppendSnakeCase(absl::string_view path, MaskSpelling spelling, std::string& snake) {
  for (const char c : path) {
    if (c == '_' && spelling == MaskSpelling::kCamelCase) return false;
    if (absl::ascii_isupper(c)) snake.push_back('_');
    snake.push_back(absl::ascii_tolower(c));
  }
  return !path.empty();
}

}  // namespace

bool AppendTimestampWire(absl::string_view text, std::string& wire) {
  std::int64_t seconds = 0;
  std::int64_t nanos = 0;
  if (!TakeDate(text, seconds) || !Take(text, 'T') || !TakeTime(text, seconds) ||
      !TakeFraction(text, nanos) || !TakeOffset(text, seconds) || !text.empty() ||
      seconds < kFirstSecond || seconds > kLastSecond) {
    return false;
  }
  AppendMoment(seconds, nanos, wire);
  return true;
}

bool AppendTimestampText(std::int64_t seconds, std::int64_t nanos, std::string& text) {
  if (seconds < kFirstSecond || seconds > kLastSecond || nanos < 0 || nanos >= kNanosPerSecond) {
    return false;
  }
  const auto since = std::chrono::sys_seconds(std::chrono::seconds(seconds));
  const auto day = std::chrono::floor<std::chrono::days>(since);
  const std::chrono::year_month_day date(day);
  const auto second = static_cast<unsigned>((since - day).count());
  AppendPadded(static_cast<unsigned>(static_cast<int>(date.year())), 4, text);
  text.push_back('-');
  AppendPadded(static_cast<unsigned>(date.month()), 2, text);
  text.push_back('-');
  AppendPadded(static_cast<unsigned>(date.day()), 2, text);
  text.push_back('T');
  AppendPadded(second / 3600, 2, text);
  text.push_back(':');
  AppendPadded(second / 60 % 60, 2, text);
  text.push_back(':');
  AppendPadded(second % 60, 2, text);
  AppendFraction(nanos, text);
  text.push_back('Z');
  return true;
}

bool AppendDurationWire(absl::string_view text, std::string& wire) {
  const int sign = Take(text, '-') ? -1 : 1;
  std::size_t digits = 0;
  while (digits < text.size() && absl::ascii_isdigit(text[digits])) ++digits;
  std::int64_t seconds = 0;
  std::int64_t nanos = 0;
  if (!absl::SimpleAtoi(text.substr(0, digits), &seconds) || seconds > kLongestSeconds) {
    return false;
  }
  text.remove_prefix(digits);
  if (!TakeFraction(text, nanos) || text != "s") return false;
  AppendMoment(sign * seconds, sign * nanos, wire);
  return true;
}

bool AppendDurationText(std::int64_t seconds, std::int64_t nanos, std::string& text) {
  if (seconds > kLongestSeconds || seconds < -kLongestSeconds || nanos >= kNanosPerSecond ||
      nanos <= -kNanosPerSecond || (seconds < 0 && nanos > 0) || (seconds > 0 && nanos < 0)) {
    return false;
  }
  if (seconds < 0 || nanos < 0) text.push_back('-');
  absl::StrAppend(&text, std::abs(seconds));
  AppendFraction(std::abs(nanos), text);
  text.push_back('s');
  return true;
}

bool AppendFieldMaskWire(absl::string_view text, MaskSpelling spelling, std::string& wire) {
  if (text.empty()) return true;
  std::string path;
  for (const absl::string_view part : absl::StrSplit(text, ',')) {
    path.clear();
    if (!AppendSnakeCase(part, spelling, path)) return false;
    AppendTag(1, WireType::kBytes, wire);
    AppendBytes(path, wire);
  }
  return true;
}

bool AppendMaskPathText(absl::string_view path, std::string& text) {
  std::string camel;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const bool raised = path[i] == '_' && i + 1 < path.size();
    camel.push_back(raised ? absl::ascii_toupper(path[++i]) : path[i]);
  }
  std::string back;
  if (!AppendSnakeCase(camel, MaskSpelling::kCamelCase, back) || back != path ||
      camel.find(',') != std::string::npos) {
    return false;
  }
  text.append(camel);
  return true;
}

absl::string_view WantedText(WellKnown type) {
  switch (type) {
    case WellKnown::kTimestamp:
      return "a time such as 2019-04-01T12:00:00Z";
    case WellKnown::kDuration:
      return "a duration such as 1.5s";
    default:
      return "fields such as name,startTime";
  }
}

bool AppendTextWire(WellKnown type, absl::string_view text, std::string& wire) {
  switch (type) {
    case WellKnown::kTimestamp:
      return AppendTimestampWire(text, wire);
    case WellKnown::kDuration:
      return AppendDurationWire(text, wire);
    default:
      return AppendFieldMaskWire(text, MaskSpelling::kCamelCase, wire);
  }
}

}  // namespace ett::json
