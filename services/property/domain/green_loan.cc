#include "services/property/domain/green_loan.h"

#include "absl/strings/str_cat.h"
#include "figures/round.h"

namespace ett::property {
namespace {

using figures::Language;
using figures::MakeText;

std::string Print(double number, Language language) { return figures::Print(number, 1, language); }

GreenLoanVerdict VerdictOf(bool met) {
  return met ? GreenLoanVerdict::kMet : GreenLoanVerdict::kNotMet;
}

// Whether `after` is at least `percent` lower than `before`. No division, so that a cut of exactly
// 35 percent is one.
bool IsLower(double before, double after, double percent) {
  return (before - after) * 100 >= percent * before;
}

figures::Text LowerBy(double before, double after, double percent) {
  const double cut = (before - after) / before * 100;
  const auto in = [&](Language language) { return Print(cut, language); };
  const auto wanted = [&](Language language) { return Print(percent, language); };
  return MakeText(absl::StrCat(in(Language::kNb), " prosent lavere; kravet er ",
                               wanted(Language::kNb), " prosent"),
                  absl::StrCat(in(Language::kEn), " percent lower; ", wanted(Language::kEn),
                               " percent is demanded"));
}

GreenLoanFinding NotRecorded(const std::vector<const MaybeFact*>& wanted) {
  GreenLoanFinding finding{
      GreenLoanVerdict::kNotKnown,
      MakeText("det som trengs, er ikke registrert", "what is needed is not recorded"),
      {}};
  for (const MaybeFact* fact : wanted) {
    if (fact->has_value()) finding.evidence.push_back((*fact)->evidence);
  }
  return finding;
}

// A pair of numbers of which the second is to be lower.
GreenLoanFinding Compare(const MaybeFact& before, const MaybeFact& after, double percent) {
  if (!before || !after || before->number <= 0) return NotRecorded({&before, &after});
  return {VerdictOf(IsLower(before->number, after->number, percent)),
          LowerBy(before->number, after->number, percent),
          {before->evidence, after->evidence}};
}

GreenLoanFinding CompareYears(const GreenLoanFacts& facts, double percent) {
  const std::vector<const MaybeFact*> wanted = {&facts.before_kwh_per_m2, &facts.after_kwh_per_m2,
                                                &facts.before_m2, &facts.after_m2};
  for (const MaybeFact* fact : wanted) {
    if (!fact->has_value()) return NotRecorded(wanted);
  }
  const double before = facts.before_kwh_per_m2->number * facts.before_m2->number;
  const double after = facts.after_kwh_per_m2->number * facts.after_m2->number;
  if (before <= 0) return NotRecorded(wanted);
  GreenLoanFinding finding{
      VerdictOf(IsLower(before, after, percent)), LowerBy(before, after, percent), {}};
  for (const MaybeFact* fact : wanted) finding.evidence.push_back((*fact)->evidence);
  return finding;
}

GreenLoanFinding AtLeast(const MaybeFact& fact, double least) {
  if (!fact) return NotRecorded({});
  const bool met = fact->number >= least;
  return {VerdictOf(met),
          met ? MakeText("registrert som oppfylt", "recorded as met")
              : MakeText("registrert som ikke oppfylt", "recorded as not met"),
          {fact->evidence}};
}

GreenLoanFinding NeverKnown(GreenLoanTest test) {
  return {GreenLoanVerdict::kNotKnown,
          test == GreenLoanTest::kJudgement
              ? MakeText("må vurderes av noen", "has to be judged by somebody")
              : MakeText("kravets ordlyd er ikke funnet", "the wording was not found"),
          {}};
}

}  // namespace

GreenLoanFinding Assess(const GreenLoanCriterion& criterion, const GreenLoanFacts& facts) {
  switch (criterion.test) {
    case GreenLoanTest::kEnergyReductionPerSquareMetre:
      return Compare(facts.before_kwh_per_m2, facts.after_kwh_per_m2, criterion.threshold_percent);
    case GreenLoanTest::kEnergyReduction:
      return CompareYears(facts, criterion.threshold_percent);
    case GreenLoanTest::kBelowRegulation:
      return Compare(facts.frame_kwh_per_m2, facts.after_kwh_per_m2, criterion.threshold_percent);
    case GreenLoanTest::kBreeamNor:
      return AtLeast(facts.breeam_nor, criterion.least_level);
    case GreenLoanTest::kPassiveHouse:
      return AtLeast(facts.passive_house, 1);
    case GreenLoanTest::kNearZeroEmission:
      return AtLeast(facts.near_zero_emission, 1);
    case GreenLoanTest::kPlusHouse:
      return AtLeast(facts.plus_house, 1);
    case GreenLoanTest::kSolidTimber:
      return AtLeast(facts.solid_timber, 1);
    case GreenLoanTest::kEnovaSupport:
      return AtLeast(facts.enova_support, 1);
    case GreenLoanTest::kJudgement:
    case GreenLoanTest::kNotFound:
      return NeverKnown(criterion.test);
  }
  return NeverKnown(GreenLoanTest::kNotFound);
}

GreenLoanVerdict Together(const std::vector<Judged>& criteria) {
  bool unknown = criteria.empty();
  bool any_other = false;
  bool other_met = false;
  bool other_unknown = false;
  for (const Judged& each : criteria) {
    const bool not_known = each.verdict == GreenLoanVerdict::kNotKnown;
    if (each.necessary) {
      if (each.verdict == GreenLoanVerdict::kNotMet) return GreenLoanVerdict::kNotMet;
      unknown |= not_known;
    } else {
      any_other = true;
      other_met |= each.verdict == GreenLoanVerdict::kMet;
      other_unknown |= not_known;
    }
  }
  if (any_other && !other_met && !other_unknown) return GreenLoanVerdict::kNotMet;
  if (any_other && !other_met) unknown = true;
  return unknown ? GreenLoanVerdict::kNotKnown : GreenLoanVerdict::kMet;
}

}  // namespace ett::property
