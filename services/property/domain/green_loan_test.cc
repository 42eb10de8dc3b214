#include "services/property/domain/green_loan.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace ett::property {
namespace {

GreenLoanFact FactOf(double number, const char* field) {
  return {number, {"municipalities/935478715/projects/p", field, std::to_string(number)}};
}

GreenLoanFacts Reduced(double before, double after) {
  GreenLoanFacts facts;
  facts.before_kwh_per_m2 = FactOf(before, "before");
  facts.after_kwh_per_m2 = FactOf(after, "after");
  return facts;
}

constexpr auto kPerSquareMetre = GreenLoanTest::kEnergyReductionPerSquareMetre;

TEST(GreenLoan, OneProjectMayFailTheOlderThresholdAndMeetTheNewer) {
  const GreenLoanFacts facts = Reduced(200, 150);
  const GreenLoanFinding older = Assess({kPerSquareMetre, 35}, facts);
  EXPECT_EQ(older.verdict, GreenLoanVerdict::kNotMet);
  EXPECT_EQ(older.reason.en(), "25.0 percent lower; 35.0 percent is demanded");
  EXPECT_EQ(older.reason.nb(), "25,0 prosent lavere; kravet er 35,0 prosent");
  ASSERT_EQ(older.evidence.size(), 2U);
  EXPECT_EQ(older.evidence[1].field, "after");
  EXPECT_EQ(Assess({kPerSquareMetre, 20}, facts).verdict, GreenLoanVerdict::kMet);
}

TEST(GreenLoan, ACutOfExactlyTheThresholdMeetsIt) {
  EXPECT_EQ(Assess({kPerSquareMetre, 35}, Reduced(100, 65)).verdict, GreenLoanVerdict::kMet);
  EXPECT_EQ(Assess({kPerSquareMetre, 35}, Reduced(100, 65.01)).verdict, GreenLoanVerdict::kNotMet);
}

TEST(GreenLoan, WhatIsNotRecordedIsNotKnownAndWhatIsThereIsShown) {
  GreenLoanFacts facts = Reduced(200, 150);
  facts.before_kwh_per_m2.reset();
  const GreenLoanFinding finding = Assess({kPerSquareMetre, 20}, facts);
  EXPECT_EQ(finding.verdict, GreenLoanVerdict::kNotKnown);
  ASSERT_EQ(finding.evidence.size(), 1U);
  EXPECT_EQ(finding.evidence[0].field, "after");
  EXPECT_EQ(Assess({kPerSquareMetre, 20}, Reduced(0, 0)).verdict, GreenLoanVerdict::kNotKnown);
}

TEST(GreenLoan, AYearOfALargerBuildingCountsItsArea) {
  GreenLoanFacts facts = Reduced(200, 150);
  EXPECT_EQ(Assess({GreenLoanTest::kEnergyReduction, 25}, facts).verdict,
            GreenLoanVerdict::kNotKnown);
  facts.before_m2 = FactOf(1000, "m2");
  facts.after_m2 = FactOf(1000, "m2");
  EXPECT_EQ(Assess({GreenLoanTest::kEnergyReduction, 25}, facts).verdict, GreenLoanVerdict::kMet);
  facts.after_m2 = FactOf(1100, "m2");
  EXPECT_EQ(Assess({GreenLoanTest::kEnergyReduction, 25}, facts).verdict,
            GreenLoanVerdict::kNotMet);
}

TEST(GreenLoan, EachTestLooksAtItsOwnFact) {
  GreenLoanFacts facts;
  facts.breeam_nor = FactOf(5, "breeam");
  facts.plus_house = FactOf(0, "plus");
  facts.frame_kwh_per_m2 = FactOf(110, "frame");
  facts.after_kwh_per_m2 = FactOf(88, "after");
  EXPECT_EQ(Assess({GreenLoanTest::kBreeamNor, 0, 5}, facts).verdict, GreenLoanVerdict::kMet);
  EXPECT_EQ(Assess({GreenLoanTest::kBreeamNor, 0, 6}, facts).verdict, GreenLoanVerdict::kNotMet);
  EXPECT_EQ(Assess({GreenLoanTest::kPlusHouse}, facts).verdict, GreenLoanVerdict::kNotMet);
  EXPECT_EQ(Assess({GreenLoanTest::kBelowRegulation, 20}, facts).verdict, GreenLoanVerdict::kMet);
  EXPECT_EQ(Assess({GreenLoanTest::kBelowRegulation, 20.1}, facts).verdict,
            GreenLoanVerdict::kNotMet);
  for (const GreenLoanTest test :
       {GreenLoanTest::kPassiveHouse, GreenLoanTest::kNearZeroEmission, GreenLoanTest::kSolidTimber,
        GreenLoanTest::kEnovaSupport, GreenLoanTest::kJudgement, GreenLoanTest::kNotFound}) {
    EXPECT_EQ(Assess({test}, facts).verdict, GreenLoanVerdict::kNotKnown);
  }
}

TEST(GreenLoan, TogetherAllThatIsNecessaryAndOneOfTheOthers) {
  using enum GreenLoanVerdict;
  EXPECT_EQ(Together({}), kNotKnown);
  EXPECT_EQ(Together({{false, kNotMet}, {false, kMet}, {false, kNotKnown}}), kMet);
  EXPECT_EQ(Together({{false, kNotMet}, {false, kNotKnown}}), kNotKnown);
  EXPECT_EQ(Together({{false, kNotMet}, {false, kNotMet}}), kNotMet);
  EXPECT_EQ(Together({{true, kNotMet}, {false, kMet}}), kNotMet);
  EXPECT_EQ(Together({{true, kNotKnown}, {false, kMet}}), kNotKnown);
  EXPECT_EQ(Together({{true, kNotKnown}, {false, kNotMet}}), kNotMet);
  EXPECT_EQ(Together({{true, kMet}}), kMet);
}

// Whatever becomes known later, a verdict that was given stands.
RC_GTEST_PROP(GreenLoan, AVerdictDoesNotChangeWhenMoreBecomesKnown, ()) {
  std::vector<Judged> criteria;
  for (int left = *rc::gen::inRange(1, 6); left > 0; --left) {
    criteria.push_back(
        {*rc::gen::arbitrary<bool>(), static_cast<GreenLoanVerdict>(*rc::gen::inRange(0, 3))});
  }
  const GreenLoanVerdict first = Together(criteria);
  for (Judged& each : criteria) {
    if (each.verdict == GreenLoanVerdict::kNotKnown) {
      each.verdict = static_cast<GreenLoanVerdict>(*rc::gen::inRange(0, 2));
    }
  }
  RC_ASSERT(Together(criteria) != GreenLoanVerdict::kNotKnown);
  RC_ASSERT(first == GreenLoanVerdict::kNotKnown || first == Together(criteria));
}

}  // namespace
}  // namespace ett::property
