#include <algorithm>
#include <string>
#include <vector>

#include "chassis/officer_testing.h"
#include "ett/ownership/v1/interest_service.grpc.pb.h"
#include "services/ownership/kinds.h"
#include "services/ownership/register.h"
#include "services/ownership/service_fixture.h"

namespace ett::ownership {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kBearer[] = "Bearer correct horse";
constexpr char kRequestId[] = "01234567-89ab-cdef-0123-456789abcdef";

// `arba` owns `daughter`, and `granny` owns `arba`; `m1` sits in the board of `arba`.
class InterestTest : public ServiceTest {
 protected:
  InterestTest() : ServiceTest(chassis::SpecWithOfficer(Service())) {}

  void SetUp() override {
    for (const char* id : {"granny", "arba", "daughter", "other"}) {
      ASSERT_THAT(CreateEntity(id), IsOk());
    }
    ASSERT_THAT(Found("arba", "granny"), IsOk());
    ASSERT_THAT(Found("daughter", "arba"), IsOk());
    ASSERT_THAT(
        Create("BoardSeat", "s1",
               absl::StrCat(R"({"company": "M/entities/arba", "member": "m1", )",
                            R"("role": "BOARD_ROLE_MEMBER", "fromDate": )", Date(2018, 1, 1), "}")),
        IsOk());
    authorization_ = kBearer;
  }

  absl::Status Found(const std::string& company, const std::string& owner) {
    return Transact("f-" + company, company, "FOUNDING", R"({"year": 2003})",
                    absl::StrCat(R"("toOwner": ")", owner, R"(", "shareCount": 100)"));
  }

  absl::StatusOr<v1::DeclaredInterest> Declare(const std::string& id, const std::string& in,
                                               const std::string& more = "",
                                               const std::string& member = "m1") {
    return Ask<v1::DeclaredInterest>(
        "InterestService.CreateDeclaredInterest",
        absl::StrCat(R"({"parent": "M", "purpose": "register", "declaredInterestId": ")", id,
                     R"(", "declaredInterest": {"member": ")", member, "\", ", in,
                     R"(, "kind": "INTEREST_KIND_SHAREHOLDING", "fromDate": )", Date(2018, 3, 1),
                     "}", more, "}"));
  }
  static std::string In(const std::string& entity) {
    return absl::StrCat(R"("entity": "M/entities/)", entity, "\"");
  }

  std::vector<std::string> Listed(const std::string& more = "") {
    std::vector<std::string> ids;
    std::string token;
    do {
      const auto page = Ask<v1::ListDeclaredInterestsResponse>(
          "InterestService.ListDeclaredInterests",
          absl::StrCat(R"({"parent": "M", "purpose": "case", "pageSize": 2, "pageToken": ")", token,
                       "\"", more, "}"));
      EXPECT_THAT(page, IsOk());
      if (!page.ok()) break;
      for (const auto& each : page->declared_interests()) ids.push_back(IdOf(each.name()));
      token = page->next_page_token();
    } while (!token.empty());
    return ids;
  }

  // `interest seat KIND` of each.
  std::vector<std::string> Conflicts(const std::string& more) {
    std::vector<std::string> told;
    std::string token;
    do {
      const auto page = Ask<v1::ListInterestConflictsResponse>(
          "InterestService.ListInterestConflicts",
          absl::StrCat(R"({"parent": "M", "purpose": "case", "pageSize": 1, "pageToken": ")", token,
                       "\"", more, "}"));
      EXPECT_THAT(page, IsOk());
      if (!page.ok()) break;
      for (const auto& each : page->conflicts()) {
        told.push_back(absl::StrCat(IdOf(each.interest().name()), " ", IdOf(each.board_seat()), " ",
                                    v1::ConflictKind_Name(each.kind()).substr(14)));
      }
      token = page->next_page_token();
    } while (!token.empty());
    return told;
  }

  absl::Status Delete(const std::string& id, const std::string& more = "") {
    google::protobuf::Empty nothing;
    return Call(
        "InterestService.DeleteDeclaredInterest",
        absl::StrCat(R"({"purpose": "case", "name": "M/declaredInterests/)", id, "\"", more, "}"),
        nothing);
  }

  std::vector<v1::AuditEntry> Audit() {
    const auto page = Ask<v1::ListAuditEntriesResponse>("InterestService.ListAuditEntries",
                                                        R"({"parent": "M", "purpose": "audit"})");
    EXPECT_THAT(page, IsOk());
    if (!page.ok()) return {};
    return {page->audit_entries().begin(), page->audit_entries().end()};
  }

  std::int64_t RowsOf(const std::string& query) {
    std::int64_t count = -1;
    EXPECT_THAT(service_.database().Read([&](sql::Session& session) -> absl::Status {
      const auto rows = session.Query(query, {});
      if (!rows.ok()) return rows.status();
      count = sql::Int((*rows)[0][0]);
      return absl::OkStatus();
    }),
                IsOk());
    return count;
  }
};

