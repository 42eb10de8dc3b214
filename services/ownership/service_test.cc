#include "services/ownership/service.h"

#include "absl/strings/ascii.h"
#include "services/ownership/service_fixture.h"

namespace ett::ownership {
namespace {

// Arba AS, founded 60 to 40.
class OwnershipServiceTest : public ServiceTest {
 protected:
  void SetUp() override {
    ASSERT_THAT(CreateEntity("arba"), IsOk());
    ASSERT_THAT(Found("f1", "municipality", 60), IsOk());
    ASSERT_THAT(Found("f2", "others", 40), IsOk());
  }

  absl::Status Found(const std::string& id, const std::string& owner, int count) {
    return Transact(id, "arba", "FOUNDING", R"({"year": 2003})",
                    absl::StrCat(R"("toOwner": ")", owner, R"(", "shareCount": )", count));
  }

  absl::Status Transfer(const std::string& id, const std::string& from, const std::string& to,
                        int count, int year = 2018) {
    return Transact(id, "arba", "TRANSFER", absl::StrCat(R"({"year": )", year, "}"),
                    absl::StrCat(R"("fromOwner": ")", from, R"(", "toOwner": ")", to,
                                 R"(", "shareCount": )", count));
  }

  absl::Status BuyOut() {
    return Transact("b", "arba", "BUY_OUT", R"({"year": 2018})",
                    R"("fromOwner": "others", "toOwner": "municipality")");
  }

