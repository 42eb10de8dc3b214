#include "services/property/green_loan_facts.h"

namespace ett::property {
namespace {

// Values of a rule are checked when it is written, so each test is one of these.
GreenLoanTest TestOf(v1::GreenLoanTest test) {
  switch (test) {
    case v1::GREEN_LOAN_TEST_ENERGY_REDUCTION_PER_M2:
      return GreenLoanTest::kEnergyReductionPerSquareMetre;
    case v1::GREEN_LOAN_TEST_ENERGY_REDUCTION:
      return GreenLoanTest::kEnergyReduction;
    case v1::GREEN_LOAN_TEST_BELOW_REGULATION:
      return GreenLoanTest::kBelowRegulation;
    case v1::GREEN_LOAN_TEST_BREEAM_NOR:
      return GreenLoanTest::kBreeamNor;
    case v1::GREEN_LOAN_TEST_PASSIVE_HOUSE:
      return GreenLoanTest::kPassiveHouse;
    case v1::GREEN_LOAN_TEST_NEAR_ZERO_EMISSION:
      return GreenLoanTest::kNearZeroEmission;
    case v1::GREEN_LOAN_TEST_PLUS_HOUSE:
      return GreenLoanTest::kPlusHouse;
    case v1::GREEN_LOAN_TEST_SOLID_TIMBER:
      return GreenLoanTest::kSolidTimber;
    case v1::GREEN_LOAN_TEST_ENOVA_SUPPORT:
      return GreenLoanTest::kEnovaSupport;
    case v1::GREEN_LOAN_TEST_JUDGEMENT:
      return GreenLoanTest::kJudgement;
    default:
      return GreenLoanTest::kNotFound;
  }
}

v1::GreenLoanVerdict VerdictOf(GreenLoanVerdict verdict) {
  switch (verdict) {
    case GreenLoanVerdict::kMet:
      return v1::GREEN_LOAN_VERDICT_MET;
    case GreenLoanVerdict::kNotMet:
      return v1::GREEN_LOAN_VERDICT_NOT_MET;
    case GreenLoanVerdict::kNotKnown:
      return v1::GREEN_LOAN_VERDICT_NOT_KNOWN;
  }
  return v1::GREEN_LOAN_VERDICT_NOT_KNOWN;
}

v1::GreenLoanCriterion ToProto(const v1::GreenLoanRule& rule, const GreenLoanFinding& finding) {
  v1::GreenLoanCriterion criterion;
  *criterion.mutable_rule() = rule;
  criterion.set_verdict(VerdictOf(finding.verdict));
  criterion.set_reason_nb(finding.reason.nb());
  criterion.set_reason_en(finding.reason.en());
  for (const GreenLoanEvidence& each : finding.evidence) {
    v1::GreenLoanEvidence& evidence = *criterion.add_evidence();
    evidence.set_record(each.record);
    evidence.set_field(each.field);
    evidence.set_value(each.value);
    evidence.set_unit(each.unit);
  }
  return criterion;
}

}  // namespace

v1::GreenLoanEvaluation Judge(const Register& known, const v1::Project& project,
                              const std::vector<const v1::GreenLoanRule*>& rules) {
  const GreenLoanFacts facts = FactsOf(known, project);
  v1::GreenLoanEvaluation evaluation;
  evaluation.set_project(project.name());
  std::vector<Judged> judged;
  for (const v1::GreenLoanRule* rule : rules) {
    evaluation.set_lender(rule->lender());
    evaluation.set_edition(rule->edition());
    evaluation.set_category(rule->category());
    const GreenLoanFinding finding = Assess(
        {TestOf(rule->test()), rule->threshold_percent(), rule->breeam_nor(), rule->necessary()},
        facts);
    judged.push_back({rule->necessary(), finding.verdict});
    *evaluation.add_criteria() = ToProto(*rule, finding);
  }
  evaluation.set_verdict(VerdictOf(Together(judged)));
  return evaluation;
}

}  // namespace ett::property
