#include "services/ownership/bods_rule.h"

#include <cstddef>

namespace ett::ownership::bods {
namespace {

constexpr RuleText kRules[] = {
    {Rule::kJson, "json/syntax", Severity::kError},
    {Rule::kUtf8, "json/utf-8", Severity::kError},
    {Rule::kRepeatedKey, "json/repeated-key", Severity::kError},
    {Rule::kBirthNumber, "birth-number", Severity::kError},
    {Rule::kType, "schema/type", Severity::kError},
    {Rule::kRequired, "schema/required", Severity::kError},
    {Rule::kAnyOf, "schema/any-of", Severity::kError},
    {Rule::kEnum, "schema/enum", Severity::kError},
    {Rule::kConst, "schema/const", Severity::kError},
    {Rule::kFormat, "schema/format", Severity::kError},
    {Rule::kPattern, "schema/pattern", Severity::kError},
    {Rule::kLength, "schema/length", Severity::kError},
    {Rule::kRange, "schema/range", Severity::kError},
    {Rule::kUnknownProperty, "unknown-property", Severity::kWarning},
    {Rule::kVersion, "version/other", Severity::kWarning},
    {Rule::kVersionMixed, "version/mixed", Severity::kError},
    {Rule::kSource, "source", Severity::kWarning},
    {Rule::kDateFuture, "date/future", Severity::kError},
    {Rule::kDateEarly, "date/early", Severity::kWarning},
    {Rule::kDateOrder, "date/order", Severity::kError},
    {Rule::kDateLifetime, "date/lifetime", Severity::kWarning},
    {Rule::kShareTwoBounds, "share/two-bounds", Severity::kError},
    {Rule::kShareExactAndBounds, "share/exact-and-bounds", Severity::kError},
    {Rule::kShareBoundsOrder, "share/bounds-order", Severity::kError},
    {Rule::kShareBoundsEqual, "share/bounds-equal", Severity::kError},
    {Rule::kShareDecimals, "share/decimals", Severity::kWarning},
    {Rule::kListingDenied, "listing/denied", Severity::kError},
    {Rule::kListingLoneMarket, "listing/lone-market", Severity::kError},
    {Rule::kAnnotationTarget, "annotation/target", Severity::kWarning},
    {Rule::kUnspecifiedAbsent, "unspecified/absent", Severity::kWarning},
    {Rule::kUnspecifiedKnown, "unspecified/known", Severity::kWarning},
    {Rule::kExposureReason, "exposure/reason", Severity::kWarning},
    {Rule::kExposureKnown, "exposure/known", Severity::kWarning},
    {Rule::kPersonScheme, "person-scheme/form", Severity::kError},
    {Rule::kPersonSchemeCountry, "person-scheme/country", Severity::kError},
    {Rule::kPersonSchemeKind, "person-scheme/kind", Severity::kError},
    {Rule::kEntityScheme, "entity-scheme", Severity::kWarning},
    {Rule::kOrganisationNumber, "organisation-number", Severity::kWarning},
    {Rule::kStatementIdRepeated, "statement-id/repeated", Severity::kError},
    {Rule::kDeclarationSubjectMissing, "declaration-subject/missing", Severity::kError},
    {Rule::kDeclarationSubjectType, "declaration-subject/type", Severity::kError},
    {Rule::kSubjectMissing, "subject/missing", Severity::kError},
    {Rule::kSubjectLate, "subject/late", Severity::kError},
    {Rule::kSubjectType, "subject/type", Severity::kError},
    {Rule::kInterestedPartyMissing, "interested-party/missing", Severity::kError},
    {Rule::kInterestedPartyLate, "interested-party/late", Severity::kError},
    {Rule::kInterestedPartyType, "interested-party/type", Severity::kError},
    {Rule::kBeneficialOwner, "beneficial-owner", Severity::kError},
    {Rule::kComponentMissing, "component/missing", Severity::kError},
    {Rule::kComponentUnnamed, "component/unnamed", Severity::kError},
    {Rule::kComponentFlag, "component/flag", Severity::kWarning},
    {Rule::kComponentDirect, "component/direct", Severity::kWarning},
    {Rule::kTrustSubject, "trust/subject", Severity::kError},
    {Rule::kTrustInterest, "trust/interest", Severity::kWarning},
    {Rule::kNominationSubject, "nomination/subject", Severity::kError},
    {Rule::kNominationInterest, "nomination/interest", Severity::kWarning},
    {Rule::kNetwork, "network", Severity::kWarning},
    {Rule::kSeriesTwoNew, "series/two-new", Severity::kError},
    {Rule::kSeriesNewLate, "series/new-late", Severity::kError},
    {Rule::kSeriesTwoClosed, "series/two-closed", Severity::kError},
    {Rule::kSeriesClosedEarly, "series/closed-early", Severity::kError},
    {Rule::kSeriesType, "series/type", Severity::kError},
    {Rule::kSeriesBackwards, "series/backwards", Severity::kWarning},
};

constexpr bool InOrder() {
  for (std::size_t i = 0; i < std::size(kRules); ++i) {
    if (static_cast<std::size_t>(kRules[i].rule) != i) return false;
  }
  return true;
}
static_assert(InOrder());

const RuleText& TextOf(Rule rule) { return kRules[static_cast<std::size_t>(rule)]; }

}  // namespace

absl::Span<const RuleText> Rules() { return kRules; }

absl::string_view IdOf(Rule rule) { return TextOf(rule).id; }

Severity SeverityOf(Rule rule) { return TextOf(rule).severity; }

}  // namespace ett::ownership::bods
