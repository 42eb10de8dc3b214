#include "services/ownership/domain/sex_balance.h"

#include <gtest/gtest.h>

#include <utility>

namespace ett::ownership {
namespace {

TEST(SexBalance, TheLeastOfEachSexGrowsWithTheBoard) {
  const std::pair<int, int> cases[] = {{0, 0}, {1, 0}, {2, 1},  {3, 1},  {4, 2},  {5, 2}, {6, 3},
                                       {8, 3}, {9, 4}, {10, 4}, {11, 5}, {12, 5}, {13, 6}};
  for (const auto& [members, least] : cases) EXPECT_EQ(LeastOfEachSex(members), least) << members;
}

TEST(SexBalance, BothSexesCanAlwaysHaveTheirLeast) {
  for (int members = 2; members <= 100; ++members) {
    EXPECT_LE(2 * LeastOfEachSex(members), members) << members;
  }
}

}  // namespace
}  // namespace ett::ownership
