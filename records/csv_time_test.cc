#include "records/csv_time.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace ett::records {
namespace {

using ::testing::HasSubstr;

// In UTC, or the reason why there is none.
std::string Read(const std::string& text, const std::string& zone = "") {
  const auto written = ReadTime(text);
  if (!written.has_value()) return "none";
  const auto time = TimeOf(*written, FindTimeZone(zone));
  if (const auto* problem = std::get_if<TimeProblem>(&time)) {
    return absl::StrCat(problem->reason, ": ", problem->wanted);
  }
  return absl::FormatTime("%Y-%m-%dT%H:%M:%E*SZ", std::get<absl::Time>(time), absl::UTCTimeZone());
}

TEST(CsvTimeTest, TimesAreReadAsTheyAreCommonlyWritten) {
  EXPECT_EQ(Read("2018-03-25T02:00Z"), "2018-03-25T02:00:00Z");
  EXPECT_EQ(Read("2018-03-25T02:00:30.25+01:00"), "2018-03-25T01:00:30.25Z");
  EXPECT_EQ(Read("25.03.2018 02:00+0200"), "2018-03-25T00:00:00Z");
  EXPECT_EQ(Read("2018-01-25 02:00", "Europe/Oslo"), "2018-01-25T01:00:00Z");
  EXPECT_EQ(Read("25.07.2018 02:00:00", "Europe/Oslo"), "2018-07-25T00:00:00Z");
  EXPECT_EQ(Read("2018-03-25 02:00", "UTC"), "2018-03-25T02:00:00Z");
}

TEST(CsvTimeTest, WhatIsNoTimeIsNotRead) {
  for (const char* text :
       {"", "2018-03-25", "2018-02-30 00:00", "2018-13-01 00:00", "2018-03-25 24:00",
        "2018-03-25 1:00", "2018-03-25 01:60", "2018-03-25 01:00:", "2018-03-25 01:00:00.",
        "2018-03-25 01:00 Z", "2018-03-25 01:00+1", "25.3.2018 01:00", "03/25/2018 01:00",
        "0000-01-01 00:00", "2018-03-25  01:00"}) {
    EXPECT_EQ(Read(text, "UTC"), "none") << text;
  }
}

TEST(CsvTimeTest, ATimeWithoutOffsetIsNeverGuessed) {
  EXPECT_THAT(Read("2018-01-25 02:00"), HasSubstr("NO_OFFSET"));
  EXPECT_EQ(Read("2018-03-25 02:30", "Europe/Oslo"),
            "NONEXISTENT_TIME: a time that clocks of Europe/Oslo show, such as "
            "2018-03-25T01:30:00+01:00 or 2018-03-25T03:30:00+02:00");
  EXPECT_EQ(Read("2018-10-28 02:00", "Europe/Oslo"),
            "AMBIGUOUS_TIME: a time with its offset, which is either 2018-10-28T02:00:00+02:00 or "
            "2018-10-28T02:00:00+01:00");
  EXPECT_EQ(Read("2018-10-28 02:00+02:00", "Europe/Oslo"), "2018-10-28T00:00:00Z");
  EXPECT_EQ(Read("2018-10-28 03:00", "Europe/Oslo"), "2018-10-28T02:00:00Z");
}

TEST(CsvTimeTest, OnlyTimeZonesOfTheDatabaseAreFound) {
  EXPECT_TRUE(FindTimeZone("America/New_York").has_value());
  for (const char* name : {"", "localtime", "/etc/localtime", "../../../etc/localtime", "Oslo",
                           "file:/etc/localtime"}) {
    EXPECT_FALSE(FindTimeZone(name).has_value()) << name;
  }
}

}  // namespace
}  // namespace ett::records
