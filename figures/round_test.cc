#include "figures/round.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace ett::figures {
namespace {

TEST(RoundTest, RoundsWhatIsWrittenHalfAwayFromZero) {
  EXPECT_EQ(PrintMachine(7.25, 1), "7.3");
  EXPECT_EQ(PrintMachine(0.285, 2), "0.29");
  EXPECT_EQ(PrintMachine(1.005, 2), "1.01");
  EXPECT_EQ(PrintMachine(-0.5, 0), "-1");
  EXPECT_EQ(PrintMachine(2.5, 0), "3");
  EXPECT_EQ(PrintMachine(99.95, 1), "100.0");
  EXPECT_EQ(PrintMachine(-0.04, 1), "0.0");
  EXPECT_EQ(PrintMachine(7, 1), "7.0");
  EXPECT_EQ(PrintMachine(1e21, 0), "1000000000000000000000");
}

TEST(RoundTest, PrintsForPeople) {
  EXPECT_EQ(Print(-1234567.25, 1, Language::kNb), "\u22121\u00a0234\u00a0567,3");
  EXPECT_EQ(Print(-1234567.25, 1, Language::kEn), "\u22121,234,567.3");
  EXPECT_EQ(Print(123, 0, Language::kNb), "123");
  EXPECT_EQ(Print(7.3, 1, Language::kNb), "7,3");
}

RC_GTEST_PROP(RoundTest, IsWithinHalfAUnit, (std::int32_t whole)) {
  const double number = whole / 1000.0;
  const int decimals = *rc::gen::inRange(0, 4);
  const double unit = std::pow(10.0, -decimals);
  RC_ASSERT(std::fabs(RoundDecimal(number, decimals) - number) <= unit / 2 + 1e-9);
}

RC_GTEST_PROP(RoundTest, KeepsTheOrder, (std::int32_t a, std::int32_t b)) {
  const int decimals = *rc::gen::inRange(0, 4);
  const double low = std::min(a, b) / 1000.0;
  const double high = std::max(a, b) / 1000.0;
  RC_ASSERT(RoundDecimal(low, decimals) <= RoundDecimal(high, decimals));
}

RC_GTEST_PROP(RoundTest, RoundingTwiceIsRoundingOnce, (std::int32_t whole)) {
  const double once = RoundDecimal(whole / 1000.0, 2);
  RC_ASSERT(RoundDecimal(once, 2) == once);
}

RC_GTEST_PROP(RoundTest, IsSymmetricAboutZero, (std::int32_t whole)) {
  const double number = whole / 1000.0;
  RC_ASSERT(RoundDecimal(-number, 1) == -RoundDecimal(number, 1));
}

}  // namespace
}  // namespace ett::figures
