#include "ett/ownership/v1/position_service.grpc.pb.h"
#include "services/ownership/positions_fixture.h"

namespace ett::ownership {
namespace {

class PositionsTest : public PositionsFixture {
 protected:
  // `municipality: 3/5 of holding`, one a line.
  std::string Positions(const std::string& more) {
    const auto response = Ask<v1::ListPositionsResponse>(
        "PositionService.ListPositions", absl::StrCat(R"({"parent": "M")", more, "}"));
    if (!response.ok()) return response.status().ToString();
    next_page_token_ = response->next_page_token();
    std::string lines;
    for (const v1::Position& each : response->positions()) {
      absl::StrAppend(&lines, each.owner(), ": ", each.capital().numerator(), "/",
                      each.capital().denominator(), " of ", records::IdOf(each.company()), "\n");
    }
    return lines;
  }

  std::string next_page_token_;
};

TEST_P(PositionsTest, PositionsAreOfADayAndComeInPages) {
  EXPECT_EQ(Positions(R"(, "asOf": {"year": 2009, "month": 12, "day": 31})"), "");
  EXPECT_EQ(Positions(R"(, "pageSize": 3)"),
            "municipality: 3/5 of holding\nothers: 2/5 of holding\nmunicipality: 1/3 of iks\n");
  EXPECT_EQ(Positions(absl::StrCat(R"(, "pageSize": 3, "pageToken": ")", next_page_token_, "\"")),
            "others: 2/3 of iks\nholding: 51/100 of sub\nrival: 49/100 of sub\n");
  EXPECT_EQ(next_page_token_, "");
  EXPECT_EQ(Positions(R"(, "owner": "rival")"), "rival: 49/100 of sub\n");
  EXPECT_EQ(Positions(R"(, "company": "M/entities/holding", "owner": "municipality")"),
            "municipality: 3/5 of holding\n");
}

TEST_P(PositionsTest, PagesShowOneMomentOfKnowledge) {
  EXPECT_EQ(Positions(R"(, "pageSize": 1)"), "municipality: 3/5 of holding\n");
  const std::string token = next_page_token_;
  service_.now += absl::Hours(1);
  ASSERT_THAT(Sell("s", "holding", 10, 2015), IsOk());
  EXPECT_EQ(Positions(absl::StrCat(R"(, "pageSize": 1, "pageToken": ")", token, "\"")),
            "others: 2/5 of holding\n");
  EXPECT_EQ(Positions(R"(, "pageSize": 1)"), "municipality: 1/2 of holding\n");
}

TEST_P(PositionsTest, APositionSaysWhatTheLawTiesToIt) {
  const auto response = Ask<v1::ListPositionsResponse>(
      "PositionService.ListPositions", R"({"parent": "M", "owner": "municipality"})");
  ASSERT_THAT(response, IsOk());
  ASSERT_EQ(response->positions_size(), 2);
  // 60 % is more than a third and more than half, but not two thirds.
  EXPECT_THAT(response->positions(0).thresholds(),
              testing::ElementsAre(v1::OWNERSHIP_THRESHOLD_TENTH, v1::OWNERSHIP_THRESHOLD_BLOCKING,
                                   v1::OWNERSHIP_THRESHOLD_MAJORITY));
  EXPECT_EQ(response->positions(0).holdings(0).class_share_count(), 100);
  EXPECT_THAT(response->positions(1).thresholds(), testing::IsEmpty());
  EXPECT_EQ(response->positions(1).liability().denominator(), 2);
}

TEST_P(PositionsTest, APositionIsExplainedByItsTransactions) {
  ASSERT_THAT(Sell("s", "holding", 10, 2015), IsOk());
  const auto response = Ask<v1::ExplainPositionResponse>(
      "PositionService.ExplainPosition",
      R"({"company": "M/entities/holding", "owner": "municipality"})");
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->position().capital().denominator(), 2);
  ASSERT_EQ(response->steps_size(), 3);
  EXPECT_EQ(response->steps(0).share_change(), 60);
  EXPECT_EQ(response->steps(1).share_change(), 0);
  EXPECT_EQ(response->steps(2).share_transaction().name(),
            "municipalities/935478715/shareTransactions/s");
  EXPECT_EQ(response->steps(2).share_change(), -10);
  EXPECT_EQ(response->steps(2).share_count(), 50);
  const auto iks = Ask<v1::ExplainPositionResponse>(
      "PositionService.ExplainPosition", R"({"company": "M/entities/iks", "owner": "others"})");
  ASSERT_THAT(iks, IsOk());
  ASSERT_EQ(iks->steps_size(), 1);
  EXPECT_EQ(iks->steps(0).participation().stakes_size(), 2);
}

