#include "services/hr/domain/development.h"

#include <gtest/gtest.h>

namespace ett::hr {
namespace {

TEST(TradeCertificates, CountThosePeriodAndKnowTradesThatHadOneEarlier) {
  Snapshot staff;
  staff.certificates = {{1, "cleaner", 10}, {2, "cleaner", 20}, {2, "cook", 5}};
  const auto counted = TradeCertificates(staff, {10, 19});
  ASSERT_EQ(counted.size(), 3u);
  EXPECT_EQ(counted[0].count, 1);
  EXPECT_EQ(counted[1].code, "cleaner");
  EXPECT_EQ(counted[1].count, 1);
  EXPECT_EQ(counted[1].persons, 1);
  EXPECT_EQ(counted[2].code, "cook");
  EXPECT_EQ(counted[2].count, 0);
}

TEST(CompletedGroups, AccumulateAndCountAGroupOnce) {
  Snapshot staff;
  staff.completed_groups = {
      {"lup", "g1", 10}, {"lup", "g1", 30}, {"lup", "g2", 20}, {"ethics", "g1", 40}};
  EXPECT_EQ(CompletedGroups(staff, 9)[0].count, 0);
  EXPECT_EQ(CompletedGroups(staff, 10)[0].count, 1);
  EXPECT_EQ(CompletedGroups(staff, 35)[0].count, 2);
  const auto all = CompletedGroups(staff, 40);
  EXPECT_EQ(all[0].count, 3);
  EXPECT_EQ(all[1].code, "ethics");
  EXPECT_EQ(all[2].count, 2);
}

TEST(Targets, AreFoundByMetricAndYear) {
  Snapshot staff;
  staff.targets = {{"hr/sick-leave-rate", 2018, 7.0, true}};
  ASSERT_NE(TargetOf(staff, "hr/sick-leave-rate", 2018), nullptr);
  EXPECT_EQ(TargetOf(staff, "hr/sick-leave-rate", 2017), nullptr);
  EXPECT_EQ(TargetOf(staff, "hr/headcount", 2018), nullptr);
}

TEST(Targets, AreReachedAtTheirValueOnTrackNearerAndOffTrackOtherwise) {
  const Target at_most{"m", 2018, 7.0, true};
  EXPECT_EQ(StatusOf(at_most, 7.0, 7.5), TargetStatus::kReached);
  EXPECT_EQ(StatusOf(at_most, 6.2, {}), TargetStatus::kReached);
  EXPECT_EQ(StatusOf(at_most, 7.3, 7.5), TargetStatus::kOnTrack);
  EXPECT_EQ(StatusOf(at_most, 7.3, 7.3), TargetStatus::kOffTrack);
  EXPECT_EQ(StatusOf(at_most, 7.3, {}), TargetStatus::kOffTrack);
  const Target at_least{"m", 2018, 60, false};
  EXPECT_EQ(StatusOf(at_least, 61, 50), TargetStatus::kReached);
  EXPECT_EQ(StatusOf(at_least, 59, 58), TargetStatus::kOnTrack);
  EXPECT_EQ(StatusOf(at_least, 57, 58), TargetStatus::kOffTrack);
}

}  // namespace
}  // namespace ett::hr