TEST_P(InterestTest, InterestsAreListedByMemberAndByCompanyInPages) {
  ASSERT_THAT(Declare("a", In("arba")), IsOk());
  ASSERT_THAT(Declare("b", In("other")), IsOk());
  ASSERT_THAT(Declare("c", R"("organisation": "Hagelaget")"), IsOk());
  ASSERT_THAT(Declare("d", In("arba"), "", "m2"), IsOk());
  EXPECT_THAT(Listed(), ElementsAre("a", "b", "c", "d"));
  EXPECT_THAT(Listed(R"(, "member": "m1")"), ElementsAre("a", "b", "c"));
  EXPECT_THAT(Listed(R"(, "entity": "M/entities/arba")"), ElementsAre("a", "d"));
  EXPECT_THAT(Listed(R"(, "member": "m2", "entity": "M/entities/other")"), IsEmpty());
}

TEST_P(InterestTest, AnInterestIsInOneThingThatExists) {
  EXPECT_THAT(Declare("a", In("nowhere")),
              StatusSays(StatusCode::kInvalidArgument, "an existing entity"));
  EXPECT_THAT(Declare("a", R"("entity": "M/entities/arba", "organisation": "Arba")"),
              StatusSays(StatusCode::kInvalidArgument, "one of entity and organisation"));
  EXPECT_THAT(Declare("a", R"("source": "skjema")"),
              StatusSays(StatusCode::kInvalidArgument, "got \"neither\""));
  EXPECT_THAT(Declare("a", absl::StrCat(In("arba"), R"(, "toDate": )", Date(2018, 2, 28))),
              StatusSays(StatusCode::kInvalidArgument, "to_date"));
  const auto named = Declare("a", R"("organisation": "Ola 010100 00110")");
  EXPECT_THAT(named, StatusSays(StatusCode::kInvalidArgument, "birth number"));
  EXPECT_THAT(named.status().ToString(), testing::Not(HasSubstr("00110")));
  EXPECT_THAT(Declare("a", In("arba"), "", "Ola Nordmann"),
              StatusSays(StatusCode::kInvalidArgument, "a pseudonym"));
  EXPECT_THAT(Declare("of-m1", In("arba")),
              StatusSays(StatusCode::kInvalidArgument, "declared_interest_id"));
  EXPECT_THAT(Listed(), IsEmpty());
  ASSERT_THAT(Declare("a", In("arba")), IsOk());
  EXPECT_THAT(Declare("a", In("arba")), StatusIs(StatusCode::kAlreadyExists));
}

TEST_P(InterestTest, ADeletedInterestLeavesNoRow) {
  const auto made = Declare("a", In("arba"), absl::StrCat(R"(, "requestId": ")", kRequestId, "\""));
  ASSERT_THAT(made, IsOk());
  EXPECT_EQ(RowsOf("SELECT COUNT(*) FROM declared_interest"), 1);
  EXPECT_THAT(Delete("a", R"(, "etag": "other")"), StatusIs(StatusCode::kAborted));
  const std::string etag = absl::StrReplaceAll(made->etag(), {{"\"", "\\\""}});
  ASSERT_THAT(Delete("a", absl::StrCat(R"(, "etag": ")", etag, "\"")), IsOk());
  EXPECT_THAT(Delete("a"), StatusIs(StatusCode::kNotFound));
  EXPECT_EQ(RowsOf("SELECT COUNT(*) FROM declared_interest"), 0);
  EXPECT_THAT(Declare("a", In("arba"), absl::StrCat(R"(, "requestId": ")", kRequestId, "\"")),
              StatusIs(StatusCode::kNotFound));
}

