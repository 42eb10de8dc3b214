#pragma once

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace ett::ownership::bods {

enum class Severity { kError, kWarning };

// What statements are held to; docs/bods.md says where each comes from.
enum class Rule {
  kJson,
  kUtf8,
  kRepeatedKey,
  kBirthNumber,
  kType,
  kRequired,
  kAnyOf,
  kEnum,
  kConst,
  kFormat,
  kPattern,
  kLength,
  kRange,
  kUnknownProperty,
  kVersion,
  kVersionMixed,
  kSource,
  kDateFuture,
  kDateEarly,
  kDateOrder,
  kDateLifetime,
  kShareTwoBounds,
  kShareExactAndBounds,
  kShareBoundsOrder,
  kShareBoundsEqual,
  kShareDecimals,
  kListingDenied,
  kListingLoneMarket,
  kAnnotationTarget,
  kUnspecifiedAbsent,
  kUnspecifiedKnown,
  kExposureReason,
  kExposureKnown,
  kPersonScheme,
  kPersonSchemeCountry,
  kPersonSchemeKind,
  kEntityScheme,
  kOrganisationNumber,
  kStatementIdRepeated,
  kDeclarationSubjectMissing,
  kDeclarationSubjectType,
  kSubjectMissing,
  kSubjectLate,
  kSubjectType,
  kInterestedPartyMissing,
  kInterestedPartyLate,
  kInterestedPartyType,
  kBeneficialOwner,
  kComponentMissing,
  kComponentUnnamed,
  kComponentFlag,
  kComponentDirect,
  kTrustSubject,
  kTrustInterest,
  kNominationSubject,
  kNominationInterest,
  kNetwork,
  kSeriesTwoNew,
  kSeriesNewLate,
  kSeriesTwoClosed,
  kSeriesClosedEarly,
  kSeriesType,
  kSeriesBackwards,
};

struct RuleText {
  Rule rule;
  absl::string_view id;  // stable; `schema/…` for what the JSON Schema asks for
  Severity severity;
};

// All of them, in their order.
absl::Span<const RuleText> Rules();

absl::string_view IdOf(Rule rule);
Severity SeverityOf(Rule rule);

}  // namespace ett::ownership::bods
