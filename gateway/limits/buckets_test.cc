#include "gateway/limits/buckets.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"

namespace ett::limits {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

constexpr Quota kTenASecond{10, absl::Seconds(1), 3};
const Instant kStart{std::chrono::hours(1000)};

TEST(Buckets, ABurstComesAtOnceAndThenOneAnInterval) {
  Buckets buckets(100);
  for (const std::int64_t left : {2, 1, 0}) {
    const Taken taken = buckets.Take("a", kTenASecond, kStart);
    EXPECT_TRUE(taken.is_allowed);
    EXPECT_EQ(taken.remaining, left);
    EXPECT_EQ(taken.full_in, (3 - left) * absl::Milliseconds(100));
  }
  const Taken refused = buckets.Take("a", kTenASecond, kStart);
  EXPECT_FALSE(refused.is_allowed);
  EXPECT_EQ(refused.remaining, 0);
  EXPECT_EQ(refused.wait, absl::Milliseconds(100));
  EXPECT_FALSE(
      buckets.Take("a", kTenASecond, kStart + milliseconds(100) - nanoseconds(1)).is_allowed);
  EXPECT_TRUE(buckets.Take("a", kTenASecond, kStart + milliseconds(100)).is_allowed);
  EXPECT_FALSE(buckets.Take("a", kTenASecond, kStart + milliseconds(100)).is_allowed);
}

TEST(Buckets, APauseFillsTheBucketAndNoMore) {
  Buckets buckets(100);
  for (int i = 0; i < 4; ++i) buckets.Take("a", kTenASecond, kStart);
  const Instant later = kStart + seconds(100);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(buckets.Take("a", kTenASecond, later).is_allowed);
  EXPECT_FALSE(buckets.Take("a", kTenASecond, later).is_allowed);
}

TEST(Buckets, EachCallerHasAnother) {
  Buckets buckets(100);
  for (int i = 0; i < 4; ++i) buckets.Take("a", kTenASecond, kStart);
  EXPECT_TRUE(buckets.Take("b", kTenASecond, kStart).is_allowed);
}

TEST(Buckets, OfManyThreadsExactlyTheBurstIsLetIn) {
  Buckets buckets(100);
  const Quota quota{1, absl::Hours(1), 1000};
  std::atomic<int> allowed = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < 1000; ++j) allowed += buckets.Take("a", quota, kStart).is_allowed;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(allowed, 1000);
}

TEST(Buckets, ARefusalIsTheFirstOncePerWindow) {
  Buckets buckets(100);
  const Quota quota{1, absl::Seconds(1), 1};
  buckets.Take("a", quota, kStart);
  EXPECT_TRUE(buckets.Take("a", quota, kStart).is_first);
  EXPECT_FALSE(buckets.Take("a", quota, kStart + milliseconds(999)).is_first);
  buckets.Take("a", quota, kStart + seconds(1));
  EXPECT_TRUE(buckets.Take("a", quota, kStart + seconds(1)).is_first);
}

TEST(Buckets, CallersInHostileNumbersCostABoundedMemory) {
  Buckets buckets(1000);
  const Quota quota{1, absl::Hours(1), 10};
  for (int i = 0; i < 10; ++i) buckets.Take("greedy", quota, kStart);
  for (int i = 0; i < 100'000; ++i) {
    EXPECT_TRUE(buckets.Take(absl::StrCat(i), quota, kStart).is_allowed);
  }
  EXPECT_LE(buckets.size(), 1100);
  // Who asked most is not forgotten.
  EXPECT_FALSE(buckets.Take("greedy", quota, kStart).is_allowed);
}

TEST(Buckets, FullOnesGoFirst) {
  // Which shard a caller is in differs by run: about 50 early ones and 19 late ones in each, of 64.
  Buckets buckets(1000);
  const Quota quota{1, absl::Seconds(1), 2};
  for (int i = 0; i < 800; ++i) buckets.Take(absl::StrCat("early ", i), quota, kStart);
  const Instant later = kStart + seconds(1);
  for (int i = 0; i < 300; ++i) {
    buckets.Take(absl::StrCat("late ", i), quota, later);
    buckets.Take(absl::StrCat("late ", i), quota, later);
  }
  int refused = 0;
  for (int i = 0; i < 300; ++i) {
    refused += !buckets.Take(absl::StrCat("late ", i), quota, later).is_allowed;
  }
  EXPECT_EQ(refused, 300);
}

TEST(Buckets, ASmallerQuotaHoldsAtOnce) {
  Buckets buckets(100);
  const Quota large{1, absl::Hours(1), 1000};
  for (int i = 0; i < 1000; ++i) buckets.Take("a", large, kStart);
  const Quota small{10, absl::Seconds(1), 1};
  const Taken taken = buckets.Take("a", small, kStart);
  EXPECT_FALSE(taken.is_allowed);
  EXPECT_EQ(taken.wait, absl::Milliseconds(100));
}

TEST(Quota, IsSharedEvenlyButNeverToNothing) {
  const Quota quota{100, absl::Minutes(1), 20};
  EXPECT_EQ(quota.SharedBy(1), quota);
  EXPECT_EQ(quota.SharedBy(3), (Quota{33, absl::Minutes(1), 6}));
  EXPECT_EQ(quota.SharedBy(1000), (Quota{1, absl::Minutes(1), 1}));
}

}  // namespace
}  // namespace ett::limits