TEST_P(InterestTest, ARequestThatComesAgainHasNoFurtherEffect) {
  const std::string id = absl::StrCat(R"(, "requestId": ")", kRequestId, "\"");
  const auto first = Declare("", In("arba"), id);
  const auto second = Declare("", In("arba"), id);
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ(first->SerializeAsString(), second->SerializeAsString());
  EXPECT_THAT(Declare("", In("other"), id), StatusIs(StatusCode::kFailedPrecondition));
  EXPECT_EQ(Listed().size(), 1U);
  EXPECT_THAT(Declare("", In("other"), R"(, "requestId": "m1")"),
              StatusSays(StatusCode::kInvalidArgument, "request_id"));
}

TEST_P(InterestTest, ACompanyThatAnInterestIsInIsKept) {
  ASSERT_THAT(Declare("a", In("other")), IsOk());
  google::protobuf::Empty nothing;
  const std::string other = R"({"name": "M/entities/other"})";
  EXPECT_THAT(Call("OwnershipService.DeleteEntity", other, nothing),
              StatusIs(StatusCode::kFailedPrecondition));
  ASSERT_THAT(Delete("a"), IsOk());
  EXPECT_THAT(Call("OwnershipService.DeleteEntity", other, nothing), IsOk());
}

TEST_P(InterestTest, InterestsMeetSeatsInTheCompanyItsSubsidiariesAndParents) {
  ASSERT_THAT(Declare("a", In("arba")), IsOk());
  ASSERT_THAT(Declare("b", In("daughter")), IsOk());
  ASSERT_THAT(Declare("c", In("granny")), IsOk());
  ASSERT_THAT(Declare("d", In("other")), IsOk());
  ASSERT_THAT(Declare("e", In("arba"), "", "m2"), IsOk());
  const std::string day = absl::StrCat(R"(, "asOf": )", Date(2018, 3, 1));
  EXPECT_THAT(Conflicts(day), ElementsAre("a s1 SAME_COMPANY", "b s1 SUBSIDIARY", "c s1 PARENT"));
  EXPECT_THAT(Conflicts(absl::StrCat(R"(, "asOf": )", Date(2018, 2, 28))), IsEmpty());
  EXPECT_THAT(Conflicts(absl::StrCat(day, R"(, "member": "m2")")), IsEmpty());
}

TEST_P(InterestTest, HalfOfTheVotesIsNoSubsidiary) {
  ASSERT_THAT(Transact("half", "other", "FOUNDING", R"({"year": 2003})",
                       R"("toOwner": "arba", "shareCount": 50)"),
              IsOk());
  ASSERT_THAT(Transact("rest", "other", "FOUNDING", R"({"year": 2003})",
                       R"("toOwner": "others", "shareCount": 50)"),
              IsOk());
  ASSERT_THAT(Declare("d", In("other")), IsOk());
  EXPECT_THAT(Conflicts(absl::StrCat(R"(, "asOf": )", Date(2018, 3, 1))), IsEmpty());
  ASSERT_THAT(Transact("more", "other", "TRANSFER", absl::StrCat(Date(2018, 3, 2)),
                       R"("fromOwner": "others", "toOwner": "arba", "shareCount": 1)"),
              IsOk());
  EXPECT_THAT(Conflicts(absl::StrCat(R"(, "asOf": )", Date(2018, 3, 2))),
              ElementsAre("d s1 SUBSIDIARY"));
}

