#include "services/ownership/service.h"

#include <gmock/gmock.h>

#include "chassis/testing.h"
#include "ett/figures/v1/figure_service.grpc.pb.h"
#include "ett/ownership/v1/ownership_service.grpc.pb.h"
#include "figures/table_view.h"

namespace ett::ownership {
namespace {

namespace fpb = ::ett::figures::v1;
using absl::StatusCode;
using figures::TableView;
using status::IsOk;
using status::StatusIs;
using status::StatusSays;
using testing::HasSubstr;

constexpr char kMunicipality[] = "municipalities/935478715";
constexpr char kArba[] = "municipalities/935478715/companies/arba";

// Arba AS, founded 60 to 40, and a board of two.
class OwnershipServiceTest : public testing::TestWithParam<sql::TestEngine> {
 protected:
  void SetUp() override {
    v1::Company company;
    company.set_display_name("Arba AS");
    company.set_form(v1::COMPANY_FORM_AS);
    v1::CreateCompanyRequest request;
    request.set_parent(kMunicipality);
    request.set_company_id("arba");
    *request.mutable_company() = company;
    ASSERT_THAT(Call(&Stub::CreateCompany, request, company), IsOk());
    ASSERT_THAT(Transact("f1", v1::SHARE_TRANSACTION_KIND_FOUNDING, "", "municipality", 60),
                IsOk());
    ASSERT_THAT(Transact("f2", v1::SHARE_TRANSACTION_KIND_FOUNDING, "", "others", 40), IsOk());
  }

  using Stub = v1::OwnershipService::Stub;

  template <class Request, class Response>
  absl::Status Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                    const Request& request, Response& response) {
    grpc::ClientContext context;
    return status::FromGrpc((stub_.get()->*method)(&context, request, &response));
  }

  absl::Status Transact(const std::string& id, v1::ShareTransactionKind kind,
                        const std::string& from, const std::string& to, int count) {
    v1::CreateShareTransactionRequest request;
    request.set_parent(kMunicipality);
    request.set_share_transaction_id(id);
    v1::ShareTransaction& transaction = *request.mutable_share_transaction();
    transaction.set_company(kArba);
    transaction.set_kind(kind);
    transaction.mutable_transaction_date()->set_year(from.empty() ? 2003 : 2018);
    transaction.set_from_owner(from);
    transaction.set_to_owner(to);
    transaction.set_share_count(count);
    v1::ShareTransaction created;
    return Call(&Stub::CreateShareTransaction, request, created);
  }

  absl::StatusOr<fpb::Table> Table(const std::string& metric, const std::string& period,
                                   const google::protobuf::Timestamp* as_known_at = nullptr) {
    fpb::QueryTableRequest request;
    request.set_parent(kMunicipality);
    request.add_metrics(metric);
    request.add_periods(period);
    request.add_dimensions("company");
    if (as_known_at != nullptr) *request.mutable_as_known_at() = *as_known_at;
    fpb::Table table;
    grpc::ClientContext context;
    const absl::Status status = status::FromGrpc(
        fpb::FigureService::NewStub(service_.channel)->QueryTable(&context, request, &table));
    if (!status.ok()) return status;
    return table;
  }

  // Printed for Arba.
  std::string Figure(const std::string& metric, const std::string& period) {
    const auto table = Table(metric, period);
    if (!table.ok()) return table.status().ToString();
    const TableView view(*table);
    const auto* cell = view.Find(metric, period, {{"company", "arba"}});
    return cell == nullptr ? "" : view.PrintCell(metric, *cell, figures::Language::kEn);
  }

  chassis::TestService service_{GetParam(), Service()};
  std::unique_ptr<Stub> stub_ = v1::OwnershipService::NewStub(service_.channel);
};

TEST_P(OwnershipServiceTest, ABuyOutIsAShareBoughtAndTheWholeOwned) {
  EXPECT_EQ(Figure("ownership/share", "2018"), "60");
  ASSERT_THAT(Transact("b", v1::SHARE_TRANSACTION_KIND_BUY_OUT, "others", "municipality", 0),
              IsOk());
  EXPECT_EQ(Figure("ownership/share", "2017"), "60");
  EXPECT_EQ(Figure("ownership/share", "2018"), "100");
  EXPECT_EQ(Figure("ownership/shares-bought", "2018"), "40");
}

TEST_P(OwnershipServiceTest, WhatWasKnownBeforeStays) {
  const auto before = Table("ownership/share", "2018");
  ASSERT_THAT(before, IsOk());
  service_.now += absl::Hours(24);
  ASSERT_THAT(Transact("b", v1::SHARE_TRANSACTION_KIND_BUY_OUT, "others", "municipality", 0),
              IsOk());
  const auto again = Table("ownership/share", "2018", &before->known_at());
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->cells(1).number(), 60);
  EXPECT_EQ(Table("ownership/share", "2018")->cells(1).number(), 100);
}

