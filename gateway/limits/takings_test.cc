#include "gateway/limits/takings.h"

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <random>

#include "absl/strings/str_cat.h"
#include "gateway/limits/rate_limiter.h"

namespace ett::limits {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;

const Instant kStart{hours(1000)};
constexpr char kGet[] = "ett.hr.v1.HrService/GetOrgUnit";
const Who kAnna{"anna", "10.0.0.1"};

Limit Of(const Quota& quota) { return {"ett.hr.v1.*", "*", quota}; }

// Two processes that count together.
class TakingsTest : public ::testing::Test {
 protected:
  void Use(const Quota& quota) {
    for (RateLimiter& each : limiters_) {
      each.Use({Of(quota)});
      each.Share(2);
      each.CountTogether(true);
    }
  }
  bool Take(int process, Instant now, const Who& who = kAnna) {
    return limiters_[process].Take(kGet, who, now)->taken.is_allowed;
  }
  // Calls let in until the first that is refused.
  int Many(int process, Instant now, const Who& who = kAnna) {
    int count = 0;
    while (count < 10'000 && Take(process, now, who)) ++count;
    return count;
  }
  // What each let in is told to the other.
  void Exchange(Instant now) {
    const auto first = limiters_[0].TakeUntold(1000);
    const auto second = limiters_[1].TakeUntold(1000);
    for (const Takings& each : first) limiters_[1].Add(each, now);
    for (const Takings& each : second) limiters_[0].Add(each, now);
  }

  std::array<RateLimiter, 2> limiters_;
};

TEST_F(TakingsTest, ACallerOfOneProcessHasTheWholeLimit) {
  Use({1, absl::Hours(1), 8});
  EXPECT_EQ(Many(0, kStart), 8);
  Exchange(kStart);
  EXPECT_EQ(Many(1, kStart), 0);
  EXPECT_TRUE(Take(1, kStart + hours(1)));
}

TEST_F(TakingsTest, WhatIsLeftIsWhatNobodyTook) {
  Use({1, absl::Hours(1), 8});
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(Take(0, kStart));
  for (int i = 0; i < 2; ++i) EXPECT_TRUE(Take(1, kStart));
  Exchange(kStart);
  const auto ruling = limiters_[1].Take(kGet, kAnna, kStart);
  EXPECT_EQ(ruling->taken.remaining, 2);
  EXPECT_EQ(ruling->quota, (Quota{1, absl::Hours(1), 8}));
}

TEST_F(TakingsTest, CallersAreApartWhoeverToldOfThem) {
  Use({1, absl::Hours(1), 8});
  EXPECT_EQ(Many(0, kStart), 8);
  Exchange(kStart);
  EXPECT_EQ(Many(1, kStart, {"bo", "10.0.0.1"}), 8);
  EXPECT_EQ(Many(1, kStart, {"", "10.0.0.1"}), 8);
}

TEST_F(TakingsTest, WhatWasTakenTwiceIsWaitedFor) {
  Use({1, absl::Hours(1), 8});
  EXPECT_EQ(Many(0, kStart) + Many(1, kStart), 16);
  Exchange(kStart);
  EXPECT_EQ(Many(0, kStart + hours(8)) + Many(1, kStart + hours(8)), 0);
  EXPECT_TRUE(Take(0, kStart + hours(9)));
}

TEST_F(TakingsTest, NothingIsToldTwice) {
  Use({1, absl::Hours(1), 8});
  Take(0, kStart);
  EXPECT_EQ(limiters_[0].TakeUntold(10).size(), 1);
  EXPECT_TRUE(limiters_[0].TakeUntold(10).empty());
}

TEST_F(TakingsTest, ThoseWithMostCallsAreToldOfFirst) {
  Use({1, absl::Hours(1), 8});
  for (int i = 0; i < 100; ++i) Take(0, kStart, {"", absl::StrCat("10.0.1.", i)});
  Many(0, kStart);
  const auto first = limiters_[0].TakeUntold(1);
  ASSERT_EQ(first.size(), 1);
  EXPECT_EQ(first[0].caller, "=anna");
  EXPECT_EQ(first[0].calls, 8);
  EXPECT_EQ(first[0].methods, "ett.hr.v1.*");
  EXPECT_EQ(first[0].callers, "*");
  EXPECT_EQ(limiters_[0].TakeUntold(60).size(), 60);
  EXPECT_EQ(limiters_[0].TakeUntold(60).size(), 40);
}

TEST_F(TakingsTest, WhenNobodyIsToldTheShareHoldsWithWhatIsKnown) {
  Use({1, absl::Hours(1), 8});
  for (int i = 0; i < 3; ++i) Take(0, kStart);
  for (int i = 0; i < 3; ++i) Take(1, kStart);
  Exchange(kStart);
  for (RateLimiter& each : limiters_) each.CountTogether(false);
  // Of its share of four it has taken three, and of the eight six are taken.
  EXPECT_EQ(Many(0, kStart), 1);
  EXPECT_EQ(Many(1, kStart), 1);
  EXPECT_EQ(Many(1, kStart, {"bo", ""}), 4);
}

TEST_F(TakingsTest, ALimitThatIsFullAgainBeforeOthersTellIsSharedEvenly) {
  Use({100, absl::Seconds(1), 10});
  EXPECT_EQ(Many(0, kStart), 5);
  EXPECT_TRUE(limiters_[0].TakeUntold(10).empty());
}

TEST_F(TakingsTest, ACallerWhoseNameIsTooLongToTellHasAShare) {
  Use({1, absl::Hours(1), 8});
  const std::string name(kLongestCaller, 'x');
  EXPECT_EQ(Many(0, kStart, {name, ""}), 4);
  EXPECT_TRUE(limiters_[0].TakeUntold(10).empty());
}

TEST_F(TakingsTest, NumbersThatCannotBeCountNothingOrNoMoreThanCanBe) {
  Use({1, absl::Hours(1), 8});
  const std::int64_t most = std::numeric_limits<std::int64_t>::max();
  for (const Takings& wrong :
       {Takings{"ett.hr.v1.*", "*", "=anna", 0}, Takings{"ett.hr.v1.*", "*", "=anna", -most},
        Takings{"ett.hr.v1.*", "bo", "=anna", 8}, Takings{"ett.x.v1.*", "*", "=anna", 8},
        Takings{"ett.hr.v1.*", "*", "anna", 8}, Takings{"ett.hr.v1.*", "*", "", 8},
        Takings{"ett.hr.v1.*", "*", "=" + std::string(kLongestCaller, 'x'), 8}}) {
    limiters_[0].Add(wrong, kStart);
  }
  EXPECT_EQ(Many(0, kStart), 8);
  for (int i = 0; i < 3; ++i) {
    limiters_[1].Add({"ett.hr.v1.*", "*", "=anna", most}, kStart);
  }
  EXPECT_FALSE(Take(1, kStart));
  // Two processes' windows of eight hours, and their silence.
  EXPECT_FALSE(Take(1, kStart + hours(9)));
  EXPECT_TRUE(Take(1, kStart + hours(10)));
}

// At each call that is let in: no more came before than one bucket would have let in, and what the
// other process let in and has not told of.
TEST_F(TakingsTest, NoMoreIsLetInThanTheLimitAndWhatWasNotToldYet) {
  const Quota quota{40, absl::Seconds(1), 20};
  Use(quota);
  for (unsigned seed = 1; seed <= 200; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    // Each seed has buckets of its own.
    const std::string name = absl::StrCat(seed);
    const Who who{name, ""};
    // Callers that ask for less than the limit up to four times as much, on one side or on both.
    std::exponential_distribution<double> pause(
        std::uniform_real_distribution(20.0, 160.0)(random));
    std::bernoulli_distribution is_second(std::uniform_real_distribution(0.0, 1.0)(random));
    std::array<int, 2> untold = {};
    int let_in = 0;
    Instant told = kStart;
    for (Instant now = kStart; now < kStart + std::chrono::seconds(30);
         now += nanoseconds(static_cast<std::int64_t>(pause(random) * 1e9))) {
      for (; now - told >= milliseconds(250); untold = {}) {
        told += milliseconds(250);
        Exchange(told);
      }
      const int process = is_second(random);
      if (!Take(process, now, who)) continue;
      ++let_in;
      ++untold[process];
      const std::int64_t anew = (now - kStart) / milliseconds(25);
      ASSERT_LE(let_in, quota.burst + anew + untold[1 - process]);
    }
    EXPECT_GT(let_in, 0);
  }
}

}  // namespace
}  // namespace ett::limits
