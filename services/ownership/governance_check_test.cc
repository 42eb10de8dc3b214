#include <set>

#include "absl/strings/ascii.h"
#include "services/ownership/steering_fixture.h"

namespace ett::ownership {
namespace {

using testing::ElementsAre;

// Day of all questions, where they do not say: 31 December 2018.
class GovernanceCheckTest : public SteeringTest {
 protected:
  absl::Status Document(const std::string& id, const std::string& company, int number,
                        const std::string& more = "", int year = 2018) {
    const std::string of =
        company.empty() ? "" : absl::StrCat(R"("company": "M/entities/)", company, "\", ");
    return Create(
        "GovernanceDocument", id,
        absl::StrCat("{", of, R"("recommendation": )", number,
                     R"(, "title": "Vedtak", "adoptedDate": )", Date(year, 3, 1), more, "}"));
  }

  absl::Status Meet(const std::string& id, const std::string& company, const std::string& kind,
                    const std::string& called, const std::string& held) {
    return About("OwnerMeeting", id, company,
                 absl::StrCat(R"("kind": "OWNER_MEETING_KIND_)", kind, R"(", "calledDate": )",
                              called, R"(, "heldDate": )", held));
  }
};

TEST_P(GovernanceCheckTest, AllAreAnsweredByNumberAndNothingIsGuessed) {
  ASSERT_THAT(CreateEntity("bare"), IsOk());
  const auto checked = Ask<v1::CheckGovernanceResponse>("SteeringService.CheckGovernance",
                                                        R"({"company": "M/entities/bare"})");
  ASSERT_THAT(checked, IsOk());
  ASSERT_EQ(checked->findings_size(), 21);
  EXPECT_THAT(checked->list(), HasSubstr("KS"));
  std::set<std::string> titles;
  for (int number = 1; number <= 21; ++number) {
    const v1::Finding& finding = checked->findings(number - 1);
    EXPECT_EQ(finding.rule(), absl::StrCat(number));
    titles.insert(finding.title().nb());
    // Owned by no company, and no municipal enterprise.
    EXPECT_EQ(Print(finding), number == 13 || number == 20 ? "NOT_APPLICABLE" : "NOT_KNOWN")
        << number;
    EXPECT_EQ(finding.evidence_size(), 0) << number;
    EXPECT_NE(finding.explanation().nb(), "") << number;
    EXPECT_NE(finding.explanation().en(), "") << number;
  }
  EXPECT_EQ(titles.size(), 21U);
}

TEST_P(GovernanceCheckTest, ADocumentTellsWhatRecordsDoNot) {
  for (const int number : {1, 3, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16, 17, 18, 19, 21}) {
    SCOPED_TRACE(number);
    const std::string id = absl::StrCat("d", number);
    EXPECT_EQ(Verdict("arba", number), "NOT_KNOWN");
    ASSERT_THAT(Document(id, "arba", number, R"(, "synthetic": true)"), IsOk());
    const v1::Finding found = Governance("arba", number);
    EXPECT_EQ(Print(found), "MET");
    EXPECT_THAT(found.evidence(),
                ElementsAre("municipalities/935478715/governanceDocuments/" + id));
    EXPECT_TRUE(found.synthetic());
    EXPECT_EQ(Verdict("arba", number, Date(2018, 2, 28)), "NOT_KNOWN");
    ASSERT_THAT(Document(id + "-departure", "arba", number, R"(, "departure": "for liten")", 2019),
                IsOk());
    const v1::Finding departed = Governance("arba", number, Date(2019, 3, 1));
    EXPECT_EQ(Print(departed), "NOT_MET");
    EXPECT_THAT(departed.explanation().nb(), HasSubstr("for liten"));
  }
}

TEST_P(GovernanceCheckTest, ADocumentOfTheCompanyGoesBeforeOneOfAll) {
  ASSERT_THAT(Document("all", "", 18), IsOk());
  EXPECT_EQ(Verdict("arba", 18), "MET");
  EXPECT_EQ(Verdict("iks", 18), "MET");
  ASSERT_THAT(Document("own", "arba", 18, R"(, "departure": "utenfor")", 2016), IsOk());
  EXPECT_EQ(Verdict("arba", 18), "NOT_MET");
  EXPECT_EQ(Verdict("iks", 18), "MET");
  ASSERT_THAT(Document("ended", "iks", 19, absl::StrCat(R"(, "validTo": )", Date(2018, 12, 30))),
              IsOk());
  EXPECT_EQ(Verdict("iks", 19), "NOT_KNOWN");
}

TEST_P(GovernanceCheckTest, TheFormFitsPurposeAndMarket) {
  const std::string told =
      R"(, "purpose": "Vann", "ownershipReason": "OWNERSHIP_REASON_POLITICAL")";
  ASSERT_THAT(CreateEntity("water", "IKS", told + R"(, "market": "MARKET_PROTECTED")"), IsOk());
  ASSERT_THAT(CreateEntity("cables", "IKS", told + R"(, "market": "MARKET_COMPETING")"), IsOk());
  ASSERT_THAT(CreateEntity("both", "AS", told + R"(, "market": "MARKET_MIXED")"), IsOk());
  EXPECT_EQ(Verdict("water", 1), "MET");
  EXPECT_EQ(Verdict("cables", 1), "NOT_MET");
  EXPECT_EQ(Verdict("both", 1), "MET");
  EXPECT_EQ(Verdict("water", 2), "MET");
  EXPECT_EQ(Verdict("cables", 2), "MET");
  EXPECT_EQ(Verdict("both", 2), "NOT_MET");
}

TEST_P(GovernanceCheckTest, TheReasonOfADepartureIsToldBesideWhatRecordsShow) {
  ASSERT_THAT(CreateEntity("both", "AS", R"(, "market": "MARKET_MIXED")"), IsOk());
  ASSERT_THAT(Document("d", "both", 2, R"(, "departure": "delte regnskap")"), IsOk());
  const v1::Finding found = Governance("both", 2);
  EXPECT_EQ(Print(found), "NOT_MET");
  EXPECT_THAT(found.explanation().en(), HasSubstr("Reason given: delte regnskap"));
  EXPECT_EQ(found.evidence_size(), 2);
}

TEST_P(GovernanceCheckTest, TheCouncilIsTrainedInOwnershipOnceATerm) {
  ASSERT_THAT(Held("board", Date(2018, 1, 1), "OWNERSHIP"), IsOk());
  ASSERT_THAT(Held("ethics", Date(2018, 1, 1), "ETHICS", "COUNCIL_MEMBERS"), IsOk());
  EXPECT_EQ(Verdict("arba", 3), "NOT_KNOWN");
  ASSERT_THAT(Held("council", Date(2015, 10, 1), "OWNERSHIP", "COUNCIL_MEMBERS"), IsOk());
  EXPECT_EQ(Verdict("arba", 3), "MET");
  EXPECT_EQ(Verdict("arba", 3, Date(2015, 9, 30)), "NOT_KNOWN");
  EXPECT_EQ(Verdict("arba", 3, Date(2019, 10, 2)), "NOT_MET");
}

TEST_P(GovernanceCheckTest, AnOwnershipReportIsYearly) {
  ASSERT_THAT(Document("report", "", 4), IsOk());
  EXPECT_EQ(Verdict("arba", 4), "MET");
  EXPECT_EQ(Verdict("arba", 4, Date(2019, 12, 31)), "MET");
  EXPECT_EQ(Verdict("arba", 4, Date(2020, 1, 1)), "NOT_MET");
}

TEST_P(GovernanceCheckTest, AnOwnerStrategyHoldsForATerm) {
  ASSERT_THAT(
      About("OwnerStrategy", "s", "arba",
            absl::StrCat(R"("title": "Eierstrategi", "adoptedDate": )", Date(2014, 12, 31))),
      IsOk());
  EXPECT_EQ(Verdict("arba", 5), "MET");
  EXPECT_EQ(Verdict("arba", 5, Date(2019, 1, 1)), "NOT_MET");
  EXPECT_EQ(Verdict("iks", 5), "NOT_KNOWN");
}

TEST_P(GovernanceCheckTest, OwnersMeetEveryYear) {
  ASSERT_THAT(Meet("m", "arba", "OWNER_MEETING", Date(2017, 12, 1), Date(2017, 12, 31)), IsOk());
  EXPECT_EQ(Verdict("arba", 6), "MET");
  EXPECT_EQ(Verdict("arba", 6, Date(2019, 1, 1)), "NOT_MET");
}

TEST_P(GovernanceCheckTest, CouncilMembersSitInTheOwnerBody) {
  const std::string body = R"(, "body": "COMPANY_BODY_COUNCIL_OF_REPRESENTATIVES")";
  ASSERT_THAT(Seat("r1", "iks", body + R"(, "councilMember": true)"), IsOk());
  ASSERT_THAT(Seat("r2", "iks", body + R"(, "appointedBy": "town")"), IsOk());
  EXPECT_EQ(Verdict("iks", 7), "MET");
  ASSERT_THAT(Seat("r3", "iks", body + R"(, "appointedBy": "municipality")"), IsOk());
  const v1::Finding found = Governance("iks", 7);
  EXPECT_EQ(Print(found), "NOT_MET");
  EXPECT_THAT(found.evidence(), ElementsAre("municipalities/935478715/boardSeats/r3"));
}

TEST_P(GovernanceCheckTest, NoticeIsAsLongAsTheLawOfTheFormAsks) {
  ASSERT_THAT(Meet("g1", "arba", "GENERAL_MEETING", Date(2018, 5, 1), Date(2018, 5, 8)), IsOk());
  EXPECT_EQ(Verdict("arba", 8), "MET");
  ASSERT_THAT(Meet("g2", "arba", "GENERAL_MEETING", Date(2018, 9, 1), Date(2018, 9, 7)), IsOk());
  EXPECT_EQ(Verdict("arba", 8), "NOT_MET");
  EXPECT_EQ(Verdict("arba", 8, Date(2018, 8, 31)), "MET");
  ASSERT_THAT(Meet("r1", "iks", "COUNCIL_OF_REPRESENTATIVES", Date(2017, 4, 1), Date(2017, 4, 29)),
              IsOk());
  ASSERT_THAT(Meet("r2", "iks", "COUNCIL_OF_REPRESENTATIVES", Date(2018, 5, 1), Date(2018, 5, 28)),
              IsOk());
  EXPECT_EQ(Verdict("iks", 8, Date(2017, 12, 31)), "MET");
  EXPECT_EQ(Verdict("iks", 8), "NOT_MET");
}

TEST_P(GovernanceCheckTest, ABoardHasAChair) {
  ASSERT_THAT(Seat("a", "arba", ""), IsOk());
  EXPECT_EQ(Verdict("arba", 9), "NOT_MET");
  ASSERT_THAT(Seat("b", "arba", "", "CHAIR"), IsOk());
  EXPECT_EQ(Verdict("arba", 9), "NOT_KNOWN");
  ASSERT_THAT(Seat("c", "iks", "", "CHAIR"), IsOk());
  EXPECT_EQ(Verdict("iks", 9), "NOT_MET");
}

TEST_P(GovernanceCheckTest, ACommitteeThatSitsIsNotYetOneOfTheArticles) {
  ASSERT_THAT(Seat("n", "arba",
                   absl::StrCat(R"(, "body": "COMPANY_BODY_NOMINATION_COMMITTEE", "toDate": )",
                                Date(2018, 6, 30))),
              IsOk());
  EXPECT_EQ(Verdict("arba", 10, Date(2018, 6, 30)), "NOT_KNOWN");
  EXPECT_EQ(Governance("arba", 10, Date(2018, 6, 30)).evidence_size(), 1);
  EXPECT_EQ(Verdict("arba", 10), "NOT_MET");
  ASSERT_THAT(Document("articles", "arba", 10), IsOk());
  EXPECT_EQ(Verdict("arba", 10, Date(2018, 6, 30)), "MET");
  EXPECT_EQ(Governance("arba", 10, Date(2018, 6, 30)).evidence_size(), 2);
}

TEST_P(GovernanceCheckTest, BothSexesHaveTheirLeastInTheBoard) {
  const auto seat = [&](const std::string& id, const std::string& sex, const std::string& more) {
    return Seat(id, "arba", absl::StrCat(R"(, "sex": "SEX_)", sex, "\"", more));
  };
  ASSERT_THAT(seat("a", "FEMALE", ""), IsOk());
  EXPECT_EQ(Verdict("arba", 11), "NOT_APPLICABLE");
  ASSERT_THAT(seat("b", "MALE", ""), IsOk());
  ASSERT_THAT(seat("c", "MALE", ""), IsOk());
  EXPECT_EQ(Verdict("arba", 11), "MET");
  ASSERT_THAT(seat("d", "FEMALE", R"(, "appointedBy": "employees")"), IsOk());
  ASSERT_THAT(seat("e", "UNSPECIFIED", ""), IsOk());
  EXPECT_EQ(Verdict("arba", 11), "NOT_KNOWN");
  ASSERT_THAT(seat("f", "MALE", ""), IsOk());
  ASSERT_THAT(seat("g", "MALE", ""), IsOk());
  EXPECT_EQ(Verdict("arba", 11), "NOT_MET");
}

