#include "services/ownership/bods_format.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "services/ownership/bods_percentage.h"

namespace ett::ownership::bods {
namespace {

TEST(Format, DaysAreOfTheCalendar) {
  EXPECT_EQ(ParseDay("2024-02-29"), absl::CivilDay(2024, 2, 29));
  for (const absl::string_view text : {"2023-02-29", "2023-00-01", "2023-13-01", "2023-01-00",
                                       "2023-1-1", "20230101", "2023-01-01 ", "", "2023-01-0x"}) {
    EXPECT_FALSE(ParseDay(text)) << std::string(text);
  }
}

TEST(Format, ATimeHasAZone) {
  const auto time = ParseInstant("2024-01-01T00:30:00+01:00");
  ASSERT_TRUE(time);
  EXPECT_EQ(time->written, absl::CivilDay(2024, 1, 1));
  EXPECT_EQ(time->instant.day, absl::CivilDay(2023, 12, 31));
  EXPECT_EQ(ParseInstant("2023-12-31t23:30:00.000z")->instant, time->instant);
  EXPECT_TRUE(ParseInstant("1990-12-31T23:59:60Z"));
  EXPECT_TRUE(ParseInstant("1990-12-31T15:59:60-08:00"));
  for (const absl::string_view text :
       {"2024-01-01T00:30:00", "2024-01-01T00:30Z", "2024-01-01T24:00:00Z", "2024-01-01T00:60:00Z",
        "2024-01-01T00:00:60Z", "2024-01-01T00:00:00.Z", "2024-01-01T00:00:00+1:00",
        "2024-01-01T00:00:00+24:00", "2024-01-01T", "2024-01-01x00:00:00Z",
        "2024-01-01T00:00:00ZZ"}) {
    EXPECT_FALSE(ParseInstant(text)) << std::string(text);
  }
}

TEST(Format, ACoarseDayIsTheFirstThatItMayBe) {
  EXPECT_EQ(ParseCoarseDay("1950"), absl::CivilDay(1950, 1, 1));
  EXPECT_EQ(ParseCoarseDay("1950-04"), absl::CivilDay(1950, 4, 1));
  EXPECT_EQ(ParseCoarseDay("1950-04-05"), absl::CivilDay(1950, 4, 5));
  for (const absl::string_view text : {"195", "1950-", "1950-13", "1950-00", "1950-4"}) {
    EXPECT_FALSE(ParseCoarseDay(text)) << std::string(text);
  }
}

TEST(Format, AUriHasASchemeAndNothingThatIsToBeEncoded) {
  for (const absl::string_view text :
       {"https://a.example/b?c=d&e=%20#f", "urn:isbn:0451450523", "mailto:a@b.example",
        "http://u:p@[2001:db8::1]:8080/", "file:///a/b", "a:", "http://a.example:/"}) {
    EXPECT_TRUE(IsUri(text)) << std::string(text);
  }
  for (const absl::string_view text :
       {"", "a", "/a/b", "//a.example", ":a", "1a:b", "http://a b", "http://a/%2", "http://a/%zz",
        "http://a.example/æ", "http://a:b", "a:b#c#d", "http://[::1", "http://a\"b"}) {
    EXPECT_FALSE(IsUri(text)) << std::string(text);
  }
}

TEST(Percentage, IsExact) {
  const struct {
    const char* number;
    const char* text;
  } cases[] = {{"0", "0"},
               {"-0", "0"},
               {"0.0", "0"},
               {"100", "100"},
               {"1e2", "100"},
               {"1.0E+2", "100"},
               {"33.30", "33.3"},
               {"0.05", "0.05"},
               {"5e-2", "0.05"},
               {"1234.5e-2", "12.345"},
               {"0.0000000000000001", "0.0000000000000001"},
               {"0.00000000000000009", "0"},
               {"66.66666666666666666", "66.6666666666666666"},
               {"1e-999999999999", "0"},
               {"0e99999999999", "0"},
               {"10", "10"}};
  for (const auto& [number, text] : cases) {
    EXPECT_EQ(Percentage::Parse(number).ToString(), text) << number;
  }
  EXPECT_TRUE(Percentage::IsExact("66.6666666666666666"));
  EXPECT_TRUE(Percentage::IsExact("66.66666666666666660"));
  EXPECT_FALSE(Percentage::IsExact("66.66666666666666666"));
  EXPECT_LT(Percentage::Parse("33.3"), Percentage::Parse("33.33"));
}

RC_GTEST_PROP(Percentage, IsReadAsItIsPrinted, ()) {
  const Percentage percentage =
      Percentage::Of(*rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000'000'001), 16);
  RC_ASSERT(Percentage::Parse(percentage.ToString()) == percentage);
}

}  // namespace
}  // namespace ett::ownership::bods
