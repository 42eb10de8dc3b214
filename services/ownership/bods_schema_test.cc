#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/ownership/bods_breach_testing.h"
#include "status/matchers.h"

namespace ett::ownership::bods {
namespace {

const std::vector<Breach>& Breaches() {
  static const std::vector<Breach> breaches = {
      {Rule::kType, {{"/12/statementId", "7"}}},
      {Rule::kType, {{"/13/recordDetails", R"("text")"}}},
      {Rule::kType, {{"/0/annotations", "{}"}}},
      {Rule::kType, {{"/0/recordDetails/publicListing/hasPublicListing", R"("yes")"}}},
      {Rule::kType, {{"/0/recordDetails/alternateNames/0", "null"}}},
      {Rule::kType, {{"/3/recordDetails/interests/0/share/minimum", R"("25")"}}},
      {Rule::kType, {{"/12/recordDetails/subject", "5"}}},
      {Rule::kType, {{"/12/recordDetails/interestedParty", "[]"}}},
      {Rule::kType, {{"/13", R"("text")"}}},
      {Rule::kRequired, {{"/13/statementId", ""}}},
      {Rule::kRequired, {{"/13/statementDate", ""}}},
      {Rule::kRequired, {{"/13/declarationSubject", ""}}},
      {Rule::kRequired, {{"/13/recordId", ""}}},
      {Rule::kRequired, {{"/13/recordType", ""}}},
      {Rule::kRequired, {{"/13/recordDetails", ""}}},
      {Rule::kRequired, {{"/13/recordDetails/isComponent", ""}}},
      {Rule::kRequired, {{"/6/recordDetails/entityType", ""}, {"/7/recordDetails/interests", ""}}},
      {Rule::kRequired, {{"/13/recordDetails/unspecifiedEntityDetails/reason", ""}}},
      {Rule::kRequired, {{"/0/recordDetails/jurisdiction/name", ""}}},
      {Rule::kRequired, {{"/0/recordDetails/publicListing/hasPublicListing", ""}}},
      {Rule::kRequired,
       {{"/0/recordDetails/publicListing/securitiesListings/0/security/ticker", ""}}},
      {Rule::kRequired, {{"/1/recordDetails/names/0/fullName", ""}}},
      {Rule::kRequired, {{"/1/recordDetails/personType", ""}}},
      {Rule::kRequired, {{"/10/recordDetails/politicalExposure/status", ""}}},
      {Rule::kRequired, {{"/12/recordDetails/interestedParty", ""}}},
      {Rule::kRequired, {{"/0/publicationDetails/publisher", ""}}},
      {Rule::kRequired, {{"/0/annotations/0/statementPointerTarget", ""}}},
      {Rule::kRequired, {{"/0/annotations/0/url", ""}}},
      {Rule::kAnyOf, {{"/0/recordDetails/identifiers/0", R"({"id": "1"})"}}},
      {Rule::kAnyOf, {{"/10/publicationDetails/publisher", "{}"}}},
      {Rule::kEnum, {{"/13/recordStatus", R"("old")"}}},
      {Rule::kEnum, {{"/13/recordType", R"("thing")"}}},
      {Rule::kEnum, {{"/0/recordDetails/entityType/subtype", R"("stateAgency")"}}},
      {Rule::kEnum, {{"/0/recordDetails/addresses/0/type", R"("residence")"}}},
      {Rule::kEnum, {{"/1/recordDetails/addresses/0/type", R"("registered")"}}},
      {Rule::kEnum, {{"/1/recordDetails/names/0/type", R"("nick")"}}},
      {Rule::kEnum, {{"/10/recordDetails/politicalExposure/status", R"("maybe")"}}},
      {Rule::kEnum, {{"/3/recordDetails/interests/0/type", R"("shares")"}}},
      {Rule::kEnum, {{"/12/recordDetails/interestedParty/reason", R"("none")"}}},
      {Rule::kEnum, {{"/0/source/type/1", R"("heard")"}}},
      {Rule::kConst,
       {{"/4/recordDetails/interests", ""},
        {"/4/recordDetails/componentRecords", R"(["holding"])"}},
       "/4/recordDetails/componentRecords"},
      {Rule::kConst,
       {{"/0/annotations/1/motivation", R"("commenting")"}},
       "/0/annotations/1/transformedContent"},
      {Rule::kFormat, {{"/13/statementDate", R"("2024-02-30")"}}},
      {Rule::kFormat, {{"/13/statementDate", R"("2024-02-03T25:00:00Z")"}}},
      {Rule::kFormat, {{"/0/recordDetails/foundingDate", R"("2001")"}}},
      {Rule::kFormat, {{"/1/recordDetails/birthDate", R"("1950-13")"}}},
      {Rule::kFormat, {{"/0/recordDetails/uri", R"("company.example")"}}},
      {Rule::kFormat, {{"/0/publicationDetails/license", R"("CC0")"}}},
      {Rule::kPattern, {{"/10/publicationDetails/bodsVersion", R"("0.4.0")"}}},
      {Rule::kLength, {{"/13/statementId", R"("0123456789012345678901234567890")"}}},
      {Rule::kLength, {{"/0/recordDetails/jurisdiction/code", R"("N")"}}},
      {Rule::kLength, {{"/1/recordDetails/nationalities/0/code", R"("NOR")"}}},
      {Rule::kRange, {{"/4/recordDetails/interests/0/share/exact", "100.5"}}},
      {Rule::kRange, {{"/3/recordDetails/interests/0/share/minimum", "-1"}}},
  };
  return breaches;
}

TEST(Schema, EachBreachIsToldWhereItIsAndNothingElse) {
  for (const Breach& breach : Breaches()) ExpectOnlyThat(breach);
}

TEST(Schema, EveryRuleHasABreach) { ExpectAllBroken(Breaches(), Rule::kType, Rule::kRange); }

TEST(Schema, NothingIsWrongWithThePackage) {
  const Reading reading = ReadBytes(kPackage);
  EXPECT_THAT(reading.status, status::IsOk());
  EXPECT_THAT(reading.problems, testing::IsEmpty());
  EXPECT_EQ(reading.statements.size(), 14U);
}

}  // namespace
}  // namespace ett::ownership::bods
