#include "gateway/edge/retry_budget.h"

#include <gtest/gtest.h>

#include "gateway/edge/outlier.h"

namespace ett::edge {
namespace {

TEST(RetryBudgetTest, IsAFifthOfTheCallsOfTenSeconds) {
  RetryBudget budget;
  const absl::Time start = absl::UnixEpoch() + absl::Hours(1);
  for (int i = 0; i < 100; ++i) budget.CountCall(start);
  for (int i = 0; i < 20; ++i) EXPECT_TRUE(budget.Take(start + absl::Seconds(i % 10)));
  EXPECT_FALSE(budget.Take(start + absl::Seconds(9)));
  // Ten seconds later all is forgotten.
  EXPECT_TRUE(budget.Take(start + absl::Seconds(20)));
}

TEST(RetryBudgetTest, IsTenWhereThereAreFewCalls) {
  RetryBudget budget;
  const absl::Time start = absl::UnixEpoch() + absl::Hours(1);
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(budget.Take(start));
  EXPECT_FALSE(budget.Take(start + absl::Seconds(9)));
  EXPECT_TRUE(budget.Take(start + absl::Seconds(10)));
}

TEST(OutlierTest, IsLeftOutTwiceAsLongEachTime) {
  Outlier outlier;
  absl::Time now = absl::UnixEpoch();
  for (int i = 0; i < 4; ++i) EXPECT_FALSE(outlier.Failed());
  for (const int seconds : {1, 2, 4, 8, 16, 32, 60, 60}) {
    EXPECT_TRUE(outlier.Failed());
    outlier.Eject(now);
    EXPECT_TRUE(outlier.is_ejected(now + absl::Seconds(seconds) - absl::Nanoseconds(1)));
    now += absl::Seconds(seconds);
    EXPECT_FALSE(outlier.is_ejected(now)) << seconds;
  }
  outlier.Succeeded();
  EXPECT_FALSE(outlier.Failed());
}

}  // namespace
}  // namespace ett::edge