  absl::Status Delete(const std::string& method, const std::string& name) {
    google::protobuf::Empty nothing;
    return Call(absl::StrCat("OwnershipService.Delete", method),
                absl::StrCat(R"({"name": "M/)", name, "\"}"), nothing);
  }
};

TEST_P(OwnershipServiceTest, ABuyOutIsAShareBoughtAndTheWholeOwned) {
  EXPECT_EQ(Figure("ownership/share", "2018", "arba"), "60");
  ASSERT_THAT(BuyOut(), IsOk());
  EXPECT_EQ(Figure("ownership/share", "2017", "arba"), "60");
  EXPECT_EQ(Figure("ownership/share", "2018", "arba"), "100");
  EXPECT_EQ(Figure("ownership/shares-bought", "2018", "arba"), "40");
}

TEST_P(OwnershipServiceTest, AnImpossibleTransactionIsRefusedWithTheReason) {
  EXPECT_THAT(Transfer("s", "others", "municipality", 41),
              StatusSays(StatusCode::kInvalidArgument,
                         "share transaction s of 2018-12-31: others gives 41 shares but has 40"));
  EXPECT_THAT(Transfer("s", "somebody", "municipality", 1),
              StatusSays(StatusCode::kInvalidArgument, "the id of an existing entity"));
  EXPECT_EQ(Figure("ownership/share", "2018", "arba"), "60");
}

TEST_P(OwnershipServiceTest, ALateTransactionThatMakesAnotherImpossibleIsRefusedAndSaysWhich) {
  ASSERT_THAT(Transfer("sold", "others", "municipality", 40, 2018), IsOk());
  EXPECT_THAT(Transfer("late", "others", "municipality", 10, 2015),
              StatusSays(StatusCode::kInvalidArgument,
                         "makes another transaction impossible: share transaction sold of "
                         "2018-12-31: others gives 40 shares but has 30"));
}

TEST_P(OwnershipServiceTest, WhatLaterTransactionsNeedIsKept) {
  ASSERT_THAT(BuyOut(), IsOk());
  EXPECT_THAT(Delete("ShareTransaction", "shareTransactions/f2"),
              StatusSays(StatusCode::kFailedPrecondition,
                         "without f2, this is impossible: share transaction b"));
  ASSERT_THAT(Delete("ShareTransaction", "shareTransactions/b"), IsOk());
  EXPECT_THAT(Delete("ShareTransaction", "shareTransactions/f2"), IsOk());
}

TEST_P(OwnershipServiceTest, AnImportRefusesWhatCannotBeAndKeepsTheRest) {
  grpc::ClientContext context;
  imports::v1::ImportReport report;
  const auto stub = v1::OwnershipService::NewStub(service_.channel);
  const auto writer = stub->ImportShareTransactions(&context, &report);
  v1::ImportShareTransactionsRequest request;
  request.set_parent("municipalities/935478715");
  // Told in any order: the sale of 2016 is possible only after the purchase of 2015.
  const std::vector<std::tuple<int, std::string, std::string, int>> rows = {
      {2016, "municipality", "others", 65},
      {2017, "others", "municipality", 99},
      {2015, "others", "municipality", 5}};
  for (const auto& [year, from, to, count] : rows) {
    v1::ShareTransaction& row = *request.add_share_transactions();
    row.set_name(absl::StrCat("municipalities/935478715/shareTransactions/t", year));
    row.set_company("municipalities/935478715/entities/arba");
    row.set_kind(v1::SHARE_TRANSACTION_KIND_TRANSFER);
    row.mutable_transaction_date()->set_year(year);
    row.set_from_owner(from);
    row.set_to_owner(to);
    row.set_share_count(count);
  }
  request.mutable_share_transactions(1)->set_share_count(101);
  ASSERT_TRUE(writer->Write(request));
  writer->WritesDone();
  ASSERT_TRUE(writer->Finish().ok());
  EXPECT_EQ(report.accepted_count(), 2);
  ASSERT_EQ(report.rejections_size(), 1);
  EXPECT_EQ(report.rejections(0).row(), 1);
  EXPECT_THAT(report.rejections(0).message(),
              HasSubstr("t2017 of 2017-12-31: others gives 101 shares but has 100"));
}

TEST_P(OwnershipServiceTest, ACompanyIsNotFoundedAfterItsShares) {
  v1::Entity entity;
  EXPECT_THAT(
      Call(
          "OwnershipService.UpdateEntity",
          R"({"entity": {"name": "M/entities/arba", "validFrom": {"year": 2010, "month": 1, "day": 1}}})",
          entity),
      StatusSays(StatusCode::kInvalidArgument, "is before arba was founded, 2010-01-01"));
  EXPECT_THAT(CreateEntity("others"), StatusSays(StatusCode::kInvalidArgument, "another id"));
}

TEST_P(OwnershipServiceTest, OnlyCompaniesWithSharesHaveTransactions) {
  ASSERT_THAT(CreateEntity("iks", "IKS"), IsOk());
  EXPECT_THAT(Transact("x", "iks", "FOUNDING", R"({"year": 2003})",
                       R"("toOwner": "municipality", "shareCount": 1)"),
              StatusSays(StatusCode::kInvalidArgument, "a company with shares"));
}

TEST_P(OwnershipServiceTest, APartOfAnIksIsRefusedUnlessAllAreTheWhole) {
  ASSERT_THAT(CreateEntity("iks", "IKS"), IsOk());
  const auto participation = [&](const std::string& id, const std::string& from, int part) {
    return Create("Participation", id,
                  absl::StrCat(R"({"company": "M/entities/iks", "validFrom": )", from,
                               R"(, "stakes": [
      {"owner": "municipality", "ownership": {"numerator": 2, "denominator": 7}},
      {"owner": "others", "ownership": {"numerator": )",
                               part, R"(, "denominator": 21}}]})"));
  };
  // 2/7 and 14/21 are 20/21; 2/7 and 15/21 are the whole.
  EXPECT_THAT(participation("p", Date(2010, 1, 1), 14),
              StatusSays(StatusCode::kInvalidArgument, "sum to exactly one, got \"20/21\""));
  ASSERT_THAT(participation("p", Date(2010, 1, 1), 15), IsOk());
  EXPECT_THAT(
      participation("q", Date(2015, 1, 1), 15),
      StatusSays(StatusCode::kInvalidArgument, "no other participation; p has 2010-01-01.."));
  EXPECT_EQ(Figure("ownership/share", "2018", "iks"), "28.6");
}

TEST_P(OwnershipServiceTest, ABirthNumberIsRefusedAndNotRepeated) {
  const absl::Status refused =
      Create("Entity", "p", R"({"displayName": "Ola 010100 00110", "form": "ENTITY_FORM_PERSON"})");
  EXPECT_THAT(refused, StatusSays(StatusCode::kInvalidArgument, "a text without birth numbers"));
  EXPECT_THAT(refused.ToString(), testing::Not(HasSubstr("00110")));
}

TEST_P(OwnershipServiceTest, WhatWasKnownBeforeStays) {
  const char kAsk[] =
      R"({"parent": "M", "metrics": ["ownership/share"], "periods": ["2018"], "dimensions": ["company"]%s})";
  const auto before =
      Ask<figures::v1::Table>("FigureService.QueryTable", absl::StrReplaceAll(kAsk, {{"%s", ""}}));
  ASSERT_THAT(before, IsOk());
  service_.now += absl::Hours(24);
  ASSERT_THAT(BuyOut(), IsOk());
  std::string known_at;
  ASSERT_TRUE(google::protobuf::util::MessageToJsonString(before->known_at(), &known_at).ok());
  const auto again = Ask<figures::v1::Table>(
      "FigureService.QueryTable",
      absl::StrReplaceAll(kAsk, {{"%s", absl::StrCat(", \"asKnownAt\": ", known_at)}}));
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->cells(1).number(), 60);
  EXPECT_EQ(Figure("ownership/share", "2018", "arba"), "100");
}

TEST_P(OwnershipServiceTest, AWrongTransactionIsRefusedByField) {
  EXPECT_THAT(Transfer("x", "Others!", "municipality", 1),
              StatusSays(StatusCode::kInvalidArgument, "from_owner"));
  EXPECT_THAT(Transfer("x", "others", "others", 1),
              StatusSays(StatusCode::kInvalidArgument, "to_owner"));
  EXPECT_THAT(Transfer("x", "others", "municipality", -1),
              StatusSays(StatusCode::kInvalidArgument, "share_count"));
  EXPECT_THAT(Transact("x", "arba", "BUY_OUT", R"({"year": 2018})",
                       R"("fromOwner": "others", "toOwner": "municipality", "shareCount": 3)"),
              StatusSays(StatusCode::kInvalidArgument, "share_count"));
  EXPECT_THAT(Transact("x", "arba", "SPLIT", R"({"year": 2018})", R"("decision": "1/18")"),
              StatusSays(StatusCode::kInvalidArgument, "ratio"));
}

TEST_P(OwnershipServiceTest, AnOrganisationNumberIsChecked) {
  EXPECT_THAT(CreateEntity("x", "AS", R"(, "organisationNumber": "988077918")"),
              StatusSays(StatusCode::kInvalidArgument, "organisation_number"));
  EXPECT_THAT(CreateEntity("x", "AS", R"(, "organisationNumber": "988077917")"), IsOk());
}

TEST_P(OwnershipServiceTest, ACompanyThatOthersReferToIsKept) {
  EXPECT_THAT(Delete("Entity", "entities/arba"), StatusIs(StatusCode::kFailedPrecondition));
}

TEST_P(OwnershipServiceTest, AnOwnerIsKept) {
  for (const char* entity : {"buyer", "partner", "free"}) {
    ASSERT_THAT(CreateEntity(entity), IsOk());
  }
  ASSERT_THAT(CreateEntity("iks", "IKS"), IsOk());
  ASSERT_THAT(Transfer("s", "others", "buyer", 1), IsOk());
  ASSERT_THAT(Create("Participation", "p",
                     absl::StrCat(R"({"company": "M/entities/iks", "validFrom": )",
                                  Date(2010, 1, 1), R"(, "stakes": [
        {"owner": "partner", "ownership": {"numerator": 1, "denominator": 1}}]})")),
              IsOk());
  EXPECT_THAT(Delete("Entity", "entities/buyer"), StatusSays(StatusCode::kFailedPrecondition,
                                                             "an owner, or a participant, in "
                                                             "shareTransactions/s"));
  EXPECT_THAT(Delete("Entity", "entities/partner"),
              StatusSays(StatusCode::kFailedPrecondition, "participations/p"));
  EXPECT_THAT(Delete("Entity", "entities/free"), IsOk());
}