// 0.6 × 0.51 = 0.306.
TEST_P(PositionsTest, EffectiveOwnershipGoesThroughCompanies) {
  const auto response = Ask<v1::GetEffectiveOwnershipResponse>(
      "PositionService.GetEffectiveOwnership",
      R"({"parent": "M", "owner": "municipality", "pathCount": 5})");
  ASSERT_THAT(response, IsOk());
  ASSERT_EQ(response->shares_size(), 3);
  EXPECT_EQ(response->shares(0).share(), 0.6);
  const v1::EffectiveShare& sub = response->shares(2);
  EXPECT_EQ(sub.company(), "municipalities/935478715/entities/sub");
  EXPECT_EQ(sub.exact().numerator(), 153);
  EXPECT_EQ(sub.exact().denominator(), 500);
  EXPECT_EQ(sub.direct().numerator(), 0);
  ASSERT_EQ(sub.paths_size(), 1);
  EXPECT_THAT(sub.paths(0).entities(), testing::ElementsAre("municipality", "holding", "sub"));
  EXPECT_EQ(sub.cycles_add(), 0);
  const auto owners = Ask<v1::GetEffectiveOwnershipResponse>(
      "PositionService.GetEffectiveOwnership", R"({"parent": "M", "company": "M/entities/sub"})");
  ASSERT_THAT(owners, IsOk());
  EXPECT_EQ(owners->shares_size(), 4);  // holding, rival, municipality, others
}

// sub and rival come to own each other entirely: nobody outside has any part of them.
TEST_P(PositionsTest, CompaniesThatOwnThemselvesAreToldAndNotComputed) {
  ASSERT_THAT(
      Transact("r", "rival", "FOUNDING", Date(2010, 1, 1), R"("toOwner": "sub", "shareCount": 1)"),
      IsOk());
  ASSERT_THAT(Transact("t", "sub", "BUY_OUT", Date(2011, 1, 1),
                       R"("fromOwner": "holding", "toOwner": "rival")"),
              IsOk());
  const auto response = Ask<v1::GetEffectiveOwnershipResponse>(
      "PositionService.GetEffectiveOwnership", R"({"parent": "M", "company": "M/entities/sub"})");
  ASSERT_THAT(response, IsOk());
  ASSERT_EQ(response->self_owned_size(), 1);
  EXPECT_EQ(response->self_owned(0).companies_size(), 2);
  EXPECT_EQ(response->shares_size(), 0);
}

TEST_P(PositionsTest, ControlIsOfVotesAndThroughCompanies) {
  const auto control = [&](const std::string& day) {
    const auto response = Ask<v1::GetControlResponse>(
        "PositionService.GetControl",
        absl::StrCat(R"({"parent": "M", "owner": "municipality", "asOf": )", day, "}"));
    EXPECT_THAT(response, IsOk());
    return *response;
  };
  const v1::GetControlResponse before = control(Date(2015, 5, 31));
  ASSERT_EQ(before.companies_size(), 2);
  EXPECT_EQ(before.companies(0).depth(), 0);
  EXPECT_EQ(before.companies(1).company(), "municipalities/935478715/entities/sub");
  EXPECT_EQ(before.companies(1).depth(), 1);
  EXPECT_EQ(before.companies(1).by(0).owner(), "holding");
  EXPECT_EQ(before.companies(1).by(0).votes().numerator(), 51);
  ASSERT_THAT(Sell("s", "holding", 10, 2015), IsOk());
  // Half is not control; it still blocks changes of the articles.
  const v1::GetControlResponse after = control(Date(2015, 6, 1));
  EXPECT_EQ(after.companies_size(), 0);
  ASSERT_EQ(after.influenced_size(), 1);
  EXPECT_THAT(
      after.influenced(0).thresholds(),
      testing::ElementsAre(v1::OWNERSHIP_THRESHOLD_TENTH, v1::OWNERSHIP_THRESHOLD_BLOCKING));
  EXPECT_EQ(control(Date(2015, 5, 31)).companies_size(), 2);
}

