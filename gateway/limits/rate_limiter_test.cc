#include "gateway/limits/rate_limiter.h"

#include <gtest/gtest.h>

namespace ett::limits {
namespace {

const Instant kNow{std::chrono::hours(1000)};
constexpr char kGet[] = "ett.hr.v1.HrService/GetOrgUnit";
constexpr char kList[] = "ett.hr.v1.HrService/ListOrgUnits";
const Who kAnna{"anna", "10.0.0.1"};
const Who kNobody{"", "10.0.0.1"};

Limit Of(const char* methods, const char* callers, std::int64_t burst) {
  return {methods, callers, {1, absl::Hours(1), burst}};
}

class RateLimiterTest : public ::testing::Test {
 protected:
  // Calls let in until the first that is refused.
  int Many(absl::string_view method, const Who& who) {
    int count = 0;
    while (count < 1000 && limiter_.Take(method, who, kNow)->taken.is_allowed) ++count;
    return count;
  }

  RateLimiter limiter_;
};

TEST_F(RateLimiterTest, WithoutALimitNothingIsSaid) {
  EXPECT_FALSE(limiter_.Take(kGet, kAnna, kNow).has_value());
  limiter_.Use({Of("ett.property.v1.*", "*", 1)});
  EXPECT_FALSE(limiter_.Take(kGet, kAnna, kNow).has_value());
}

TEST_F(RateLimiterTest, TheLimitThatSaysMostCounts) {
  limiter_.Use({Of("*", "*", 1), Of("ett.hr.v1.*", "*", 2), Of(kGet, "*", 3), Of("*", "anna", 4)});
  EXPECT_EQ(Many(kGet, kNobody), 3);
  EXPECT_EQ(Many(kList, kNobody), 2);
  EXPECT_EQ(Many("ett.property.v1.PropertyService/GetBuilding", kNobody), 1);
  EXPECT_EQ(limiter_.Take(kList, kNobody, kNow)->methods, "ett.hr.v1.*");
  // What is for a caller by name stands before what is for all.
  EXPECT_EQ(Many(kGet, kAnna), 4);
}

TEST_F(RateLimiterTest, ACallerHasOneBucketForAllMethodsOfALimit) {
  limiter_.Use({Of("ett.hr.v1.*", "*", 2)});
  EXPECT_TRUE(limiter_.Take(kGet, kAnna, kNow)->taken.is_allowed);
  EXPECT_TRUE(limiter_.Take(kList, kAnna, kNow)->taken.is_allowed);
  EXPECT_FALSE(limiter_.Take(kGet, kAnna, kNow)->taken.is_allowed);
}

TEST_F(RateLimiterTest, ANameIsNotAnAddress) {
  limiter_.Use({Of("*", "*", 1)});
  EXPECT_EQ(Many(kGet, {"", "10.0.0.1"}), 1);
  EXPECT_EQ(Many(kGet, {"10.0.0.1", "10.0.0.1"}), 1);
  EXPECT_EQ(Many(kGet, {"", "10.0.0.2"}), 1);
}

TEST_F(RateLimiterTest, WhatIsSetAnewKeepsWhatWasTaken) {
  limiter_.Use({Of("*", "*", 2)});
  EXPECT_EQ(Many(kGet, kAnna), 2);
  limiter_.Use({Of("*", "*", 3), Of(kList, "*", 1)});
  EXPECT_EQ(Many(kGet, kAnna), 1);
  limiter_.Use({Of(kList, "*", 1)});
  limiter_.Use({Of("*", "*", 3)});
  EXPECT_EQ(Many(kGet, kAnna), 3);
}

TEST_F(RateLimiterTest, EachOfSeveralProcessesHasItsShare) {
  limiter_.Use({Of("*", "*", 9)});
  limiter_.Share(3);
  EXPECT_EQ(Many(kGet, kAnna), 3);
  limiter_.Share(1);
  EXPECT_EQ(Many(kGet, kAnna), 6);
}

}  // namespace
}  // namespace ett::limits
