#include "services/ownership/domain/share_system.h"

#include <gtest/gtest.h>

#include <cmath>

namespace ett::ownership {
namespace {

// x[0] = 1 + share·x[size − 1], x[i] = x[i − 1]: all are 1 / (1 − share).
ShareSystem Ring(std::uint32_t size, double share, bool backwards) {
  std::vector<ShareSystem::Coefficient> coefficients;
  for (std::uint32_t i = 0; i < size; ++i) {
    const std::uint32_t row = backwards ? size - 1 - i : i;
    const std::uint32_t before = (i + size - 1) % size;
    coefficients.push_back({row, backwards ? size - 1 - before : before, i == 0 ? share : 1.0});
  }
  return ShareSystem(size, coefficients);
}

std::vector<Estimate> OneAt(std::uint32_t size, std::uint32_t place) {
  std::vector<Estimate> b(size);
  b[place].value = 1;
  return b;
}

// What is told of the error holds, and is of use: below a millionth of the number.
TEST(ShareSystem, ErrorsAreProvenOfSmallAndOfLargeRings) {
  for (const std::uint32_t size : {2, 64, 65, 5000}) {
    for (const double open : {0.5, 1.0 / 128, 1.0 / 65536}) {
      const auto solved = Ring(size, 1 - open, false).Solve(OneAt(size, 0));
      for (const Estimate& each : solved) {
        EXPECT_LE(std::abs(each.value - 1 / open), each.error) << size << " " << open;
        EXPECT_LE(each.error, 1e-6 / open) << size << " " << open;
      }
    }
  }
}

// Sweeps against the order of the ring move a number one place at a time: it would take 150 000 of
// them. The answer is not right, and says so.
TEST(ShareSystem, AnAnswerThatDoesNotComeOutIsNotTakenForOne) {
  constexpr std::uint32_t kSize = 5000;
  const auto solved = Ring(kSize, 0.5, true).Solve(OneAt(kSize, kSize - 1));
  EXPECT_GT(solved[0].error, 0.1);
  for (const Estimate& each : solved) EXPECT_LE(std::abs(each.value - 2), each.error);
}

// The same with fewer is eliminated in the end.
TEST(ShareSystem, WhatSweepsDoNotSettleIsEliminated) {
  constexpr std::uint32_t kSize = 1000;
  const auto solved = Ring(kSize, 0.5, true).Solve(OneAt(kSize, kSize - 1));
  for (const Estimate& each : solved) EXPECT_NEAR(each.value, 2, each.error);
  EXPECT_LE(solved[0].error, 1e-11);
}

// x0 = 1 + x1/2, x1 = x0/2: 4/3 and 2/3. When b is off by e, x is by 4/3·e and 2/3·e.
TEST(ShareSystem, ErrorsOfWhatIsGivenAreCarriedOn) {
  const ShareSystem system(2, {{0, 1, 0.5}, {1, 0, 0.5}});
  const auto solved = system.Solve({{1, 1e-3}, {0, 0}});
  EXPECT_NEAR(solved[0].value, 4.0 / 3, 1e-15);
  EXPECT_NEAR(solved[0].error, 4e-3 / 3, 1e-5);
  EXPECT_NEAR(solved[1].error, 2e-3 / 3, 1e-5);
}

}  // namespace
}  // namespace ett::ownership