TEST_P(GovernanceCheckTest, AllOfTheBoardHaveBeenTrainedInWhateverSeat) {
  ASSERT_THAT(Held("course", Date(2016, 5, 1), "BOARD_WORK"), IsOk());
  ASSERT_THAT(Seat("a", "arba", ""), IsOk());
  EXPECT_EQ(Verdict("arba", 12), "NOT_KNOWN");
  ASSERT_THAT(Attend("course", "a"), IsOk());
  EXPECT_EQ(Verdict("arba", 12), "MET");
  ASSERT_THAT(Seat("b", "arba", ""), IsOk());
  EXPECT_EQ(Verdict("arba", 12), "NOT_MET");
  ASSERT_THAT(About("BoardSeat", "elsewhere", "iks",
                    absl::StrCat(R"("role": "BOARD_ROLE_MEMBER", "member": "m-b", "fromDate": )",
                                 Date(2014, 1, 1))),
              IsOk());
  ASSERT_THAT(Attend("course", "elsewhere"), IsOk());
  EXPECT_EQ(Verdict("arba", 12), "MET");
  EXPECT_EQ(Verdict("arba", 12, Date(2020, 5, 2)), "NOT_KNOWN");
}

TEST_P(GovernanceCheckTest, NobodySitsInTheBoardsOfParentAndSubsidiary) {
  ASSERT_THAT(CreateEntity("daughter"), IsOk());
  ASSERT_THAT(Transact("d", "daughter", "FOUNDING", R"({"year": 2010})",
                       R"("toOwner": "arba", "shareCount": 10)"),
              IsOk());
  ASSERT_THAT(Seat("a", "arba", ""), IsOk());
  EXPECT_EQ(Verdict("arba", 13), "NOT_APPLICABLE");
  EXPECT_EQ(Verdict("daughter", 13), "NOT_KNOWN");
  ASSERT_THAT(Seat("b", "daughter", ""), IsOk());
  EXPECT_EQ(Verdict("daughter", 13), "MET");
  ASSERT_THAT(About("BoardSeat", "c", "daughter",
                    absl::StrCat(R"("role": "BOARD_ROLE_MEMBER", "member": "m-a", "fromDate": )",
                                 Date(2014, 1, 1))),
              IsOk());
  const v1::Finding found = Governance("daughter", 13);
  EXPECT_EQ(Print(found), "NOT_MET");
  EXPECT_THAT(found.evidence(), ElementsAre("municipalities/935478715/boardSeats/c",
                                            "municipalities/935478715/boardSeats/a"));
}

