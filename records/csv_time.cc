#include "records/csv_time.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace ett::records {
namespace {

constexpr std::size_t kNanoDigits = 9;

// Takes `digits` digits from the beginning.
bool Take(absl::string_view& text, std::size_t digits, int& number) {
  if (text.size() < digits) return false;
  number = 0;
  for (const char c : text.substr(0, digits)) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) return false;
    number = number * 10 + (c - '0');
  }
  text.remove_prefix(digits);
  return true;
}

bool TakeDay(absl::string_view& text, absl::CivilDay& day) {
  int y = 0;
  int m = 0;
  int d = 0;
  const bool iso = text.size() > 4 && text[4] == '-';
  const bool taken =
      iso ? Take(text, 4, y) && absl::ConsumePrefix(&text, "-") && Take(text, 2, m) &&
                absl::ConsumePrefix(&text, "-") && Take(text, 2, d)
          : Take(text, 2, d) && absl::ConsumePrefix(&text, ".") && Take(text, 2, m) &&
                absl::ConsumePrefix(&text, ".") && Take(text, 4, y);
  day = absl::CivilDay(y, m, d);
  return taken && y > 0 && day.year() == y && day.month() == m && day.day() == d;
}

bool TakeFraction(absl::string_view& text, absl::Duration& fraction) {
  if (!absl::ConsumePrefix(&text, ".")) return true;
  const std::size_t digits = static_cast<std::size_t>(
      std::find_if_not(text.begin(), text.end(), absl::ascii_isdigit) - text.begin());
  int nanos = 0;
  if (digits == 0 || digits > kNanoDigits || !Take(text, digits, nanos)) return false;
  for (std::size_t i = digits; i < kNanoDigits; ++i) nanos *= 10;
  fraction = absl::Nanoseconds(nanos);
  return true;
}

bool TakeClock(absl::string_view& text, absl::CivilDay day, WrittenTime& time) {
  int hour = 0;
  int minute = 0;
  int second = 0;
  if (!Take(text, 2, hour) || !absl::ConsumePrefix(&text, ":") || !Take(text, 2, minute)) {
    return false;
  }
  if (absl::ConsumePrefix(&text, ":") &&
      (!Take(text, 2, second) || !TakeFraction(text, time.fraction))) {
    return false;
  }
  time.civil = absl::CivilSecond(day.year(), day.month(), day.day(), hour, minute, second);
  return hour < 24 && minute < 60 && second < 60;
}

// Whether what is left is an offset, or nothing.
bool IsOffset(absl::string_view text, std::optional<absl::Duration>& offset) {
  if (text.empty()) return true;
  if (text == "Z" || text == "z") {
    offset = absl::ZeroDuration();
    return true;
  }
  const bool west = text[0] == '-';
  if (!west && text[0] != '+') return false;
  text.remove_prefix(1);
  int hours = 0;
  int minutes = 0;
  if (!Take(text, 2, hours)) return false;
  absl::ConsumePrefix(&text, ":");
  if (!Take(text, 2, minutes) || !text.empty() || hours > 18 || minutes > 59) return false;
  offset = (absl::Hours(hours) + absl::Minutes(minutes)) * (west ? -1 : 1);
  return true;
}

std::string Print(absl::Time time, absl::TimeZone zone) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%S%Ez", time, zone);
}

}  // namespace

std::optional<WrittenTime> ReadTime(absl::string_view text) {
  WrittenTime time;
  absl::CivilDay day;
  if (!TakeDay(text, day) || text.empty()) return std::nullopt;
  if (text[0] != 'T' && text[0] != 't' && text[0] != ' ') return std::nullopt;
  text.remove_prefix(1);
  if (!TakeClock(text, day, time) || !IsOffset(text, time.offset)) return std::nullopt;
  return time;
}

std::optional<absl::TimeZone> FindTimeZone(const std::string& name) {
  const auto is_plain = [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '/' || c == '_' || c == '-' ||
           c == '+';
  };
  absl::TimeZone zone;
  if (name.empty() || name[0] == '/' || name == "localtime") return std::nullopt;
  if (!std::all_of(name.begin(), name.end(), is_plain)) return std::nullopt;
  if (!absl::LoadTimeZone(name, &zone)) return std::nullopt;
  return zone;
}

std::variant<absl::Time, TimeProblem> TimeOf(const WrittenTime& written,
                                             const std::optional<absl::TimeZone>& zone) {
  if (written.offset.has_value()) {
    return absl::FromCivil(written.civil, absl::UTCTimeZone()) - *written.offset + written.fraction;
  }
  if (!zone.has_value()) {
    return TimeProblem{"NO_OFFSET", "a time with its offset from UTC, or mapping.time_zone"};
  }
  const absl::TimeZone::TimeInfo info = zone->At(written.civil);
  if (info.kind == absl::TimeZone::TimeInfo::SKIPPED) {
    return TimeProblem{"NONEXISTENT_TIME",
                       absl::StrCat("a time that clocks of ", zone->name(), " show, such as ",
                                    Print(info.post, *zone), " or ", Print(info.pre, *zone))};
  }
  if (info.kind == absl::TimeZone::TimeInfo::REPEATED) {
    return TimeProblem{"AMBIGUOUS_TIME",
                       absl::StrCat("a time with its offset, which is either ",
                                    Print(info.pre, *zone), " or ", Print(info.post, *zone))};
  }
  return info.pre + written.fraction;
}

}  // namespace ett::records
