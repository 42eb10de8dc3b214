#include "services/ownership/domain/threshold.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace ett::ownership {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Position Same(std::int64_t part, std::int64_t whole) { return {{part, whole}, {part, whole}}; }

TEST(Threshold, IsReachedAtItsPartOrJustAbove) {
  using enum Threshold;
  struct Case {
    std::int64_t part;
    std::int64_t whole;
    std::vector<Threshold> reached;
  };
  const Case cases[] = {
      {0, 30, {}},
      {99, 1000, {}},
      {100, 1000, {kDemandsMeeting}},
      {10, 30, {kDemandsMeeting}},
      {11, 30, {kDemandsMeeting, kBlocksArticles}},
      {15, 30, {kDemandsMeeting, kBlocksArticles}},
      {16, 30, {kDemandsMeeting, kBlocksArticles, kOrdinaryMajority}},
      {19, 30, {kDemandsMeeting, kBlocksArticles, kOrdinaryMajority}},
      {20, 30, {kDemandsMeeting, kBlocksArticles, kOrdinaryMajority, kChangesArticles}},
      {27, 30, {kDemandsMeeting, kBlocksArticles, kOrdinaryMajority, kChangesArticles}},
      {28,
       30,
       {kDemandsMeeting, kBlocksArticles, kOrdinaryMajority, kChangesArticles, kSqueezesOut}},
      {30,
       30,
       {kDemandsMeeting, kBlocksArticles, kOrdinaryMajority, kChangesArticles, kSqueezesOut,
        kSoleOwner}},
  };
  for (const Case& each : cases) {
    EXPECT_EQ(ThresholdsReached(Same(each.part, each.whole)), each.reached)
        << each.part << " of " << each.whole;
  }
}

// A double takes the three largest parts for the same.
TEST(Threshold, IsExactAmongTheLargestNumbers) {
  const std::int64_t whole = std::numeric_limits<std::int64_t>::max() / 3 * 3;
  const ThresholdRule& changes = kThresholds[3];
  EXPECT_FALSE(Reaches(Counting{whole / 3 * 2 - 1, whole}, changes));
  EXPECT_TRUE(Reaches(Counting{whole / 3 * 2, whole}, changes));
  const ThresholdRule& blocks = kThresholds[1];
  EXPECT_FALSE(Reaches(Counting{whole / 3, whole}, blocks));
  EXPECT_TRUE(Reaches(Counting{whole / 3 + 1, whole}, blocks));
}

// Two classes. 10 % of the capital with 91 of 100 votes decides and blocks, and changes nothing.
TEST(Threshold, VotesAndCapitalCountWhereTheLawSaysSo) {
  using enum Threshold;
  EXPECT_THAT(ThresholdsReached({{10, 100}, {91, 100}}),
              ElementsAre(kDemandsMeeting, kBlocksArticles, kOrdinaryMajority));
  EXPECT_THAT(ThresholdsReached({{90, 100}, {9, 100}}),
              ElementsAre(kDemandsMeeting, kBlocksArticles));
  EXPECT_THAT(ThresholdsReached({{9, 100}, {20, 100}}), IsEmpty());
}

TEST(Threshold, NothingOfNothingReachesNone) {
  EXPECT_THAT(ThresholdsReached(Same(0, 0)), IsEmpty());
}

}  // namespace
}  // namespace ett::ownership
