#include "services/ownership/bods_format.h"

#include <algorithm>
#include <cstring>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace ett::ownership::bods {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The number of `digits` digits at `at`; -1 where they are not there.
int NumberAt(absl::string_view text, std::size_t at, std::size_t digits) {
  if (text.size() < at + digits) return -1;
  int number = 0;
  for (const char c : text.substr(at, digits)) {
    if (!IsDigit(c)) return -1;
    number = number * 10 + (c - '0');
  }
  return number;
}

bool HasAt(absl::string_view text, std::size_t at, char c) {
  return at < text.size() && text[at] == c;
}

// Minutes east of Greenwich.
std::optional<int> ParseOffset(absl::string_view text) {
  if (text == "Z" || text == "z") return 0;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const int hours = NumberAt(text, 1, 2), minutes = NumberAt(text, 4, 2);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return std::nullopt;
  return (text[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

// The digits behind a full stop, to nanoseconds. Takes them off `text`.
std::optional<absl::Duration> TakeFraction(absl::string_view& text) {
  if (!HasAt(text, 0, '.')) return absl::ZeroDuration();
  std::int64_t nanoseconds = 0, unit = 100'000'000;
  std::size_t at = 1;
  for (; at < text.size() && IsDigit(text[at]); ++at, unit /= 10) {
    nanoseconds += (text[at] - '0') * unit;
  }
  if (at == 1) return std::nullopt;
  text.remove_prefix(at);
  return absl::Nanoseconds(nanoseconds);
}

// `text` is behind the day and its separator.
std::optional<absl::Time> ParseTime(absl::CivilDay day, absl::string_view text) {
  const int hour = NumberAt(text, 0, 2), minute = NumberAt(text, 3, 2),
            second = NumberAt(text, 6, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60 ||
      !HasAt(text, 2, ':') || !HasAt(text, 5, ':')) {
    return std::nullopt;
  }
  text.remove_prefix(8);
  const std::optional<absl::Duration> fraction = TakeFraction(text);
  const std::optional<int> offset = ParseOffset(text);
  if (!fraction || !offset) return std::nullopt;
  const absl::Time time =
      absl::FromCivil(absl::CivilSecond(day.year(), day.month(), day.day(), hour, minute, second),
                      absl::UTCTimeZone()) -
      absl::Minutes(*offset) + *fraction;
  // A leap second is the last of a day of UTC.
  constexpr int kMinutesOfDay = 24 * 60;
  const int minute_of_utc = (hour * 60 + minute - *offset + 2 * kMinutesOfDay) % kMinutesOfDay;
  if (second == 60 && minute_of_utc != kMinutesOfDay - 1) return std::nullopt;
  return time;
}

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// The bytes of the character at the beginning, of which the first is not ASCII; 0 for none.
std::size_t WideCharacter(absl::string_view text) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = at(0);
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < size) return 0;
  if (!std::all_of(text.begin() + 1, text.begin() + size, IsContinuation)) return 0;
  const bool longer = (lead == 0xE0 && at(1) < 0xA0) || (lead == 0xF0 && at(1) < 0x90);
  const bool surrogate = lead == 0xED && at(1) >= 0xA0;
  const bool beyond = lead == 0xF4 && at(1) >= 0x90;
  return longer || surrogate || beyond ? 0 : size;
}

}  // namespace

std::optional<absl::CivilDay> ParseDay(absl::string_view text) {
  const int year = NumberAt(text, 0, 4), month = NumberAt(text, 5, 2), day = NumberAt(text, 8, 2);
  if (text.size() != 10 || text[4] != '-' || text[7] != '-' || year < 0 || month < 1 ||
      month > 12 || day < 1) {
    return std::nullopt;
  }
  const absl::CivilDay civil(year, month, day);
  if (civil.day() != day) return std::nullopt;
  return civil;
}

std::optional<WrittenInstant> ParseInstant(absl::string_view text) {
  const std::optional<absl::CivilDay> day = ParseDay(text.substr(0, 10));
  if (!day) return std::nullopt;
  if (text.size() == 10) return WrittenInstant{Instant::On(*day), *day};
  if (text[10] != 'T' && text[10] != 't' && text[10] != ' ') return std::nullopt;
  const std::optional<absl::Time> time = ParseTime(*day, text.substr(11));
  if (!time) return std::nullopt;
  return WrittenInstant{Instant::At(*time), *day};
}

std::optional<absl::CivilDay> ParseCoarseDay(absl::string_view text) {
  const int year = NumberAt(text, 0, 4);
  if (text.size() == 4 && year >= 0) return absl::CivilDay(year, 1, 1);
  const int month = NumberAt(text, 5, 2);
  if (text.size() == 7 && year >= 0 && text[4] == '-' && month >= 1 && month <= 12) {
    return absl::CivilDay(year, month, 1);
  }
  return ParseDay(text);
}

bool IsVersion(absl::string_view text) {
  const std::size_t point = text.find('.');
  return point != absl::string_view::npos && point > 0 && point + 1 < text.size() &&
         std::all_of(text.begin(), text.begin() + point, IsDigit) &&
         std::all_of(text.begin() + point + 1, text.end(), IsDigit);
}

bool IsUtf8(absl::string_view text) {
  while (!text.empty()) {
    std::uint64_t eight;
    if (text.size() >= sizeof eight) {
      std::memcpy(&eight, text.data(), sizeof eight);
      if ((eight & 0x8080808080808080U) == 0) {
        text.remove_prefix(sizeof eight);
        continue;
      }
    }
    const std::size_t size =
        absl::ascii_isascii(static_cast<unsigned char>(text[0])) ? 1 : WideCharacter(text);
    if (size == 0) return false;
    text.remove_prefix(size);
  }
  return true;
}

std::size_t CharactersOf(absl::string_view text) {
  return text.size() -
         static_cast<std::size_t>(std::count_if(text.begin(), text.end(), IsContinuation));
}

}  // namespace ett::ownership::bods
