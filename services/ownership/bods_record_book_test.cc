#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/ownership/bods_breach_testing.h"
#include "status/matchers.h"

namespace ett::ownership::bods {
namespace {

const std::vector<Breach>& Breaches() {
  static const std::vector<Breach> breaches = {
      {Rule::kStatementIdRepeated,
       {{"/13/statementId", R"("00000000-0000-0000-0000-000000000013")"}}},
      {Rule::kDeclarationSubjectMissing, {{"/13/declarationSubject", R"("nobody")"}}},
      {Rule::kDeclarationSubjectType, {{"/13/declarationSubject", R"("person-trust")"}}},
      {Rule::kSubjectMissing, {{"/12/recordDetails/subject", R"("nobody")"}}},
      {Rule::kSubjectLate, {{"/12/recordDetails/subject", R"("unknown")"}}},
      {Rule::kSubjectType, {{"/12/recordDetails/subject", R"("person")"}}},
      {Rule::kInterestedPartyMissing, {{"/7/recordDetails/interestedParty", R"("nobody")"}}},
      {Rule::kInterestedPartyLate, {{"/7/recordDetails/interestedParty", R"("unknown")"}}},
      {Rule::kInterestedPartyType, {{"/7/recordDetails/interestedParty", R"("person-company")"}}},
      {Rule::kBeneficialOwner,
       {{"/3/recordDetails/interests/0/beneficialOwnershipOrControl", "true"}}},
      {Rule::kBeneficialOwner,
       {{"/12/recordDetails/interests", R"([{}, {"beneficialOwnershipOrControl": true}])"}},
       "/12/recordDetails/interests/1/beneficialOwnershipOrControl"},
      {Rule::kComponentMissing,
       {{"/5/recordDetails/componentRecords/-", R"("nobody")"}},
       "/5/recordDetails/componentRecords/3"},
      {Rule::kComponentMissing,
       {{"/5/recordDetails/componentRecords/-", R"("00000000-0000-0000-0000-000000000001")"}},
       "/5/recordDetails/componentRecords/3"},
      {Rule::kComponentUnnamed,
       {{"/5/recordDetails/componentRecords/0", ""}},
       "/2/recordDetails/isComponent"},
      {Rule::kComponentFlag,
       {{"/5/recordDetails/componentRecords/-", R"("company")"}},
       "/5/recordDetails/componentRecords/3"},
      {Rule::kComponentDirect, {{"/5/recordDetails/interests/0/directOrIndirect", R"("direct")"}}},
      {Rule::kTrustSubject,
       {{"/12/recordDetails/interests", R"([{"type": "trustee"}])"}},
       "/12/recordDetails/interests/0/type"},
      {Rule::kTrustInterest, {{"/7/recordDetails/interests/0/type", R"("shareholding")"}}},
      {Rule::kNominationSubject,
       {{"/12/recordDetails/interests", R"([{"type": "nominee"}])"}},
       "/12/recordDetails/interests/0/type"},
      {Rule::kNominationInterest, {{"/9/recordDetails/interests/0/type", R"("boardMember")"}}},
      {Rule::kNetwork, {{"/12/declarationSubject", R"("holding")"}}, "/12/recordDetails/subject"},
      {Rule::kNetwork, {{"/10/declarationSubject", R"("holding")"}}},
      {Rule::kSeriesTwoNew, {{"/10/recordStatus", R"("new")"}}},
      {Rule::kSeriesNewLate,
       {{"/1/recordStatus", R"("updated")"}, {"/10/recordStatus", R"("new")"}},
       "/10/recordStatus"},
      {Rule::kSeriesNewLate, {{"/10/statementDate", R"("2024-02-29")"}}},
      {Rule::kSeriesTwoClosed, {{"/10/recordStatus", R"("closed")"}}, "/11/recordStatus"},
      {Rule::kSeriesClosedEarly, {{"/11/statementDate", R"("2024-04-15")"}}},
      {Rule::kSeriesClosedEarly,
       {{"/10/recordStatus", R"("closed")"}, {"/11/recordStatus", R"("updated")"}},
       "/11/statementDate"},
      {Rule::kSeriesType, {{"/13/recordId", R"("nobody-company")"}}, "/13/recordType"},
      {Rule::kSeriesBackwards,
       {{"/11/recordStatus", R"("updated")"}, {"/11/statementDate", R"("2024-04-01")"}},
       "/11/statementDate"},
  };
  return breaches;
}

TEST(RecordBook, EachBreachIsToldWhereItIsAndNothingElse) {
  for (const Breach& breach : Breaches()) ExpectOnlyThat(breach);
}

TEST(RecordBook, EveryRuleHasABreach) {
  ExpectAllBroken(Breaches(), Rule::kStatementIdRepeated, Rule::kSeriesBackwards);
}

TEST(RecordBook, AComponentComesBeforeWhatItIsPartOf) {
  nlohmann::json package = nlohmann::json::parse(kPackage);
  std::swap(package[4], package[5]);
  const Reading reading = ReadBytes(package.dump());
  ASSERT_EQ(reading.problems.size(), 1U);
  EXPECT_EQ(reading.problems[0].rule, Rule::kComponentUnnamed);
  EXPECT_EQ(reading.problems[0].statement, 6);
}

}  // namespace
}  // namespace ett::ownership::bods
