#include "services/ownership/steering_fixture.h"

namespace ett::ownership {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// A new agreement of the IKS from 1 January 2020.
class AgreementCheckTest : public SteeringTest {
 protected:
  void SetUp() override {
    SteeringTest::SetUp();
    ASSERT_THAT(
        About("Agreement", "new", "iks",
              absl::StrCat(R"("titleNb": "Selskapsavtale", "validFrom": )", Date(2020, 1, 1))),
        IsOk());
  }

  absl::Status Step(const std::string& kind, const std::string& participant,
                    const std::string& date) {
    return Create(
        "AgreementStep", "",
        absl::StrCat(R"({"agreement": "M/agreements/new", "kind": "AGREEMENT_STEP_KIND_)", kind,
                     R"(", "participant": ")", participant, R"(", "stepDate": )", date, "}"));
  }

  absl::StatusOr<v1::CheckAgreementResponse> Check(const std::string& day) {
    return Ask<v1::CheckAgreementResponse>(
        "SteeringService.CheckAgreement",
        absl::StrCat(R"({"name": "M/agreements/new", "asOf": )", day, "}"));
  }

  std::string Verdict(const std::string& rule, const std::string& day = Date(2020, 6, 1)) {
    const auto checked = Check(day);
    EXPECT_THAT(checked, IsOk());
    return checked.ok() ? Print(FindingOf(checked->findings(), rule)) : "";
  }

  absl::Status Say(const std::string& fields) {
    v1::Agreement agreement;
    return Call("OwnershipService.UpdateAgreement",
                absl::StrCat(R"({"agreement": {"name": "M/agreements/new", )", fields, "}}"),
                agreement);
  }
};

TEST_P(AgreementCheckTest, EachContentThatTheLawAsksForIsMetOnlyWhereItIsSaid) {
  const std::vector<std::pair<std::string, std::string>> contents = {
      {"name", R"("companyName": "Avfall IKS")"},
      {"purpose", R"("purpose": "Avfall")"},
      {"seat", R"("seat": "Byen")"},
      {"contributions", R"("contributions": "Ingen")"},
      {"board_member_count", R"("boardMemberCount": 5)"},
      {"representative_count", R"("representativeCount": 9)"},
      {"representative_appointment", R"("representativeAppointment": "Av kommunestyrene")"}};
  for (const auto& [rule, fields] : contents) {
    EXPECT_EQ(Verdict(rule), "NOT_MET") << rule;
    ASSERT_THAT(Say(fields), IsOk()) << rule;
    EXPECT_EQ(Verdict(rule), "MET") << rule;
  }
}

TEST_P(AgreementCheckTest, FindingsComeInOneOrderWithTheirRecords) {
  const auto checked = Check(Date(2020, 6, 1));
  ASSERT_THAT(checked, IsOk());
  std::vector<std::string> rules;
  for (const v1::Finding& finding : checked->findings()) rules.push_back(finding.rule());
  EXPECT_THAT(rules, ElementsAre("name", "purpose", "seat", "participants", "contributions",
                                 "board_member_count", "representative_count",
                                 "representative_appointment", "ownership_parts", "liability_parts",
                                 "steps_in_order", "adopted_by_all", "valid_after_adoption"));
  EXPECT_THAT(FindingOf(checked->findings(), "name").evidence(),
              ElementsAre("municipalities/935478715/agreements/new"));
  EXPECT_THAT(FindingOf(checked->findings(), "ownership_parts").evidence(),
              ElementsAre("municipalities/935478715/participations/p"));
  EXPECT_EQ(FindingOf(checked->findings(), "seat").title().en(), "The municipality of its seat");
}

TEST_P(AgreementCheckTest, PartsAreTheWholeWhereAllAreTold) {
  EXPECT_EQ(Verdict("participants"), "MET");
  EXPECT_EQ(Verdict("ownership_parts"), "MET");
  EXPECT_EQ(Verdict("liability_parts"), "MET");
  ASSERT_THAT(CreateEntity("iks2", "IKS"), IsOk());
  ASSERT_THAT(
      About("Agreement", "bare", "iks2",
            absl::StrCat(R"("titleNb": "Selskapsavtale", "validFrom": )", Date(2020, 1, 1))),
      IsOk());
  const auto bare = Ask<v1::CheckAgreementResponse>("SteeringService.CheckAgreement",
                                                    R"({"name": "M/agreements/bare"})");
  ASSERT_THAT(bare, IsOk());
  for (const char* rule : {"participants", "ownership_parts", "liability_parts", "steps_in_order",
                           "adopted_by_all", "valid_after_adoption"}) {
    EXPECT_EQ(Print(FindingOf(bare->findings(), rule)), "NOT_KNOWN") << rule;
  }
  EXPECT_EQ(bare->status().en(), "");
}

TEST_P(AgreementCheckTest, ParticipantsThatAreNotToldApartAreNotTold) {
  ASSERT_THAT(CreateEntity("iks2", "IKS"), IsOk());
  ASSERT_THAT(
      About("Agreement", "mixed", "iks2",
            absl::StrCat(R"("titleNb": "Selskapsavtale", "validFrom": )", Date(2020, 1, 1))),
      IsOk());
  ASSERT_THAT(About("Participation", "q", "iks2",
                    absl::StrCat(R"("agreement": "M/agreements/mixed", "validFrom": )",
                                 Date(2020, 1, 1), R"(, "stakes": [
      {"owner": "municipality", "ownership": {"numerator": 2, "denominator": 3}},
      {"owner": "others", "ownership": {"numerator": 1, "denominator": 3}}], "synthetic": true)")),
              IsOk());
  const auto mixed = Ask<v1::CheckAgreementResponse>("SteeringService.CheckAgreement",
                                                     R"({"name": "M/agreements/mixed"})");
  ASSERT_THAT(mixed, IsOk());
  const v1::Finding found = FindingOf(mixed->findings(), "participants");
  EXPECT_EQ(Print(found), "NOT_MET");
  EXPECT_TRUE(found.synthetic());
  EXPECT_FALSE(FindingOf(mixed->findings(), "name").synthetic());
}