TEST_P(OwnershipServiceTest, AnAgreementGoesStepByStep) {
  ASSERT_THAT(CreateEntity("iks", "IKS"), IsOk());
  ASSERT_THAT(Create("Participation", "p",
                     absl::StrCat(R"({"company": "M/entities/iks", "validFrom": )",
                                  Date(2010, 1, 1), R"(, "stakes": [
      {"owner": "municipality", "ownership": {"numerator": 2, "denominator": 3}},
      {"owner": "others", "ownership": {"numerator": 1, "denominator": 3}}]})")),
              IsOk());
  ASSERT_THAT(Create("Agreement", "new",
                     absl::StrCat(R"({"company": "M/entities/iks", "titleNb": "Selskapsavtale", )",
                                  R"("validFrom": )", Date(2020, 1, 1), "}")),
              IsOk());
  const auto step = [&](const std::string& kind, const std::string& participant, int year) {
    return Create("AgreementStep", absl::AsciiStrToLower(absl::StrCat(kind, "-", year)),
                  absl::StrCat(R"({"agreement": "M/agreements/new", "kind": "AGREEMENT_STEP_KIND_)",
                               kind, R"(", "participant": ")", participant,
                               R"(", "stepDate": {"year": )", year, "}}"));
  };
  ASSERT_THAT(step("DRAFTED", "", 2015), IsOk());
  ASSERT_THAT(step("PUT_FORWARD", "", 2016), IsOk());
  ASSERT_THAT(step("ADOPTED", "municipality", 2017), IsOk());
  ASSERT_THAT(step("TURNED_DOWN", "others", 2017), IsOk());
  ASSERT_THAT(step("ADOPTED", "others", 2018), IsOk());
  const auto status = [&](const char* year) {
    return Figure("ownership/agreement-status", year, "iks");
  };
  EXPECT_EQ(status("2014"), "");
  EXPECT_EQ(status("2015"), "drawn up");
  EXPECT_EQ(status("2016"), "put forward for political treatment");
  EXPECT_EQ(status("2017"), "adopted by 1 of 2 participants");
  EXPECT_EQ(status("2018"), "adopted");
  EXPECT_EQ(Figure("ownership/agreement-valid-from", "2018", "iks"), "1 January 2020");
  EXPECT_EQ(Figure("ownership/agreements-put-forward", "2016", "iks"), "1");
  EXPECT_THAT(Create("Agreement", "other",
                     absl::StrCat(R"({"company": "M/entities/iks", "titleNb": "Selskapsavtale", )",
                                  R"("validFrom": )", Date(2024, 1, 1), "}")),
              StatusSays(StatusCode::kInvalidArgument, "no other agreement"));
}

