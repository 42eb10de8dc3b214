#include "services/ownership/domain/fraction.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace ett::ownership {
namespace {

TEST(Fraction, IsReducedAndHasItsSignAbove) {
  EXPECT_EQ(Fraction(2, 4), Fraction(1, 2));
  EXPECT_EQ(Fraction(1, -2).numerator(), -1);
  EXPECT_EQ(Fraction(0, 7).denominator(), 1);
}

TEST(Fraction, TwoThirdsIsNotSixtySixPointSixtySeven) {
  EXPECT_NE(Fraction(2, 3), Fraction(6667, 10000));
  EXPECT_EQ(Fraction(100, 100).Percent(), 100.0);
}

TEST(Fraction, ASumThatDoesNotFitIsRefused) {
  EXPECT_FALSE(Fraction(1, 9223372036854775807).Plus(Fraction(1, 9223372036854775783)));
}

TEST(Fraction, PartsOfAnIksAreBroughtToOneDenominator) {
  const auto parts = WithCommonDenominator({Fraction(1, 3), Fraction(2, 7), Fraction(8, 21)});
  EXPECT_EQ(parts->denominator, 21);
  EXPECT_THAT(parts->numerators, testing::ElementsAre(7, 6, 8));
  EXPECT_EQ(WithCommonDenominator({})->denominator, 1);
}

TEST(Fraction, ADenominatorThatDoesNotFitIsRefused) {
  EXPECT_FALSE(
      WithCommonDenominator({Fraction(1, 9223372036854775807), Fraction(1, 9223372036854775783)}));
  EXPECT_FALSE(WithCommonDenominator({Fraction(9223372036854775807, 1), Fraction(1, 2)}));
}

RC_GTEST_PROP(Fraction, SumsCommuteAndAssociate, ()) {
  const auto any = [] { return Fraction(*rc::gen::inRange(-999, 999), *rc::gen::inRange(1, 999)); };
  const Fraction a = any();
  const Fraction b = any();
  const Fraction c = any();
  RC_ASSERT(*a.Plus(b) == *b.Plus(a));
  RC_ASSERT(*a.Plus(b)->Plus(c) == *a.Plus(*b.Plus(c)));
  RC_ASSERT(*a.Plus(Fraction()) == a);
  RC_ASSERT((a < b) == (a.Percent() < b.Percent()) || a == b);
}

}  // namespace
}  // namespace ett::ownership
