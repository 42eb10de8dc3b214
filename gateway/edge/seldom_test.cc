#include "gateway/edge/seldom.h"

#include <gtest/gtest.h>

namespace ett::edge {
namespace {

TEST(Seldom, WhatComesOftenIsToldAtTimesWithHowOftenItCame) {
  Seldom seldom(absl::Minutes(10));
  const absl::Time start = absl::FromUnixSeconds(1'560'000'000);
  EXPECT_EQ(seldom.Tell("a", start), 0);
  EXPECT_EQ(seldom.Tell("a", start + absl::Minutes(1)), std::nullopt);
  EXPECT_EQ(seldom.Tell("b", start + absl::Minutes(2)), 0);
  EXPECT_EQ(seldom.Tell("a", start + absl::Minutes(9)), std::nullopt);
  EXPECT_EQ(seldom.Tell("a", start + absl::Minutes(10)), 2);
  EXPECT_EQ(seldom.Tell("a", start + absl::Minutes(20)), 0);
}

}  // namespace
}  // namespace ett::edge