TEST_P(GovernanceCheckTest, SubstitutesHaveAPlaceEach) {
  ASSERT_THAT(Seat("a", "arba", R"(, "substituteOrder": 1)", "SUBSTITUTE"), IsOk());
  ASSERT_THAT(Seat("b", "arba", R"(, "substituteOrder": 2)", "SUBSTITUTE"), IsOk());
  EXPECT_EQ(Verdict("arba", 14), "MET");
  ASSERT_THAT(Seat("c", "arba", R"(, "substituteOrder": 2)", "SUBSTITUTE"), IsOk());
  EXPECT_EQ(Verdict("arba", 14), "NOT_MET");
}

TEST_P(GovernanceCheckTest, CouncilMembersInABoardWantAnAssessment) {
  ASSERT_THAT(Seat("a", "arba", ""), IsOk());
  EXPECT_EQ(Verdict("arba", 15), "MET");
  ASSERT_THAT(Seat("b", "arba", R"(, "councilMember": true)"), IsOk());
  EXPECT_EQ(Verdict("arba", 15), "NOT_MET");
  ASSERT_THAT(Document("assessed", "arba", 15), IsOk());
  EXPECT_EQ(Verdict("arba", 15), "MET");
}

TEST_P(GovernanceCheckTest, AllSeatsAreInTheRegister) {
  ASSERT_THAT(Seat("a", "arba", R"(, "registered": true)"), IsOk());
  EXPECT_EQ(Verdict("arba", 17), "MET");
  ASSERT_THAT(Seat("b", "arba", ""), IsOk());
  EXPECT_EQ(Verdict("arba", 17), "NOT_KNOWN");
  ASSERT_THAT(Seat("c", "arba", R"(, "registered": false)"), IsOk());
  EXPECT_EQ(Verdict("arba", 17), "NOT_MET");
}