TEST_P(AgreementCheckTest, ItsTreatmentIsToldForAnyDay) {
  ASSERT_THAT(Step("DRAFTED", "", Date(2018, 5, 1)), IsOk());
  ASSERT_THAT(Step("PUT_FORWARD", "", Date(2018, 12, 1)), IsOk());
  ASSERT_THAT(Step("ADOPTED", "municipality", Date(2019, 2, 1)), IsOk());
  ASSERT_THAT(Step("TURNED_DOWN", "town", Date(2019, 3, 1)), IsOk());
  ASSERT_THAT(Step("ADOPTED", "town", Date(2019, 9, 1)), IsOk());
  const auto before = Check(Date(2018, 12, 31));
  ASSERT_THAT(before, IsOk());
  EXPECT_EQ(before->status().en(), "put forward for political treatment");
  EXPECT_THAT(before->not_adopted_by(), ElementsAre("municipality", "town"));
  EXPECT_EQ(Verdict("adopted_by_all", Date(2018, 12, 31)), "NOT_MET");
  EXPECT_EQ(Verdict("valid_after_adoption", Date(2018, 12, 31)), "NOT_KNOWN");
  const auto between = Check(Date(2019, 3, 1));
  ASSERT_THAT(between, IsOk());
  EXPECT_EQ(between->status().nb(), "vedtatt av 1 av 2 deltakere");
  EXPECT_THAT(between->not_adopted_by(), ElementsAre("town"));
  const auto after = Check(Date(2019, 9, 1));
  ASSERT_THAT(after, IsOk());
  EXPECT_EQ(after->status().en(), "adopted");
  EXPECT_THAT(after->not_adopted_by(), IsEmpty());
  EXPECT_EQ(FindingOf(after->findings(), "adopted_by_all").evidence_size(), 4);
  for (const char* rule : {"steps_in_order", "adopted_by_all", "valid_after_adoption"}) {
    EXPECT_EQ(Verdict(rule, Date(2019, 9, 1)), "MET") << rule;
  }
}

TEST_P(AgreementCheckTest, WhatAParticipantAdoptedBeforeItWasPutForwardIsOutOfOrder) {
  ASSERT_THAT(Step("PUT_FORWARD", "", Date(2019, 2, 1)), IsOk());
  ASSERT_THAT(Step("ADOPTED", "municipality", Date(2019, 3, 1)), IsOk());
  EXPECT_EQ(Verdict("steps_in_order"), "MET");
  ASSERT_THAT(Step("ADOPTED", "town", Date(2019, 1, 31)), IsOk());
  const auto checked = Check(Date(2020, 6, 1));
  const v1::Finding found = FindingOf(checked->findings(), "steps_in_order");
  EXPECT_EQ(Print(found), "NOT_MET");
  EXPECT_EQ(found.evidence_size(), 2);
  EXPECT_THAT(found.explanation().en(), HasSubstr("2019-01-31"));
}

TEST_P(AgreementCheckTest, ItDoesNotHoldBeforeTheLastCouncilAdoptedIt) {
  ASSERT_THAT(Step("ADOPTED", "municipality", Date(2019, 3, 1)), IsOk());
  EXPECT_EQ(Verdict("valid_after_adoption", Date(2019, 12, 31)), "NOT_KNOWN");
  EXPECT_EQ(Verdict("valid_after_adoption"), "NOT_MET");
  ASSERT_THAT(Step("ADOPTED", "town", Date(2020, 2, 1)), IsOk());
  EXPECT_EQ(Verdict("valid_after_adoption"), "NOT_MET");
  EXPECT_EQ(Verdict("adopted_by_all"), "MET");
}

TEST_P(AgreementCheckTest, AnUnknownAgreementAndAnImpossibleDayAreRefused) {
  EXPECT_THAT(Ask<v1::CheckAgreementResponse>("SteeringService.CheckAgreement",
                                              R"({"name": "M/agreements/none"})"),
              StatusSays(StatusCode::kNotFound, "none"));
  EXPECT_THAT(Check(R"({"year": 2019})"), StatusSays(StatusCode::kInvalidArgument, "as_of"));
  EXPECT_THAT(Check(Date(2019, 2, 30)), StatusSays(StatusCode::kInvalidArgument, "as_of"));
}

TEST_P(AgreementCheckTest, ItIsCheckedAsItWasKnown) {
  service_.now += absl::Hours(1);
  ASSERT_THAT(Say(R"("seat": "Byen")"), IsOk());
  const std::string before =
      absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", service_.now - absl::Minutes(1), absl::UTCTimeZone());
  const auto checked = Ask<v1::CheckAgreementResponse>(
      "SteeringService.CheckAgreement",
      absl::StrCat(R"({"name": "M/agreements/new", "asKnownAt": ")", before, "\"}"));
  ASSERT_THAT(checked, IsOk());
  EXPECT_EQ(Print(FindingOf(checked->findings(), "seat")), "NOT_MET");
  EXPECT_EQ(Verdict("seat"), "MET");
}

INSTANTIATE_TEST_SUITE_P(Engines, AgreementCheckTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::ownership
