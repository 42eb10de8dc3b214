#include "gateway/limits/limit_file.h"

#include <gtest/gtest.h>

#include "status/matchers.h"

namespace ett::limits {
namespace {

TEST(LimitFile, SaysWhoMayCallWhatHowOften) {
  const auto limits = ParseLimits("limits.json", R"([
    {"methods": "ett.hr.v1.*", "callers": "nattjobb", "rate": 600, "per": "1m", "burst": 20},
    {"methods": "*", "rate": 5, "per": "1h"}
  ])");
  ASSERT_THAT(limits, status::IsOk());
  ASSERT_EQ(limits->size(), 2);
  EXPECT_EQ((*limits)[0].methods, "ett.hr.v1.*");
  EXPECT_EQ((*limits)[0].callers, "nattjobb");
  EXPECT_EQ((*limits)[0].quota, (Quota{600, absl::Minutes(1), 20}));
  EXPECT_EQ((*limits)[0].quota.interval(), absl::Milliseconds(100));
  EXPECT_EQ((*limits)[0].quota.window(), absl::Seconds(2));
  EXPECT_EQ((*limits)[1].callers, "*");
  EXPECT_EQ((*limits)[1].quota, (Quota{5, absl::Hours(1), 5}));
}

TEST(LimitFile, AnEmptyListLimitsNothing) {
  const auto limits = ParseLimits("limits.json", "[]");
  ASSERT_THAT(limits, status::IsOk());
  EXPECT_TRUE(limits->empty());
}

struct Wrong {
  const char* text;
  const char* says;
};

TEST(LimitFile, WhatIsWrongIsNamed) {
  const std::vector<Wrong> cases = {
      {"", "limits.json:1: want JSON, got syntax error"},
      {"[\n{\"methods\": \"*\",\n}]", "limits.json:3: want JSON, got syntax error"},
      {"{}", "limits.json: want a list of at most 1000 limits, got {}"},
      {"[1]", "limits.json: [0]: want an object, got 1"},
      {R"([{"rate": 1, "per": "1s"}])", "[0].methods: want \"*\", \"ett.hr.v1.*\""},
      {R"([{"methods": "ett.hr*", "rate": 1, "per": "1s"}])", "got \"ett.hr*\""},
      {R"([{"methods": "/a.B/C", "rate": 1, "per": "1s"}])", "got \"/a.B/C\""},
      {R"([{"methods": "a.B.C", "rate": 1, "per": "1s"}])", "got \"a.B.C\""},
      {R"([{"methods": "a.B/", "rate": 1, "per": "1s"}])", "got \"a.B/\""},
      {R"([{"methods": "*", "callers": "", "rate": 1, "per": "1s"}])",
       "[0].callers: want a caller's name or \"*\", got \"\""},
      {R"([{"methods": "*", "per": "1s"}])",
       "[0].rate: want a whole number of 1..1000000, got null"},
      {R"([{"methods": "*", "rate": 0, "per": "1s"}])", "[0].rate: want a whole number"},
      {R"([{"methods": "*", "rate": 1.5, "per": "1s"}])", "got 1.5"},
      {R"([{"methods": "*", "rate": 1000001, "per": "1s"}])", "got 1000001"},
      {R"([{"methods": "*", "rate": 18446744073709551615, "per": "1s"}])",
       "got 18446744073709551615"},
      {R"([{"methods": "*", "rate": 1, "per": "1d"}])",
       "[0].per: want \"1s\", \"1m\" or \"1h\", got \"1d\""},
      {R"([{"methods": "*", "rate": 1, "per": "1s", "burst": -1}])",
       "[0].burst: want a whole number of 1..1000000, got -1"},
      {R"([{"methods": "*", "rate": 1, "per": "1s", "bursts": 1}])",
       "[0]: want methods, callers, rate, per and burst, got \"bursts\""},
      {R"([{"methods": "*", "rate": 1, "rate": 2, "per": "1s"}])", "got \"rate\" twice"},
      {R"([{"methods": "*", "rate": 1, "per": "1s"}, {"methods": "*", "rate": 2, "per": "1s"}])",
       "[1].methods: want one limit for the same methods and callers, got \"*\""},
  };
  for (const Wrong& each : cases) {
    EXPECT_THAT(ParseLimits("limits.json", each.text),
                status::StatusSays(absl::StatusCode::kInvalidArgument, each.says))
        << each.text;
  }
}

TEST(LimitFile, AMethodIsMeantByItsNameOrItsBeginning) {
  EXPECT_TRUE(IsOf("*", "ett.hr.v1.HrService/GetOrgUnit"));
  EXPECT_TRUE(IsOf("ett.hr.v1.*", "ett.hr.v1.HrService/GetOrgUnit"));
  EXPECT_TRUE(IsOf("ett.hr.v1.HrService/*", "ett.hr.v1.HrService/GetOrgUnit"));
  EXPECT_TRUE(IsOf("ett.hr.v1.HrService/GetOrgUnit", "ett.hr.v1.HrService/GetOrgUnit"));
  EXPECT_FALSE(IsOf("ett.hr.v1.HrService/GetOrg", "ett.hr.v1.HrService/GetOrgUnit"));
  EXPECT_FALSE(IsOf("ett.property.v1.*", "ett.hr.v1.HrService/GetOrgUnit"));
}

}  // namespace
}  // namespace ett::limits
