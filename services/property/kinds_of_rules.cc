#include "absl/strings/str_cat.h"
#include "ett/property/v1/emission_factor.pb.h"
#include "ett/property/v1/green_loan.pb.h"
#include "services/property/checks.h"
#include "services/property/kinds.h"

namespace ett::property {
namespace {

namespace pb = ::ett::property::v1;
using records::FieldErrors;
using records::Kind;

constexpr Bounds kPercent = {0, 100};
constexpr Bounds kGramsPerKwh = {0, 5000};

bool AsksForPercent(pb::GreenLoanTest test) {
  return test == pb::GREEN_LOAN_TEST_ENERGY_REDUCTION_PER_M2 ||
         test == pb::GREEN_LOAN_TEST_ENERGY_REDUCTION ||
         test == pb::GREEN_LOAN_TEST_BELOW_REGULATION;
}

void CheckThreshold(const pb::GreenLoanRule& rule, FieldErrors& errors) {
  const bool wanted = AsksForPercent(rule.test());
  if (wanted && rule.has_threshold_percent()) {
    CheckNumber("threshold_percent", rule.threshold_percent(), kPercent, errors);
  } else if (wanted || rule.has_threshold_percent()) {
    errors.Add(
        "threshold_percent", wanted ? "REQUIRED" : "CONTRADICTION",
        absl::StrCat(wanted ? "percent" : "none", " for ", pb::GreenLoanTest_Name(rule.test())),
        rule.has_threshold_percent() ? absl::StrCat(rule.threshold_percent()) : "");
  }
}

void CheckLevel(const pb::GreenLoanRule& rule, FieldErrors& errors) {
  const bool wanted = rule.test() == pb::GREEN_LOAN_TEST_BREEAM_NOR;
  const bool given = rule.breeam_nor() > pb::BREEAM_NOR_LEVEL_NONE;
  if (wanted == given) return;
  errors.Add(
      "breeam_nor", wanted ? "REQUIRED" : "CONTRADICTION",
      absl::StrCat(wanted ? "a level" : "none", " for ", pb::GreenLoanTest_Name(rule.test())),
      given ? pb::BreeamNorLevel_Name(rule.breeam_nor()) : "");
}

void CheckRule(const pb::GreenLoanRule& rule, FieldErrors& errors) {
  CheckCode("edition", rule.edition(), errors);
  CheckThreshold(rule, errors);
  CheckLevel(rule, errors);
  CheckOrder("valid_to", &rule.valid_from(), Set(rule.has_valid_to(), rule.valid_to()), errors);
}

void CheckFactor(const char* field, bool given, double grams, FieldErrors& errors) {
  if (given) CheckNumber(absl::StrCat("grams_per_kwh.", field), grams, kGramsPerKwh, errors);
}

void CheckFactors(const pb::EmissionFactorSet& set, FieldErrors& errors) {
  const pb::CarrierFactors& grams = set.grams_per_kwh();
  CheckFactor("electricity", grams.has_electricity(), grams.electricity(), errors);
  CheckFactor("district_heating", grams.has_district_heating(), grams.district_heating(), errors);
  CheckFactor("gas", grams.has_gas(), grams.gas(), errors);
  CheckFactor("oil", grams.has_oil(), grams.oil(), errors);
  CheckFactor("bio", grams.has_bio(), grams.bio(), errors);
  CheckOrder("valid_to", &set.valid_from(), Set(set.has_valid_to(), set.valid_to()), errors);
}

}  // namespace

const Kind& GreenLoanRuleKind() {
  static const Kind& kind =
      *new Kind(records::MakeKind<pb::GreenLoanRule>("green_loan_rule", CheckRule));
  return kind;
}

const Kind& EmissionFactorSetKind() {
  static const Kind& kind =
      *new Kind(records::MakeKind<pb::EmissionFactorSet>("emission_factor_set", CheckFactors));
  return kind;
}

}  // namespace ett::property
