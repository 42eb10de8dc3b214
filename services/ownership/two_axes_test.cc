#include <algorithm>
#include <map>
#include <random>

#include "ett/ownership/v1/position_service.grpc.pb.h"
#include "records/row.h"
#include "services/ownership/domain/ledger.h"
#include "services/ownership/histories.h"
#include "services/ownership/service_fixture.h"

namespace ett::ownership {
namespace {

constexpr char kParent[] = "municipalities/935478715";
const absl::CivilDay kFirst(2010, 1, 1);
constexpr int kDays = 40;

// Histories made up by chance, told in any order.
class TwoAxesTest : public ServiceTest {
 protected:
  using Told = std::vector<v1::ShareTransaction>;

  int Any(int least, int most) { return std::uniform_int_distribution<int>(least, most)(random_); }

  // Transactions of a company that can be, in order of their days.
  Told PossibleHistory(const std::string& company) {
    static const std::vector<std::string> owners = {"municipality", "others", company};
    Told told = {Make(company, 0, v1::SHARE_TRANSACTION_KIND_FOUNDING, "", "municipality")};
    for (int day = 0; told.size() < 10 && day < kDays; day += Any(0, 5)) {
      const auto kind = static_cast<v1::ShareTransactionKind>(Any(2, 5));
      const bool gives = kind != v1::SHARE_TRANSACTION_KIND_ISSUE;
      const std::string from = gives ? owners[static_cast<std::size_t>(Any(0, 2))] : "";
      const bool gets = kind != v1::SHARE_TRANSACTION_KIND_REDEMPTION;
      const std::string to = gets ? owners[static_cast<std::size_t>(Any(0, 2))] : "";
      if (from == to) continue;
      told.push_back(Make(company, day, kind, from, to));
      if (LedgerOf(told).Check(company)) told.pop_back();
    }
    return told;
  }

  v1::ShareTransaction Make(const std::string& company, int day, v1::ShareTransactionKind kind,
                            const std::string& from, const std::string& to) {
    v1::ShareTransaction made;
    made.set_name(absl::StrCat(kParent, "/shareTransactions/", company, "-", ++made_));
    made.set_company(absl::StrCat(kParent, "/entities/", company));
    made.set_kind(kind);
    *made.mutable_transaction_date() = records::DateOf(kFirst + day);
    made.set_from_owner(from);
    made.set_to_owner(to);
    if (kind != v1::SHARE_TRANSACTION_KIND_BUY_OUT) made.set_share_count(Any(1, 60));
    return made;
  }

  static Ledger LedgerOf(const Told& told) {
    Ledger ledger;
    for (const v1::ShareTransaction& each : told) ledger.Add(ToTransaction(each));
    return ledger;
  }

  void Import(const Told& told) {
    grpc::ClientContext context;
    imports::v1::ImportReport report;
    const auto stub = v1::OwnershipService::NewStub(service_.channel);
    const auto writer = stub->ImportShareTransactions(&context, &report);
    v1::ImportShareTransactionsRequest request;
    request.set_parent(kParent);
    for (const v1::ShareTransaction& each : told) *request.add_share_transactions() = each;
    ASSERT_TRUE(writer->Write(request));
    writer->WritesDone();
    ASSERT_TRUE(writer->Finish().ok());
    ASSERT_EQ(report.accepted_count(), static_cast<int>(told.size())) << report.DebugString();
  }

  // Shares by owner, as the service has them.
  std::map<std::string, std::int64_t> Counts(const std::string& company, absl::CivilDay day,
                                             const google::protobuf::Timestamp* known_at) {
    v1::ListPositionsRequest request;
    request.set_parent(kParent);
    request.set_company(absl::StrCat(kParent, "/entities/", company));
    *request.mutable_as_of() = records::DateOf(day);
    if (known_at != nullptr) *request.mutable_as_known_at() = *known_at;
    v1::ListPositionsResponse response;
    grpc::ClientContext context;
    const auto stub = v1::PositionService::NewStub(service_.channel);
    EXPECT_TRUE(stub->ListPositions(&context, request, &response).ok());
    known_at_ = response.known_at();
    std::map<std::string, std::int64_t> counts;
    for (const v1::Position& each : response.positions()) {
      counts[each.owner()] = each.holdings(0).share_count();
    }
    return counts;
  }

  static std::map<std::string, std::int64_t> CountsBy(const Told& told, const std::string& company,
                                                      absl::CivilDay day) {
    const auto holdings = LedgerOf(told).On(company, day);
    EXPECT_THAT(holdings, IsOk());
    return holdings->empty() ? std::map<std::string, std::int64_t>()
                             : holdings->begin()->second.by_owner;
  }

  std::mt19937 random_{20180101};
  int made_ = 0;
  google::protobuf::Timestamp known_at_;  // of the last answer
};

TEST_P(TwoAxesTest, TheOrderOfRowsMakesNoDifference) {
  for (int round = 0; round < 15; ++round) {
    const std::string company = absl::StrCat("c", round);
    ASSERT_THAT(CreateEntity(company), IsOk());
    const Told told = PossibleHistory(company);
    Told shuffled = told;
    std::shuffle(shuffled.begin(), shuffled.end(), random_);
    Import(shuffled);
    for (const int day : {0, kDays / 3, kDays / 2, kDays}) {
      EXPECT_EQ(Counts(company, kFirst + day, nullptr), CountsBy(told, company, kFirst + day));
    }
  }
}

TEST_P(TwoAxesTest, WhatWasKnownThenIsWhatHadBeenTold) {
  for (int round = 0; round < 10; ++round) {
    const std::string company = absl::StrCat("c", round);
    ASSERT_THAT(CreateEntity(company), IsOk());
    const Told told = PossibleHistory(company);
    const auto cut = told.begin() + Any(1, static_cast<int>(told.size()));
    const Told first(told.begin(), cut);
    Import(first);
    Counts(company, kFirst, nullptr);
    const google::protobuf::Timestamp known_at = known_at_;
    service_.now += absl::Hours(1);
    Import(Told(cut, told.end()));
    for (const int day : {0, kDays / 2, kDays}) {
      EXPECT_EQ(Counts(company, kFirst + day, &known_at), CountsBy(first, company, kFirst + day));
      EXPECT_EQ(Counts(company, kFirst + day, nullptr), CountsBy(told, company, kFirst + day));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, TwoAxesTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::ownership