TEST_P(GovernanceCheckTest, AMunicipalEnterpriseIsUnderTheChiefExecutive) {
  ASSERT_THAT(CreateEntity("kf", "KF"), IsOk());
  EXPECT_EQ(Verdict("kf", 20), "NOT_KNOWN");
  for (const int number : {7, 8, 10}) EXPECT_EQ(Verdict("kf", number), "NOT_APPLICABLE") << number;
  ASSERT_THAT(Document("role", "kf", 20), IsOk());
  EXPECT_EQ(Verdict("kf", 20), "MET");
  ASSERT_THAT(Document("not", "kf", 20, R"(, "departure": "ny ordning")", 2019), IsOk());
  EXPECT_EQ(Verdict("kf", 20, Date(2019, 12, 31)), "NOT_MET");
}

TEST_P(GovernanceCheckTest, WhoIsNoCompanyIsNotAsked) {
  for (const char* form : {"FOUNDATION", "COOPERATION", "PERSON"}) {
    const std::string id = absl::AsciiStrToLower(form);
    ASSERT_THAT(CreateEntity(id, form), IsOk());
    for (int number = 1; number <= 21; number += 10) {
      EXPECT_EQ(Verdict(id, number), "NOT_APPLICABLE") << form << " " << number;
    }
  }
  EXPECT_THAT(Ask<v1::CheckGovernanceResponse>("SteeringService.CheckGovernance",
                                               R"({"company": "M/entities/none"})"),
              StatusSays(StatusCode::kNotFound, "none"));
}

INSTANTIATE_TEST_SUITE_P(Engines, GovernanceCheckTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::ownership
