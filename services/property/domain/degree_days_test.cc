#include "services/property/domain/degree_days.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace ett::property {
namespace {

TEST(DegreeDays, AreTheDegreesBelowTheBase) {
  EXPECT_DOUBLE_EQ(DegreeDaysOf(-3.5), 20.5);
  EXPECT_DOUBLE_EQ(DegreeDaysOf(17), 0);
  EXPECT_DOUBLE_EQ(DegreeDaysOf(25), 0);
  EXPECT_DOUBLE_EQ(DegreeDaysOf(10, 15), 5);
}

TEST(DegreeDays, OfTheExampleOfStatisticsNorwayCorrect) {
  EXPECT_NEAR(1000 * CorrectionOf(0.55, 4000, 3600), 1061.111, 0.001);
}

RC_GTEST_PROP(DegreeDays, CorrectNothingWithoutShareOrDays, ()) {
  const double normal = *rc::gen::inRange(0, 5000);
  const double actual = *rc::gen::inRange(0, 5000);
  RC_ASSERT(CorrectionOf(0, normal, actual) == 1);
  RC_ASSERT(CorrectionOf(0.5, normal, 0) == 1);
  RC_ASSERT(CorrectionOf(0.5, actual, actual) == 1);
}

}  // namespace
}  // namespace ett::property
