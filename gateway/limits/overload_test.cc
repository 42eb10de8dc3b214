#include "gateway/limits/overload.h"

#include <gtest/gtest.h>

#include "gateway/limits/call_count.h"

namespace ett::limits {
namespace {

constexpr absl::Duration kEvery = absl::Milliseconds(50);

class OverloadTest : public ::testing::Test {
 protected:
  // A timer that is to fire each 50 ms is late by `lag`, so many times.
  void Late(absl::Duration lag, int times) {
    for (int i = 0; i < times; ++i) {
      now_ += absl::ToChronoNanoseconds(kEvery + lag);
      overload_.Observe(lag, now_);
    }
  }
  // Until the pressure is another; how long it took.
  absl::Duration LateUntilItChanges(absl::Duration lag) {
    const Instant start = now_;
    for (const int before = overload_.pressure(); overload_.pressure() == before;) Late(lag, 1);
    return absl::FromChrono(now_ - start);
  }
  int RefusedOfHundred(Importance importance) {
    int count = 0;
    for (int i = 0; i < 100; ++i) count += overload_.Refuses(importance);
    return count;
  }

  Instant now_{std::chrono::hours(1000)};
  Overload overload_{Overload::Options()};
};

TEST_F(OverloadTest, ALoopThatKeepsUpRefusesNothing) {
  Late(absl::Milliseconds(50), 1000);
  EXPECT_EQ(RefusedOfHundred(Importance::kRead), 0);
  EXPECT_EQ(RefusedOfHundred(Importance::kChange), 0);
}

TEST_F(OverloadTest, ABurstIsNoOverload) {
  for (int i = 0; i < 100; ++i) {
    Late(absl::Milliseconds(300), 1);
    Late(absl::Milliseconds(1), 1);
  }
  EXPECT_EQ(RefusedOfHundred(Importance::kRead), 0);
}

TEST_F(OverloadTest, ReadsAreRefusedMoreAndMoreAndThenChanges) {
  const absl::Duration lag = absl::Milliseconds(51);
  const absl::Duration took = LateUntilItChanges(lag);
  EXPECT_GE(took, absl::Milliseconds(500));
  EXPECT_LE(took, absl::Milliseconds(700));
  EXPECT_EQ(RefusedOfHundred(Importance::kRead), 25);
  EXPECT_EQ(RefusedOfHundred(Importance::kChange), 0);
  for (int i = 0; i < 3; ++i) LateUntilItChanges(lag);
  EXPECT_EQ(RefusedOfHundred(Importance::kRead), 100);
  EXPECT_EQ(RefusedOfHundred(Importance::kChange), 0);
  for (int i = 0; i < 2; ++i) LateUntilItChanges(lag);
  EXPECT_EQ(RefusedOfHundred(Importance::kRead), 100);
  EXPECT_EQ(RefusedOfHundred(Importance::kChange), 50);
  Late(lag, 1000);
  EXPECT_EQ(overload_.pressure(), 200);
  EXPECT_EQ(RefusedOfHundred(Importance::kChange), 100);
}

TEST_F(OverloadTest, ItEndsByAndByWhenTheLoopKeepsUp) {
  for (int i = 0; i < 3; ++i) LateUntilItChanges(absl::Milliseconds(100));
  ASSERT_EQ(overload_.pressure(), 75);
  LateUntilItChanges(absl::ZeroDuration());
  EXPECT_EQ(overload_.pressure(), 65);
  Late(absl::ZeroDuration(), 1000);
  EXPECT_EQ(overload_.pressure(), 0);
  EXPECT_EQ(RefusedOfHundred(Importance::kRead), 0);
}

TEST_F(OverloadTest, ALoopThatStoodStillIsBehindAtOnce) {
  Late(absl::Seconds(3), 1);
  EXPECT_EQ(overload_.pressure(), 25);
}

TEST_F(OverloadTest, WithoutATargetNothingIsRefused) {
  Overload off({absl::ZeroDuration(), absl::Milliseconds(500)});
  for (int i = 0; i < 100; ++i) off.Observe(absl::Seconds(3), now_ += std::chrono::seconds(3));
  EXPECT_EQ(off.pressure(), 0);
  EXPECT_FALSE(off.Refuses(Importance::kRead));
}

TEST(CallCount, APlaceIsFreeWhenItGoes) {
  CallCount count(2);
  CallCount::Place first = count.Enter();
  {
    const CallCount::Place second = count.Enter();
    EXPECT_TRUE(second.is_taken());
    EXPECT_FALSE(count.Enter().is_taken());
  }
  CallCount::Place second = count.Enter();
  EXPECT_TRUE(first.is_taken());
  EXPECT_TRUE(second.is_taken());
  EXPECT_FALSE(count.Enter().is_taken());
  EXPECT_FALSE(count.Enter().is_taken());
  first = CallCount::Place();
  EXPECT_TRUE(count.Enter().is_taken());
  const CallCount::Place moved = std::move(second);
  EXPECT_TRUE(count.Enter().is_taken());
}

}  // namespace
}  // namespace ett::limits
