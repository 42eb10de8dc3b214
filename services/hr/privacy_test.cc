#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "ett/figures/v1/figure_service.grpc.pb.h"
#include "figures/table_view.h"
#include "services/hr/privacy_testing.h"

namespace ett::hr {
namespace {

using absl::CivilDay;
using absl::StatusCode;
using status::IsOk;
using status::StatusIs;
using status::StatusSays;
using testing::ElementsAre;
using testing::IsEmpty;
namespace fpb = ::ett::figures::v1;
using Stub = v1::PrivacyService::Stub;

constexpr char kAnna[] = "anna77";
constexpr char kBert[] = "bert88";

// Two persons with a record of every kind; of Anna's employment there are two versions, and a kept
// report on a row of hers that was refused.
class PrivacyTest : public PrivacyFixture {
 protected:
  void SetUp() override {
    SendTop();
    SendAll(kAnna);
    SendAll(kBert);
    v1::Employment corrected = Job(absl::StrCat(kAnna, "-job"), kAnna);
    corrected.set_position_percent(50);
    EXPECT_EQ(Send(corrected).accepted_count(), 1);
    const auto report =
        Send(Sick(absl::StrCat(kAnna, "-early"), absl::StrCat(kAnna, "-job"), CivilDay(2014, 5, 5)),
             "before her first day");
    EXPECT_EQ(report.rejected_count(), 1);
  }

  void SendAll(const std::string& who) {
    const std::string job = absl::StrCat(who, "-job");
    EXPECT_EQ(Send(Job(job, who)).accepted_count(), 1);
    EXPECT_EQ(Send(Sick("sick-of-" + who, job, CivilDay(2018, 5, 5))).accepted_count(), 1);
    EXPECT_EQ(Send(Away("away-of-" + who, job, CivilDay(2018, 8, 5))).accepted_count(), 1);
    v1::Qualification trade;
    trade.set_name(Name("qualifications", "trade-of-" + who));
    trade.set_person(who);
    trade.set_employment(Name("employments", job));
    trade.set_kind(v1::QUALIFICATION_KIND_TRADE_CERTIFICATE);
    trade.set_trade("cleaner");
    *trade.mutable_obtained_date() = records::DateOf(CivilDay(2018, 5, 5));
    EXPECT_EQ(Send(trade).accepted_count(), 1);
  }

  absl::StatusOr<v1::ErasePersonResponse> Erase(const std::string& person,
                                                const std::string& request_id = "",
                                                bool validate_only = false) {
    v1::ErasePersonRequest request;
    request.set_person(person);
    request.set_request_id(request_id);
    request.set_validate_only(validate_only);
    return Call(&Stub::ErasePerson, request);
  }

  static bool Holds(const sql::Value& value, const std::string& text) {
    if (!std::holds_alternative<std::string>(value)) return false;
    std::string decoded;
    absl::Base64Unescape(std::get<std::string>(value), &decoded);
    return absl::StrContains(absl::AsciiStrToLower(std::get<std::string>(value)), text) ||
           absl::StrContains(absl::AsciiStrToLower(decoded), text);
  }

  // The tables of the database in which a text stands anywhere, also in base64.
  std::vector<std::string> TablesWith(const std::string& text) {
    std::vector<std::string> found;
    EXPECT_THAT(service_.database().Read([&](sql::Session& session) -> absl::Status {
      const bool sqlite = session.engine() == sql::Engine::kSqlite;
      ASSIGN_OR_RETURN(const auto tables,
                       session.Query(sqlite ? "SELECT name FROM sqlite_master WHERE type = 'table'"
                                            : "SELECT CAST(table_name AS TEXT) FROM "
                                              "information_schema.tables "
                                              "WHERE table_schema = current_schema()",
                                     {}));
      EXPECT_GT(tables.size(), 10U);
      for (const sql::Row& table : tables) {
        const std::string name = sql::Text(table[0]);
        ASSIGN_OR_RETURN(const auto rows, session.Query(absl::StrCat("SELECT * FROM ", name), {}));
        const bool holds = std::any_of(rows.begin(), rows.end(), [&](const sql::Row& row) {
          return std::any_of(row.begin(), row.end(),
                             [&](const sql::Value& value) { return Holds(value, text); });
        });
        if (holds) found.push_back(name);
      }
      std::sort(found.begin(), found.end());
      return absl::OkStatus();
    }),
                IsOk());
    return found;
  }

