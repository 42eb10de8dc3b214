#include "figures/change.h"

#include <gtest/gtest.h>

namespace ett::figures {
namespace {

TEST(ChangeTest, PercentAndPointsAreTwoFigures) {
  EXPECT_NEAR(*ChangeInPercent(7.5, 7.3), -2.6667, 1e-4);
  EXPECT_EQ(ChangeInPoints(7.5, 7.3), -0.2);
}

TEST(ChangeTest, NothingGrowsFromZero) { EXPECT_EQ(ChangeInPercent(0, 5), std::nullopt); }

// Norwegian state statistics on municipal property, 2023 → 2024, 1000 kr and m².
struct Claim {
  const char* name;
  double from, to, percent;
};
class ClaimTest : public testing::TestWithParam<Claim> {};

TEST_P(ClaimTest, APublishedChangeHolds) {
  const auto& [name, from, to, percent] = GetParam();
  EXPECT_TRUE(ClaimHolds({from, 0}, {to, 0}, {percent, 1}));
  EXPECT_FALSE(ClaimHolds({from, 0}, {to, 0}, {percent + 0.2, 1}));
}

const Claim kClaims[] = {
    {"maintenance", 4'290'054, 3'446'807, -19.7}, {"energy", 4'435'996, 3'930'555, -11.4},
    {"cleaning", 4'734'376, 4'956'133, 4.7},      {"investment", 28'635'068, 33'291'577, 16.3},
    {"area", 27'268'635, 27'240'484, -0.1},       {"leased", 1'354'801, 1'434'306, 5.9},
};
INSTANTIATE_TEST_SUITE_P(, ClaimTest, testing::ValuesIn(kClaims),
                         [](const auto& test) { return test.param.name; });

TEST(ChangeTest, RoundedPartsAllowWhatTheyAllow) {
  // 7.5 → 7.3 may have been 7.46 → 7.34 or 7.54 → 7.26.
  EXPECT_TRUE(ClaimHolds({7.5, 1}, {7.3, 1}, {-1.7, 1}));
  EXPECT_TRUE(ClaimHolds({7.5, 1}, {7.3, 1}, {-3.7, 1}));
  EXPECT_FALSE(ClaimHolds({7.5, 1}, {7.3, 1}, {-4.2, 1}));
}

}  // namespace
}  // namespace ett::figures