TEST_P(PositionsTest, ThresholdsAreCrossedOnTheDayOfTheTransaction) {
  ASSERT_THAT(Sell("s", "holding", 10, 2015), IsOk());
  ASSERT_THAT(Sell("t", "holding", 20, 2016), IsOk());
  const auto response = Ask<v1::ListThresholdsCrossedResponse>(
      "PositionService.ListThresholdsCrossed",
      absl::StrCat(R"({"parent": "M", "startDate": )", Date(2015, 1, 1), R"(, "endDate": )",
                   Date(2016, 12, 31), "}"));
  ASSERT_THAT(response, IsOk());
  std::vector<std::string> told;
  for (const v1::ThresholdCrossing& each : response->crossings()) {
    told.push_back(absl::StrCat(each.crossing_date().year(), " ", each.owner(), " ",
                                each.reached() ? "reached " : "lost ",
                                v1::OwnershipThreshold_Name(each.threshold()).substr(20)));
  }
  // 60 → 50 → 30 of the municipality; 40 → 50 → 70 of others.
  EXPECT_THAT(told, testing::ElementsAre(
                        "2015 municipality lost MAJORITY", "2016 municipality lost BLOCKING",
                        "2016 others reached MAJORITY", "2016 others reached SUPERMAJORITY"));
  EXPECT_EQ(response->crossings(0).share_transactions(0),
            "municipalities/935478715/shareTransactions/s");
}

TEST_P(PositionsTest, TwoDaysAreComparedWithWhatHappenedBetween) {
  ASSERT_THAT(Sell("s", "holding", 10, 2015), IsOk());
  const auto response = Ask<v1::CompareDatesResponse>(
      "PositionService.CompareDates",
      absl::StrCat(R"({"parent": "M", "fromDate": )", Date(2014, 12, 31), R"(, "toDate": )",
                   Date(2015, 12, 31), "}"));
  ASSERT_THAT(response, IsOk());
  ASSERT_EQ(response->changes_size(), 2);
  EXPECT_EQ(response->changes(0).owner(), "municipality");
  EXPECT_EQ(response->changes(0).before().capital().numerator(), 3);
  EXPECT_EQ(response->changes(0).after().capital().numerator(), 1);
  EXPECT_THAT(response->changes(0).because(),
              testing::ElementsAre("municipalities/935478715/shareTransactions/s"));
  EXPECT_EQ(response->control_gained_size(), 0);
  EXPECT_EQ(response->control_lost_size(), 2);
}

TEST_P(PositionsTest, WhatIfNothingIsStored) {
  const char kSell[] = R"({"parent": "M", "asOf": {"year": 2019, "month": 1, "day": 1},
      "shareTransactions": [{
      "company": "M/entities/holding", "kind": "SHARE_TRANSACTION_KIND_TRANSFER",
      "transactionDate": {"year": 2018, "month": 12, "day": 1}, "fromOwner": "municipality",
      "toOwner": "others", "shareCount": %s}]})";
  const auto sell = [&](const std::string& count) {
    return Ask<v1::SimulateTransactionsResponse>("PositionService.SimulateTransactions",
                                                 absl::StrReplaceAll(kSell, {{"%s", count}}));
  };
  const auto response = sell("17");
  ASSERT_THAT(response, IsOk());
  // 60 - 17 = 43 of holding, and 43 % of 51 % of sub.
  ASSERT_EQ(response->changes_size(), 2);
  EXPECT_EQ(response->changes(0).after().capital().numerator(), 43);
  EXPECT_EQ(response->thresholds_crossed_size(), 2);
  EXPECT_EQ(response->control_lost_size(), 2);
  ASSERT_EQ(response->effective_changes_size(), 2);
  EXPECT_DOUBLE_EQ(response->effective_changes(1).after(), 0.43 * 0.51);
  EXPECT_EQ(Positions(R"(, "owner": "municipality", "company": "M/entities/holding")"),
            "municipality: 3/5 of holding\n");
  EXPECT_THAT(sell("61").status(),
              StatusSays(StatusCode::kFailedPrecondition, "gives 61 shares but has 60"));
  EXPECT_THAT(sell("0").status(),
              StatusSays(StatusCode::kInvalidArgument, "share_transactions[0].share_count"));
}

