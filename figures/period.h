#pragma once

#include <compare>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace ett::figures {

// A year, half-year, quarter or month of the Gregorian calendar, 1900..2100, in Statistics Norway's
// textual form: 2018, 2018H1, 2018K1, 2018M03. Ordered by first day, then longest first.
class Period {
 public:
  enum class Kind { kYear = 12, kHalfYear = 6, kQuarter = 3, kMonth = 1 };  // months

  // INVALID_ARGUMENT says what was wanted and what came, under the name of `field`.
  static absl::StatusOr<Period> Parse(absl::string_view text, absl::string_view field = "period");

  // `index` counts from 1 within the year. Out of range is a programming error.
  static Period Of(Kind kind, int year, int index);
  static Period Year(int year) { return Of(Kind::kYear, year, 1); }
  static Period HalfYear(int year, int half) { return Of(Kind::kHalfYear, year, half); }
  static Period Quarter(int year, int quarter) { return Of(Kind::kQuarter, year, quarter); }
  static Period Month(int year, int month) { return Of(Kind::kMonth, year, month); }

  Kind kind() const { return kind_; }
  int year() const { return year_; }
  int index() const { return index_; }
  absl::CivilDay first_day() const;
  absl::CivilDay last_day() const;
  bool Contains(absl::CivilDay day) const { return first_day() <= day && day <= last_day(); }

  // The period of the same kind just before: of 2018K1, 2017K4.
  Period Previous() const;

  std::string ToString() const;

  friend bool operator==(const Period&, const Period&) = default;
  friend std::strong_ordering operator<=>(const Period& a, const Period& b);

  template <typename H>
  friend H AbslHashValue(H h, const Period& period) {
    return H::combine(std::move(h), period.kind_, period.year_, period.index_);
  }

 private:
  Period(Kind kind, int year, int index) : kind_(kind), year_(year), index_(index) {}

  Kind kind_;
  int year_;
  int index_;
};

// Periods in the order of `texts`; a repeated one is INVALID_ARGUMENT.
absl::StatusOr<std::vector<Period>> ParsePeriods(const std::vector<std::string>& texts);

}  // namespace ett::figures
