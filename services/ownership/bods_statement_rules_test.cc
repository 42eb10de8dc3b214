#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/ownership/bods_breach_testing.h"
#include "status/matchers.h"

namespace ett::ownership::bods {
namespace {

const std::vector<Breach>& Breaches() {
  static const std::vector<Breach> breaches = {
      {Rule::kUnknownProperty, {{"/0/recordDetails/nickname", R"("V")"}}},
      {Rule::kVersion, {{"/10/publicationDetails/bodsVersion", R"("0.3")"}}},
      {Rule::kVersionMixed, {{"/10/publicationDetails/bodsVersion", R"("1.0")"}}},
      {Rule::kSource, {{"/13/source", ""}}},
      {Rule::kDateFuture, {{"/13/statementDate", R"("2025-07-01")"}}},
      {Rule::kDateFuture, {{"/0/publicationDetails/publicationDate", R"("2025-07-01T00:00:00Z")"}}},
      {Rule::kDateFuture, {{"/0/source/retrievedAt", R"("2025-07-01")"}}},
      {Rule::kDateFuture, {{"/0/annotations/0/creationDate", R"("2025-07-01")"}}},
      {Rule::kDateFuture,
       {{"/1/recordDetails/birthDate", R"("2025-07")"}, {"/1/recordDetails/deathDate", ""}}},
      {Rule::kDateFuture, {{"/1/recordDetails/deathDate", R"("2026")"}}},
      {Rule::kDateEarly,
       {{"/1/recordDetails/birthDate", R"("1799-12-31")"}, {"/1/recordDetails/deathDate", ""}}},
      {Rule::kDateOrder, {{"/0/recordDetails/dissolutionDate", R"("2001-02-02")"}}},
      {Rule::kDateOrder, {{"/1/recordDetails/deathDate", R"("1949")"}}},
      {Rule::kDateOrder, {{"/3/recordDetails/interests/0/endDate", R"("2001-12-31")"}}},
      {Rule::kDateOrder,
       {{"/10/recordDetails/politicalExposure/details/0/endDate", R"("2010-12-31")"}}},
      {Rule::kDateLifetime,
       {{"/1/recordDetails/birthDate", R"("1902")"}},
       "/1/recordDetails/deathDate"},
      {Rule::kShareTwoBounds, {{"/3/recordDetails/interests/0/share/exclusiveMinimum", "25"}}},
      {Rule::kShareTwoBounds,
       {{"/3/recordDetails/interests/0/share/maximum", "50"}},
       "/3/recordDetails/interests/0/share/exclusiveMaximum"},
      {Rule::kShareExactAndBounds,
       {{"/4/recordDetails/interests/0/share/minimum", "0"}},
       "/4/recordDetails/interests/0/share/exact"},
      {Rule::kShareBoundsOrder, {{"/3/recordDetails/interests/0/share/exclusiveMaximum", "24.9"}}},
      {Rule::kShareBoundsEqual, {{"/3/recordDetails/interests/0/share/exclusiveMaximum", "25.0"}}},
      {Rule::kShareDecimals, {{"/4/recordDetails/interests/0/share/exact", "1e-17"}}},
      {Rule::kListingDenied, {{"/0/recordDetails/publicListing/hasPublicListing", "false"}}},
      {Rule::kListingDenied,
       {{"/0/recordDetails/publicListing",
         R"({"hasPublicListing": false, "companyFilingsURLs": ["https://filings.example/"]})"}},
       "/0/recordDetails/publicListing/hasPublicListing"},
      {Rule::kListingLoneMarket,
       {{"/0/recordDetails/publicListing/securitiesListings/0/operatingMarketIdentifierCode", ""}}},
      {Rule::kListingLoneMarket,
       {{"/0/recordDetails/publicListing/securitiesListings/0/marketIdentifierCode", ""}}},
      {Rule::kAnnotationTarget,
       {{"/0/annotations/0/statementPointerTarget", R"("/recordDetails/identifiers/1")"}}},
      {Rule::kAnnotationTarget,
       {{"/0/annotations/1/statementPointerTarget", R"("recordDetails")"}}},
      {Rule::kUnspecifiedAbsent,
       {{"/13/recordDetails/unspecifiedEntityDetails", ""}},
       "/13/recordDetails/entityType/type"},
      {Rule::kUnspecifiedAbsent,
       {{"/11/recordDetails/unspecifiedPersonDetails", ""}},
       "/11/recordDetails/personType"},
      {Rule::kUnspecifiedKnown,
       {{"/10/recordDetails/unspecifiedPersonDetails", R"({"reason": "unknown"})"}}},
      {Rule::kExposureReason,
       {{"/1/recordDetails/politicalExposure/details", ""}},
       "/1/recordDetails/politicalExposure/status"},
      {Rule::kExposureKnown,
       {{"/1/recordDetails/politicalExposure/status", R"("isNotPep")"}},
       "/1/recordDetails/politicalExposure/details/0/missingInfoReason"},
      {Rule::kExposureKnown,
       {{"/1/recordDetails/politicalExposure/details/0/reason", R"("mayor")"}},
       "/1/recordDetails/politicalExposure/details/0/missingInfoReason"},
      {Rule::kPersonScheme, {{"/1/recordDetails/identifiers/0/scheme", R"("PASSPORT")"}}},
      {Rule::kPersonScheme,
       {{"/1/recordDetails/identifiers/0", R"({"schemeName": "passport", "id": "1"})"}},
       "/1/recordDetails/identifiers/0/scheme"},
      {Rule::kPersonSchemeCountry, {{"/1/recordDetails/identifiers/0/scheme", R"("NO-PASSPORT")"}}},
      {Rule::kPersonSchemeKind, {{"/1/recordDetails/identifiers/0/scheme", R"("NOR-LICENCE")"}}},
      {Rule::kEntityScheme, {{"/0/recordDetails/identifiers/0/scheme", R"("NOR-BRC")"}}},
      {Rule::kOrganisationNumber, {{"/0/recordDetails/identifiers/0/id", R"("935478716")"}}},
  };
  return breaches;
}

TEST(StatementRules, EachBreachIsToldWhereItIsAndNothingElse) {
  for (const Breach& breach : Breaches()) ExpectOnlyThat(breach);
}

TEST(StatementRules, EveryRuleHasABreach) {
  ExpectAllBroken(Breaches(), Rule::kUnknownProperty, Rule::kOrganisationNumber);
}

TEST(StatementRules, ABirthNumberIsRefusedWhereverItStands) {
  const std::vector<Breach> breaches = {
      {Rule::kBirthNumber, {{"/1/recordDetails/names/0/fullName", R"("Kari 01819050062")"}}},
      {Rule::kBirthNumber, {{"/0/declaration", R"("d-01819050062")"}}},
      {Rule::kBirthNumber, {{"/1/recordDetails/identifiers/0/id", R"("018190 50062")"}}},
  };
  for (const Breach& breach : breaches) ExpectOnlyThat(breach);
}

}  // namespace
}  // namespace ett::ownership::bods
