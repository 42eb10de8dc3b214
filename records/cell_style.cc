#include "records/cell_style.h"

#include <cmath>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"

namespace ett::records {
namespace {

constexpr int kDigits = 15;
constexpr std::int64_t kSecondsOfADay = 86'400;
// The day after the 29th of February 1900, which spreadsheets have and calendars do not.
constexpr std::int64_t kFirstOfMarch1900 = 61;
constexpr std::int64_t kLastDay = 2'958'465;  // 9999-12-31

// What ends what this begins; nothing for what begins nothing.
char ClosingOf(char c) {
  if (c == '"') return '"';
  return c == '[' ? ']' : '\0';
}

// Whether this in brackets counts hours, minutes or seconds.
bool Counts(absl::string_view within) {
  return !within.empty() && within.find_first_not_of("hHmMsS") == absl::string_view::npos;
}

// A code without what is quoted, escaped or in brackets. `counts`: hours or so were in brackets.
std::string Plain(absl::string_view code, bool& counts) {
  std::string plain;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = absl::ascii_tolower(static_cast<unsigned char>(code[i]));
    const char end = ClosingOf(c);
    if (end != '\0') {
      const std::size_t close = code.find(end, i + 1);
      counts |= c == '[' && Counts(code.substr(i + 1, close - i - 1));
      if (close == absl::string_view::npos) break;
      i = close;
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == ';') {
      break;  // the formats of other signs
    } else {
      plain.push_back(c);
    }
  }
  return plain;
}

std::string WithoutZeros(std::string text) {
  if (text.find('.') == std::string::npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

}  // namespace

CellStyle StyleOfCode(absl::string_view code) {
  bool counts = false;
  const std::string plain = Plain(code, counts);
  if (counts || plain.find("general") != std::string::npos) return {};
  const auto has = [&plain](const char* letters) {
    return plain.find_first_of(letters) != std::string::npos;
  };
  CellStyle style;
  style.has_time = has("hs");
  style.has_date = has("yd") || (has("m") && !style.has_time);
  return style;
}

CellStyle StyleOfBuiltin(int number) {
  const auto within = [number](int first, int last) { return first <= number && number <= last; };
  if (number == 22) return {true, true};
  if (within(14, 17) || within(27, 31) || number == 36 || within(50, 58)) return {true, false};
  if (within(18, 21) || within(32, 35) || number == 45 || number == 47) return {false, true};
  return {};
}

std::string CellText::OfNumber(absl::string_view text) const {
  double number = 0;
  if (!absl::SimpleAtod(text, &number) || !std::isfinite(number)) return std::string(text);
  if (number == 0) return "0";
  const int exponent = static_cast<int>(std::floor(std::log10(std::fabs(number))));
  if (exponent >= kDigits || exponent < -2 * kDigits) return std::string(text);
  std::string plain =
      WithoutZeros(absl::StrFormat("%.*f", std::max(0, kDigits - 1 - exponent), number));
  const std::size_t point = plain.find('.');
  if (decimal_mark == imports::v1::DECIMAL_MARK_COMMA && point != std::string::npos) {
    plain[point] = ',';
  }
  return plain;
}

std::string CellText::OfMoment(absl::string_view text, const CellStyle& style) const {
  double days = 0;
  if (!absl::SimpleAtod(text, &days) || !(days >= 0 && days <= kLastDay)) return OfNumber(text);
  const std::int64_t seconds = std::llround(days * static_cast<double>(kSecondsOfADay));
  const std::int64_t day = seconds / kSecondsOfADay;
  const bool no_day = !from_1904 && (day == 0 || day == kFirstOfMarch1900 - 1);
  if (style.has_date && no_day) return OfNumber(text);
  const absl::CivilDay first = from_1904                 ? absl::CivilDay(1904, 1, 1)
                               : day < kFirstOfMarch1900 ? absl::CivilDay(1899, 12, 31)
                                                         : absl::CivilDay(1899, 12, 30);
  const absl::CivilSecond moment = absl::CivilSecond(first + day) + seconds % kSecondsOfADay;
  std::string clock =
      absl::StrFormat("%02d:%02d:%02d", moment.hour(), moment.minute(), moment.second());
  if (!style.has_date) return clock;
  const bool iso = date_format != imports::v1::DATE_FORMAT_DAY_MONTH_YEAR;
  std::string date =
      iso ? absl::StrFormat("%04d-%02d-%02d", moment.year(), moment.month(), moment.day())
          : absl::StrFormat("%02d.%02d.%04d", moment.day(), moment.month(), moment.year());
  if (!style.has_time && seconds % kSecondsOfADay == 0) return date;
  return date + (iso ? "T" : " ") + clock;
}

}  // namespace ett::records
