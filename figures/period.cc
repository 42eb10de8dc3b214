#include "figures/period.h"

#include <algorithm>
#include <cassert>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::figures {
namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2100;

int MonthsOf(Period::Kind kind) { return static_cast<int>(kind); }

bool AllDigits(absl::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The kind that a text of this form names; nothing when it is none.
const Period::Kind* KindOf(absl::string_view text) {
  static constexpr Period::Kind kYear = Period::Kind::kYear, kHalf = Period::Kind::kHalfYear,
                                kQuarter = Period::Kind::kQuarter, kMonth = Period::Kind::kMonth;
  if (text.size() == 4) return &kYear;
  if (text.size() == 6 && text[4] == 'H') return &kHalf;
  if (text.size() == 6 && text[4] == 'K') return &kQuarter;
  if (text.size() == 7 && text[4] == 'M') return &kMonth;
  return nullptr;
}

}  // namespace

absl::StatusOr<Period> Period::Parse(absl::string_view text, absl::string_view field) {
  const auto refuse = [&] {
    return status::InvalidField(field, "2018, 2018H1, 2018K1 or 2018M03, of 1900..2100", text,
                                "MALFORMED_PERIOD");
  };
  const Kind* kind = KindOf(text);
  if (kind == nullptr || !AllDigits(text.substr(0, 4))) return refuse();
  int year = 0;
  int index = 1;
  if (!absl::SimpleAtoi(text.substr(0, 4), &year)) return refuse();
  if (*kind != Kind::kYear &&
      (!AllDigits(text.substr(5)) || !absl::SimpleAtoi(text.substr(5), &index))) {
    return refuse();
  }
  if (year < kFirstYear || year > kLastYear || index < 1 || index > 12 / MonthsOf(*kind)) {
    return refuse();
  }
  return Period(*kind, year, index);
}

Period Period::Of(Kind kind, int year, int index) {
  assert(index >= 1 && index <= 12 / MonthsOf(kind));
  return Period(kind, year, index);
}

absl::CivilDay Period::first_day() const {
  return absl::CivilDay(year_, (index_ - 1) * MonthsOf(kind_) + 1, 1);
}

absl::CivilDay Period::last_day() const {
  return absl::CivilDay(absl::CivilMonth(first_day()) + MonthsOf(kind_)) - 1;
}

Period Period::Previous() const {
  if (index_ > 1) return Period(kind_, year_, index_ - 1);
  return Period(kind_, year_ - 1, 12 / MonthsOf(kind_));
}

std::string Period::ToString() const {
  switch (kind_) {
    case Kind::kYear:
      return absl::StrFormat("%04d", year_);
    case Kind::kHalfYear:
      return absl::StrFormat("%04dH%d", year_, index_);
    case Kind::kQuarter:
      return absl::StrFormat("%04dK%d", year_, index_);
    case Kind::kMonth:
      return absl::StrFormat("%04dM%02d", year_, index_);
  }
  return "";
}

std::strong_ordering operator<=>(const Period& a, const Period& b) {
  if (a.first_day() < b.first_day()) return std::strong_ordering::less;
  if (b.first_day() < a.first_day()) return std::strong_ordering::greater;
  return MonthsOf(b.kind_) <=> MonthsOf(a.kind_);
}

absl::StatusOr<std::vector<Period>> ParsePeriods(const std::vector<std::string>& texts) {
  std::vector<Period> periods;
  for (const std::string& text : texts) {
    ASSIGN_OR_RETURN(const Period period, Period::Parse(text, "periods"));
    if (std::find(periods.begin(), periods.end(), period) != periods.end()) {
      return status::InvalidField("periods", "each period once", absl::StrCat(text, " twice"),
                                  "REPEATED_VALUE");
    }
    periods.push_back(period);
  }
  return periods;
}

}  // namespace ett::figures