TEST_P(OwnershipServiceTest, ImportsSayOfEachRowWhatBecameOfIt) {
  grpc::ClientContext context;
  imports::v1::ImportReport report;
  const auto stub = v1::OwnershipService::NewStub(service_.channel);
  const auto writer = stub->ImportBoardSeats(&context, &report);
  v1::ImportBoardSeatsRequest request;
  request.set_parent("municipalities/935478715");
  for (const char* member : {"member-1", "Kari Nordmann", "member-2"}) {
    v1::BoardSeat& seat = *request.add_board_seats();
    seat.set_name(
        absl::StrCat("municipalities/935478715/boardSeats/seat-", request.board_seats_size()));
    seat.set_company("municipalities/935478715/entities/arba");
    seat.set_role(v1::BOARD_ROLE_MEMBER);
    seat.set_member(member);
    seat.mutable_from_date()->set_year(2015);
  }
  ASSERT_TRUE(writer->Write(request));
  writer->WritesDone();
  ASSERT_TRUE(writer->Finish().ok());
  EXPECT_EQ(report.accepted_count(), 2);
  ASSERT_EQ(report.rejections_size(), 1);
  EXPECT_EQ(report.rejections(0).row(), 1);
  EXPECT_EQ(report.rejections(0).field(), "member");
  EXPECT_THAT(report.rejections(0).message(), testing::Not(HasSubstr("Nordmann")));
  EXPECT_EQ(Figure("ownership/board-members", "2018", "arba"), "2");
}

INSTANTIATE_TEST_SUITE_P(Engines, OwnershipServiceTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::ownership