TEST_P(InterestTest, EveryCallIsAuditedRefusedOnesToo) {
  authorization_ = "";
  EXPECT_THAT(Declare("a", In("arba")), StatusIs(StatusCode::kUnauthenticated));
  authorization_ = "Bearer wrong horse";
  EXPECT_THAT(Delete("a"), StatusIs(StatusCode::kUnauthenticated));
  authorization_ = kBearer;
  ASSERT_THAT(Declare("a", In("arba")), IsOk());
  EXPECT_THAT(Declare("a", In("arba")), StatusIs(StatusCode::kAlreadyExists));
  EXPECT_THAT(Listed(R"(, "member": "m1")"), ElementsAre("a"));
  EXPECT_THAT(Ask<v1::ListDeclaredInterestsResponse>(
                  "InterestService.ListDeclaredInterests",
                  R"({"parent": "M", "member": "m1", "purpose": "about m1"})"),
              StatusSays(StatusCode::kInvalidArgument, "purpose"));
  ASSERT_THAT(Delete("a"), IsOk());
  const auto entries = Audit();
  std::vector<std::string> told;
  for (const v1::AuditEntry& entry : entries) {
    told.push_back(absl::StrCat(entry.number(), " ", entry.method(), " ", entry.officer(), " ",
                                entry.outcome(), " ", entry.purpose(), " ", entry.record_count()));
  }
  EXPECT_THAT(told, ElementsAre("7 DeleteDeclaredInterest kari OK case 1",
                                "6 ListDeclaredInterests kari PERSONAL_DATA  0",
                                "5 ListDeclaredInterests kari OK case 1",
                                "4 CreateDeclaredInterest kari RESOURCE_EXISTS register 0",
                                "3 CreateDeclaredInterest kari OK register 1",
                                "2 DeleteDeclaredInterest  CREDENTIALS_WRONG  0",
                                "1 CreateDeclaredInterest  CREDENTIALS_MISSING  0"));
  ASSERT_EQ(entries.size(), 7U);
  EXPECT_EQ(entries[0].declared_interest(), "municipalities/935478715/declaredInterests/a");
  EXPECT_EQ(entries[1].member_fingerprint(), entries[4].member_fingerprint());
  EXPECT_EQ(entries[4].member_fingerprint().size(), 64U);
  EXPECT_EQ(entries[0].member_fingerprint(), "");
}

TEST_P(InterestTest, WhatCannotBeAuditedIsNeitherAnsweredNorDone) {
  ASSERT_THAT(Declare("a", In("arba")), IsOk());
  ASSERT_THAT(service_.database().Transact([](sql::Session& session) {
    return session.Execute("DELETE FROM interest_audit_number", {}).status();
  }),
              IsOk());
  EXPECT_THAT(Ask<v1::ListDeclaredInterestsResponse>("InterestService.ListDeclaredInterests",
                                                     R"({"parent": "M", "purpose": "case"})"),
              testing::Not(IsOk()));
  EXPECT_THAT(Declare("b", In("arba")), testing::Not(IsOk()));
  EXPECT_THAT(Delete("a"), testing::Not(IsOk()));
  EXPECT_EQ(RowsOf("SELECT COUNT(*) FROM declared_interest WHERE id = 'a'"), 1);
  EXPECT_EQ(RowsOf("SELECT COUNT(*) FROM declared_interest"), 1);
}

TEST_P(InterestTest, NoFileBringsInterestsIn) {
  const auto kinds = Kinds();
  EXPECT_EQ(std::find(kinds.begin(), kinds.end(), &DeclaredInterestKind()), kinds.end());
}

class InterestWithoutOfficersTest : public ServiceTest {};

TEST_P(InterestWithoutOfficersTest, NobodyMayCall) {
  authorization_ = kBearer;
  EXPECT_THAT(Ask<v1::ListAuditEntriesResponse>("InterestService.ListAuditEntries",
                                                R"({"parent": "M", "purpose": "audit"})"),
              StatusSays(StatusCode::kPermissionDenied, "--privacy-officers"));
}

INSTANTIATE_TEST_SUITE_P(Engines, InterestTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);
INSTANTIATE_TEST_SUITE_P(Engines, InterestWithoutOfficersTest,
                         testing::ValuesIn(sql::TestEngines()), sql::EngineName);

}  // namespace
}  // namespace ett::ownership