TEST_P(PositionsTest, WhatIfIsHeldToTheRulesOfWhatIsKept) {
  ASSERT_THAT(CreateEntity("young", "AS", absl::StrCat(R"(, "validFrom": )", Date(2019, 1, 1))),
              IsOk());
  const auto sell = [&](const std::string& company, const std::string& to) {
    return Ask<v1::SimulateTransactionsResponse>(
               "PositionService.SimulateTransactions",
               absl::StrCat(R"({"parent": "M", "shareTransactions": [{"company": "M/entities/)",
                            company, R"(", "kind": "SHARE_TRANSACTION_KIND_TRANSFER",
                "transactionDate": )",
                            Date(2018, 12, 1), R"(, "fromOwner": "municipality", "toOwner": ")", to,
                            R"(", "shareCount": 1}]})"))
        .status();
  };
  EXPECT_THAT(sell("holding", "rival"), IsOk());
  EXPECT_THAT(sell("holding", "young"),
              StatusSays(StatusCode::kInvalidArgument, "a day on which young exists"));
  EXPECT_THAT(sell("iks", "rival"),
              StatusSays(StatusCode::kInvalidArgument, "a company with shares"));
  EXPECT_THAT(sell("none", "rival"),
              StatusSays(StatusCode::kInvalidArgument, "an existing company"));
}

TEST_P(PositionsTest, ARegisterThatSaysOtherwiseIsShown) {
  ASSERT_THAT(Create("RegisteredPosition", "r",
                     R"({"company": "M/entities/holding", "owner": "municipality",
                         "register": "Aksjonærregisteret", "shareCount": 55,
                         "companyShareCount": 100,
                         "registerDate": {"year": 2018, "month": 12, "day": 31}})"),
              IsOk());
  const auto response = Ask<v1::ListPositionsResponse>(
      "PositionService.ListPositions", R"({"parent": "M", "company": "M/entities/holding"})");
  ASSERT_THAT(response, IsOk());
  ASSERT_EQ(response->positions_size(), 2);
  EXPECT_EQ(response->positions(0).registered().share_count(), 55);
  EXPECT_EQ(response->positions(1).registered().registered_position(), "");
  EXPECT_EQ(response->positions(1).registered().register_(), "Aksjonærregisteret");
}

TEST_P(PositionsTest, TheGraphHasEntitiesAndHoldings) {
  const auto response = Ask<v1::GetOwnershipGraphResponse>(
      "PositionService.GetOwnershipGraph", R"({"parent": "M", "owner": "holding"})");
  ASSERT_THAT(response, IsOk());
  EXPECT_EQ(response->nodes_size(), 2);
  ASSERT_EQ(response->edges_size(), 1);
  EXPECT_EQ(response->edges(0).owner(), "holding");
  EXPECT_EQ(response->edges(0).votes().numerator(), 51);
}

TEST_P(PositionsTest, WrongQuestionsAreRefusedByField) {
  const auto ask = [&](const std::string& method, const std::string& json) {
    v1::ListPositionsResponse ignored;
    return Call("PositionService." + method, json, ignored);
  };
  EXPECT_THAT(ask("ListPositions", R"({"parent": "M", "owner": "nobody"})"),
              StatusSays(StatusCode::kInvalidArgument, "owner"));
  EXPECT_THAT(ask("ListPositions", R"({"parent": "M", "company": "M/entities/none"})"),
              StatusIs(StatusCode::kNotFound));
  EXPECT_THAT(ask("ListPositions", R"({"parent": "M", "asOf": {"year": 2018}})"),
              StatusSays(StatusCode::kInvalidArgument, "as_of"));
  EXPECT_THAT(ask("GetEffectiveOwnership", R"({"parent": "M"})"),
              StatusSays(StatusCode::kInvalidArgument, "an owner, a company or both"));
  EXPECT_THAT(ask("ListThresholdsCrossed", R"({"parent": "M"})"),
              StatusSays(StatusCode::kInvalidArgument, "start_date"));
}

INSTANTIATE_TEST_SUITE_P(Engines, PositionsTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::ownership