TEST_P(OwnershipServiceTest, TransactionsThatDoNotAddUpAreNamed) {
  ASSERT_THAT(Transact("s", v1::SHARE_TRANSACTION_KIND_TRANSFER, "others", "municipality", 41),
              IsOk());
  const auto table = Table("ownership/share", "2018");
  ASSERT_THAT(table, IsOk());
  EXPECT_EQ(table->cells(1).reason(), fpb::CELL_REASON_MISSING);
  EXPECT_THAT(table->cells(1).reason_text().en(), HasSubstr("others gives 41 shares but has 40"));
}

TEST_P(OwnershipServiceTest, AWrongTransactionIsRefusedByField) {
  const auto kind = v1::SHARE_TRANSACTION_KIND_TRANSFER;
  EXPECT_THAT(Transact("x", kind, "Others!", "municipality", 1),
              StatusSays(StatusCode::kInvalidArgument, "from_owner"));
  EXPECT_THAT(Transact("x", kind, "others", "others", 1),
              StatusSays(StatusCode::kInvalidArgument, "to_owner"));
  EXPECT_THAT(Transact("x", kind, "others", "municipality", -1),
              StatusSays(StatusCode::kInvalidArgument, "share_count"));
  EXPECT_THAT(Transact("x", v1::SHARE_TRANSACTION_KIND_BUY_OUT, "others", "municipality", 3),
              StatusSays(StatusCode::kInvalidArgument, "share_count"));
}

TEST_P(OwnershipServiceTest, AnOrganisationNumberIsChecked) {
  v1::CreateCompanyRequest request;
  request.set_parent(kMunicipality);
  request.mutable_company()->set_display_name("x");
  request.mutable_company()->set_form(v1::COMPANY_FORM_AS);
  v1::Company created;
  request.mutable_company()->set_organisation_number("988077918");
  EXPECT_THAT(Call(&Stub::CreateCompany, request, created),
              StatusSays(StatusCode::kInvalidArgument, "organisation_number"));
  request.mutable_company()->set_organisation_number("988077917");
  EXPECT_THAT(Call(&Stub::CreateCompany, request, created), IsOk());
}

TEST_P(OwnershipServiceTest, ACompanyThatOthersReferToIsKept) {
  v1::DeleteCompanyRequest request;
  request.set_name(kArba);
  google::protobuf::Empty nothing;
  EXPECT_THAT(Call(&Stub::DeleteCompany, request, nothing),
              StatusIs(StatusCode::kFailedPrecondition));
}

TEST_P(OwnershipServiceTest, AnAgreementGoesStepByStep) {
  v1::CreateAgreementRequest request;
  request.set_parent(kMunicipality);
  request.set_agreement_id("new");
  v1::Agreement& agreement = *request.mutable_agreement();
  agreement.set_company(kArba);
  agreement.set_title_nb("Selskapsavtale");
  agreement.mutable_drafted_date()->set_year(2017);
  agreement.mutable_put_forward_date()->set_year(2018);
  agreement.mutable_valid_from()->set_year(2020);
  agreement.mutable_valid_from()->set_month(1);
  agreement.mutable_valid_from()->set_day(1);
  v1::Agreement created;
  ASSERT_THAT(Call(&Stub::CreateAgreement, request, created), IsOk());
  EXPECT_EQ(Figure("ownership/agreement-status", "2016"), "");
  EXPECT_EQ(Figure("ownership/agreement-status", "2017"), "drawn up");
  EXPECT_EQ(Figure("ownership/agreement-status", "2018"), "put forward for political treatment");
  EXPECT_EQ(Figure("ownership/agreement-valid-from", "2018"), "1 January 2020");
  EXPECT_EQ(Figure("ownership/agreements-put-forward", "2018"), "1");

  v1::UpdateAgreementRequest update;
  *update.mutable_agreement() = created;
  update.mutable_agreement()->mutable_adopted_date()->set_year(2018);
  update.mutable_update_mask()->add_paths("adopted_date");
  ASSERT_THAT(Call(&Stub::UpdateAgreement, update, created), IsOk());
  EXPECT_EQ(Figure("ownership/agreement-status", "2018"), "adopted");
  // The etag is that of the version before.
  EXPECT_THAT(Call(&Stub::UpdateAgreement, update, created), StatusIs(StatusCode::kAborted));
}

TEST_P(OwnershipServiceTest, ImportsSayOfEachRowWhatBecameOfIt) {
  grpc::ClientContext context;
  imports::v1::ImportReport report;
  const auto writer = stub_->ImportBoardSeats(&context, &report);
  v1::ImportBoardSeatsRequest request;
  request.set_parent(kMunicipality);
  for (const char* member : {"member-1", "Kari Nordmann", "member-2"}) {
    v1::BoardSeat& seat = *request.add_board_seats();
    seat.set_name(absl::StrCat(kMunicipality, "/boardSeats/seat-", request.board_seats_size()));
    seat.set_company(kArba);
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
  EXPECT_EQ(Figure("ownership/board-members", "2018"), "2");
}

INSTANTIATE_TEST_SUITE_P(Engines, OwnershipServiceTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::ownership
