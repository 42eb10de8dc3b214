#include "records/cell_style.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"

namespace ett::records {
namespace {

constexpr CellStyle kDay = {true, false};
constexpr CellStyle kMoment = {true, true};

TEST(CellStyleTest, NumbersHaveTheDigitsThatASpreadsheetKeeps) {
  const CellText text;
  EXPECT_EQ(text.OfNumber("0.10000000000000001"), "0.1");
  EXPECT_EQ(text.OfNumber("0.30000000000000004"), "0.3");
  EXPECT_EQ(text.OfNumber("1.0000000000001E-2"), "0.010000000000001");
  EXPECT_EQ(text.OfNumber("1.25E3"), "1250");
  EXPECT_EQ(text.OfNumber("-12.5"), "-12.5");
  EXPECT_EQ(text.OfNumber("0"), "0");
  EXPECT_EQ(text.OfNumber("100"), "100");
  EXPECT_EQ(text.OfNumber("999999999999999"), "999999999999999");
  // Digits are lost already: not read as if they were not.
  EXPECT_EQ(text.OfNumber("7.0705750000000006E+17"), "7.0705750000000006E+17");
  EXPECT_EQ(text.OfNumber("x"), "x");
  EXPECT_EQ((CellText{imports::v1::DECIMAL_MARK_COMMA}.OfNumber("12.5")), "12,5");
}

RC_GTEST_PROP(CellStylePropertyTest, ADecimalThatBecameADoubleIsReadBack, ()) {
  const std::int64_t wh = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000);
  const double kwh = static_cast<double>(wh) / 1000;
  std::string wanted = absl::StrFormat("%d.%03d", wh / 1000, wh % 1000);
  while (wanted.back() == '0') wanted.pop_back();
  if (wanted.back() == '.') wanted.pop_back();
  RC_ASSERT(CellText().OfNumber(absl::StrFormat("%.17g", kwh)) == wanted);
}

TEST(CellStyleTest, DaysAreThoseThatSpreadsheetsShow) {
  const CellText text;
  EXPECT_EQ(text.OfMoment("1", kDay), "1900-01-01");
  EXPECT_EQ(text.OfMoment("59", kDay), "1900-02-28");
  EXPECT_EQ(text.OfMoment("60", kDay), "60");  // the 29th of February 1900
  EXPECT_EQ(text.OfMoment("61", kDay), "1900-03-01");
  EXPECT_EQ(text.OfMoment("43184", kDay), "2018-03-25");
  EXPECT_EQ(text.OfMoment("43184", kMoment), "2018-03-25T00:00:00");
  EXPECT_EQ(text.OfMoment("43184.5", kDay), "2018-03-25T12:00:00");
  EXPECT_EQ(text.OfMoment("-1", kDay), "-1");
  EXPECT_EQ(text.OfMoment("1e300", kDay), "1e300");
  EXPECT_EQ(text.OfMoment("0.5", {false, true}), "12:00:00");
  CellText other;
  other.from_1904 = true;
  EXPECT_EQ(other.OfMoment("41722", kDay), "2018-03-25");
  EXPECT_EQ(other.OfMoment("0", kDay), "1904-01-01");
  other.date_format = imports::v1::DATE_FORMAT_DAY_MONTH_YEAR;
  EXPECT_EQ(other.OfMoment("41722.25", kMoment), "25.03.2018 06:00:00");
}

RC_GTEST_PROP(CellStylePropertyTest, QuartersOfAnHourAreExact, ()) {
  const int quarter = *rc::gen::inRange(0, 96 * 20'000);
  const double days = 36'526 + quarter / 96.0;  // from 2000-01-01
  const absl::CivilSecond wanted = absl::CivilSecond(2000, 1, 1) + std::int64_t{quarter} * 900;
  RC_ASSERT(CellText().OfMoment(absl::StrFormat("%.15g", days), kMoment) ==
            absl::FormatCivilTime(wanted));
}

TEST(CellStyleTest, FormatsOfDatesAreToldFromThoseOfNumbers) {
  const auto show = [](const CellStyle& style) {
    return absl::StrCat(style.has_date ? "d" : "", style.has_time ? "t" : "");
  };
  EXPECT_EQ(show(StyleOfCode("yyyy-mm-dd")), "d");
  EXPECT_EQ(show(StyleOfCode("[$-414]d. mmmm yyyy;@")), "d");
  EXPECT_EQ(show(StyleOfCode("dd.mm.yyyy hh:mm")), "dt");
  EXPECT_EQ(show(StyleOfCode("h:mm")), "t");
  EXPECT_EQ(show(StyleOfCode("mmm")), "d");
  for (const char* number : {"General", "0.00", "#,##0.00 \"dagar\"", "[Red]0", "0\\d", "[h]:mm",
                             "0.00E+00", "_-* #,##0_-", "0;\"yd\"", ""}) {
    EXPECT_EQ(show(StyleOfCode(number)), "") << number;
  }
  EXPECT_EQ(show(StyleOfBuiltin(14)), "d");
  EXPECT_EQ(show(StyleOfBuiltin(22)), "dt");
  EXPECT_EQ(show(StyleOfBuiltin(21)), "t");
  EXPECT_EQ(show(StyleOfBuiltin(46)), "");
  EXPECT_EQ(show(StyleOfBuiltin(2)), "");
}

}  // namespace
}  // namespace ett::records