  // Mean employees of 2018, as printed.
  std::string Headcount(absl::Time known_at) {
    fpb::QueryTableRequest request;
    request.set_parent(kMunicipality);
    request.add_metrics("hr/headcount");
    request.add_periods("2018");
    request.mutable_as_known_at()->set_seconds(absl::ToUnixSeconds(known_at));
    grpc::ClientContext context;
    fpb::Table table;
    const auto figures = fpb::FigureService::NewStub(service_.channel);
    EXPECT_THAT(status::FromGrpc(figures->QueryTable(&context, request, &table)), IsOk());
    const figures::TableView view(table);
    return view.PrintCell("hr/headcount", *view.Find("hr/headcount", "2018"),
                          figures::Language::kNb);
  }
};

TEST_P(PrivacyTest, AllVersionsOfAllRecordsOfAPersonAreListedInPages) {
  const auto stored = Stored(kAnna);
  ASSERT_EQ(stored.size(), 5U);
  EXPECT_EQ(stored[0].employment().position_percent(), 100);
  EXPECT_EQ(stored[0].superseded_time().seconds(),
            stored[1].employment().recorded_time().seconds());
  EXPECT_EQ(stored[1].employment().position_percent(), 50);
  EXPECT_FALSE(stored[1].has_superseded_time());
  EXPECT_EQ(stored[2].absence().name(), Name("absences", "sick-of-anna77"));
  EXPECT_EQ(stored[3].leave().name(), Name("leaves", "away-of-anna77"));
  EXPECT_EQ(stored[4].qualification().person(), kAnna);
  EXPECT_THAT(Stored("nobody"), IsEmpty());
}

TEST_P(PrivacyTest, NothingOfAnErasedPersonIsLeftInAnyTable) {
  EXPECT_THAT(TablesWith(kAnna),
              ElementsAre("absence", "employment", "leave_of_absence", "qualification", "request"));
  const auto erased = Erase(kAnna, kRequestId);
  ASSERT_THAT(erased, IsOk());
  EXPECT_EQ(erased->erased().employment_count(), 2);
  EXPECT_EQ(erased->erased().absence_count(), 1);
  EXPECT_EQ(erased->erased().leave_count(), 1);
  EXPECT_EQ(erased->erased().qualification_count(), 1);
  EXPECT_THAT(TablesWith(kAnna), IsEmpty());
  EXPECT_EQ(Stored(kBert).size(), 4U);
}

TEST_P(PrivacyTest, AKeptReportKeepsItsCountsWhenItsRejectionsAreForgotten) {
  ASSERT_THAT(Erase(kAnna), IsOk());
  const auto report =
      Send(Sick(absl::StrCat(kAnna, "-early"), absl::StrCat(kAnna, "-job"), CivilDay(2014, 5, 5)),
           "before her first day");
  EXPECT_EQ(report.rejected_count(), 1);
  EXPECT_EQ(report.rejections_omitted_count(), 1);
  EXPECT_EQ(report.rejections_size(), 0);
}

TEST_P(PrivacyTest, FiguresOfAnEarlierTimeChangeWithAnErasure) {
  for (int i = 0; i < 20; ++i) Send(Job(absl::StrCat("more-", i), absl::StrCat("m-", i)));
  const absl::Time known_at = service_.now + absl::Seconds(1);
  EXPECT_EQ(Headcount(known_at), "22");
  ASSERT_THAT(Erase(kAnna), IsOk());
  EXPECT_EQ(Headcount(known_at), "21");
}

TEST_P(PrivacyTest, ErasingTwiceUnderOneRequestIdGivesTheSameAnswer) {
  const auto first = Erase(kAnna, kRequestId);
  const auto second = Erase(kAnna, kRequestId);
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(first->SerializeAsString(), second->SerializeAsString());
  EXPECT_EQ(Erase(kAnna)->erased().employment_count(), 0);
  EXPECT_THAT(Erase(kBert, kRequestId), StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_EQ(Stored(kBert).size(), 4U);
  const auto entries = Audit();
  EXPECT_EQ(entries[2].outcome(), "IDEMPOTENCY_KEY_REUSED");
  EXPECT_EQ(entries[4].outcome(), "OK");
  EXPECT_EQ(entries[4].counts().employment_count(), 0);
  EXPECT_EQ(entries[5].counts().employment_count(), 2);
}

TEST_P(PrivacyTest, ADryRunErasesNothing) {
  const auto before = TablesWith(kAnna);
  const auto would = Erase(kAnna, kRequestId, true);
  ASSERT_THAT(would, IsOk());
  EXPECT_EQ(would->erased().employment_count(), 2);
  EXPECT_EQ(TablesWith(kAnna), before);
  EXPECT_EQ(Stored(kAnna).size(), 5U);
  const auto entries = Audit();
  EXPECT_TRUE(entries.back().validate_only());
  EXPECT_EQ(entries.back().counts().employment_count(), 2);
}

TEST_P(PrivacyTest, AnEmploymentThatWasGivenToAnotherPersonTakesItsAbsencesAlong) {
  EXPECT_EQ(Send(Job("anna77-job", kBert)).accepted_count(), 0) << "more than full time";
  v1::Employment small = Job("lent", kAnna);
  small.set_position_percent(10);
  EXPECT_EQ(Send(small).accepted_count(), 1);
  EXPECT_EQ(Send(Sick("lent-sick", "lent", CivilDay(2019, 5, 5))).accepted_count(), 1);
  small.set_person(kBert);
  EXPECT_EQ(Send(small).accepted_count(), 1);
  EXPECT_EQ(Erase(kAnna)->erased().absence_count(), 1);
  const auto left = Stored(kBert);
  EXPECT_EQ(std::count_if(left.begin(), left.end(), [](const auto& r) { return r.has_absence(); }),
            2);
}

TEST_P(PrivacyTest, RefusedCallsAreAuditedAndChangeNothing) {
  v1::ErasePersonRequest request;
  request.set_person(kAnna);
  EXPECT_THAT(Call(&Stub::ErasePerson, request, ""), StatusIs(StatusCode::kUnauthenticated));
  EXPECT_THAT(Call(&Stub::ErasePerson, request, "Bearer wrong horse"),
              StatusSays(StatusCode::kUnauthenticated, "want the secret of a privacy officer"));
  request.set_purpose(" ");
  EXPECT_THAT(Call(&Stub::ErasePerson, request),
              StatusSays(StatusCode::kInvalidArgument, "purpose"));
  request.set_purpose("asked by Anna77.");
  const auto named = Call(&Stub::ErasePerson, request);
  EXPECT_THAT(named, StatusSays(StatusCode::kInvalidArgument, "purpose"));
  EXPECT_FALSE(absl::StrContains(absl::AsciiStrToLower(named.status().message()), kAnna));
  request.set_purpose(kPurpose);
  request.set_request_id("erase-anna77");
  EXPECT_THAT(Call(&Stub::ErasePerson, request), StatusIs(StatusCode::kInvalidArgument));
  request.set_parent("municipalities/1");
  EXPECT_THAT(Call(&Stub::ErasePerson, request),
              StatusSays(StatusCode::kInvalidArgument, "parent"));
  const auto entries = Audit();
  ASSERT_EQ(entries.size(), 6U);
  const std::vector<std::string> outcomes = {"CREDENTIALS_MISSING", "CREDENTIALS_WRONG", "REQUIRED",
                                             "PERSONAL_DATA", "MALFORMED"};
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const v1::AuditEntry& entry = entries[5 - i];
    EXPECT_EQ(entry.outcome(), outcomes[i]);
    EXPECT_EQ(entry.officer(), i < 2 ? "" : "kari");
    EXPECT_EQ(entry.purpose(), "");
    EXPECT_EQ(entry.person_fingerprint().size(), 64U);
  }
  EXPECT_EQ(Stored(kAnna).size(), 5U);
}

TEST_P(PrivacyTest, TheAuditListsNewestFirstInPages) {
  Stored(kAnna);
  Stored(kBert);
  v1::ListAuditEntriesRequest request;
  request.set_page_size(2);
  std::vector<v1::AuditEntry> all;
  do {
    const auto page = Call(&Stub::ListAuditEntries, request);
    ASSERT_THAT(page, IsOk());
    all.insert(all.end(), page->audit_entries().begin(), page->audit_entries().end());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  ASSERT_EQ(all.size(), 5U);
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_EQ(all[i].number(), 5 - static_cast<int>(i));
    EXPECT_EQ(all[i].method(), "ListPersonRecords");
    EXPECT_EQ(all[i].officer(), "kari");
    EXPECT_EQ(all[i].purpose(), kPurpose);
    EXPECT_EQ(all[i].person_fingerprint() == all[0].person_fingerprint(), i < 2);
  }
  EXPECT_EQ(all[4].counts().employment_count(), 2);
}

TEST_P(PrivacyTest, WithoutOfficersNobodyMayCall) {
  chassis::TestService closed(GetParam(), Service());
  privacy_ = v1::PrivacyService::NewStub(closed.channel);
  EXPECT_THAT(Erase(kAnna), StatusSays(StatusCode::kPermissionDenied, "--privacy-officers"));
}

INSTANTIATE_TEST_SUITE_P(Engines, PrivacyTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::hr
