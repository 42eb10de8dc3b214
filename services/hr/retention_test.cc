#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/hr/privacy_requests.h"
#include "services/hr/privacy_testing.h"

namespace ett::hr {
namespace {

using absl::CivilDay;
using absl::StatusCode;
using status::IsOk;
using status::StatusIs;
using status::StatusSays;

// Today is 31 March 2020.
class RetentionTest : public PrivacyFixture {
 protected:
  void SetUp() override {
    SendTop();
    EXPECT_EQ(Send(Job("stays", "stays")).accepted_count(), 1);
  }

  void SendEnded(const std::string& id, const std::string& person, CivilDay last) {
    v1::Employment job = Job(id, person);
    job.set_position_percent(10);
    *job.mutable_end_date() = records::DateOf(last);
    EXPECT_EQ(Send(job).accepted_count(), 1);
  }

  static v1::RunRetentionRequest Rule(int absence_months, int person_months) {
    v1::RunRetentionRequest request;
    *request.mutable_reference_date() = records::DateOf(CivilDay(2020, 3, 31));
    request.set_absence_months(absence_months);
    request.set_person_months(person_months);
    return request;
  }
  absl::StatusOr<v1::RunRetentionResponse> Run(const v1::RunRetentionRequest& request) {
    return Call(&v1::PrivacyService::Stub::RunRetention, request);
  }
};

// One month before 31 March 2020 is 29 February.
TEST_P(RetentionTest, AnAbsenceThatEndedExactlySoManyMonthsAgoStays) {
  Send(Sick("on-the-day", "stays", CivilDay(2020, 2, 29)));
  Send(Sick("a-day-older", "stays", CivilDay(2020, 1, 31)));
  Send(Sick("a-day-older", "stays", CivilDay(2020, 2, 28)));
  Send(Away("leave-on-the-day", "stays", CivilDay(2020, 2, 29)));
  Send(Away("leave-a-day-older", "stays", CivilDay(2020, 2, 28)));
  const auto answer = Run(Rule(1, 0));
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->erased().absence_count(), 2) << "both versions";
  EXPECT_EQ(answer->erased().leave_count(), 1);
  EXPECT_EQ(answer->erased().employment_count(), 0);
  EXPECT_TRUE(answer->done());
  const auto left = Stored("stays");
  ASSERT_EQ(left.size(), 3U);
  EXPECT_EQ(left[1].absence().name(), Name("absences", "on-the-day"));
  EXPECT_EQ(left[2].leave().name(), Name("leaves", "leave-on-the-day"));
}

TEST_P(RetentionTest, APersonGoesWhenTheLastEmploymentEndedEarlierThanThat) {
  SendEnded("first", "gone", CivilDay(2018, 1, 1));
  SendEnded("last", "gone", CivilDay(2019, 3, 30));
  SendEnded("other-first", "just-in", CivilDay(2018, 1, 1));
  SendEnded("other-last", "just-in", CivilDay(2019, 3, 31));
  Send(Sick("old", "stays", CivilDay(2016, 2, 29)));
  const auto answer = Run(Rule(0, 12));
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->person_count(), 1);
  EXPECT_EQ(answer->erased().employment_count(), 2);
  EXPECT_EQ(answer->erased().absence_count(), 0) << "that rule was not asked for";
  EXPECT_TRUE(Stored("gone").empty());
  EXPECT_EQ(Stored("just-in").size(), 2U);
  EXPECT_EQ(Stored("stays").size(), 2U);
}

TEST_P(RetentionTest, AnEmploymentThatWasRemovedEndedWithItsRemoval) {
  Send(Job("mistake", "mistaken"));
  v1::DeleteEmploymentRequest request;
  request.set_name(Name("employments", "mistake"));
  grpc::ClientContext context;
  google::protobuf::Empty none;
  ASSERT_THAT(status::FromGrpc(hr_->DeleteEmployment(&context, request, &none)), IsOk());
  service_.now += absl::Hours(24 * 30);  // 30 April
  v1::RunRetentionRequest rule = Rule(0, 1);
  *rule.mutable_reference_date() = records::DateOf(CivilDay(2020, 4, 30));
  EXPECT_EQ(Run(rule)->person_count(), 0) << "removed on 31 March, after the 30th";
  service_.now += absl::Hours(24 * 2);  // 2 May
  *rule.mutable_reference_date() = records::DateOf(CivilDay(2020, 5, 1));
  EXPECT_EQ(Run(rule)->person_count(), 1);
  EXPECT_TRUE(Stored("mistaken").empty());
}

TEST_P(RetentionTest, ADryRunAnswersTheSameAndDeletesNothing) {
  SendEnded("first", "gone", CivilDay(2018, 1, 1));
  Send(Sick("old", "first", CivilDay(2016, 2, 29)));
  v1::RunRetentionRequest request = Rule(12, 12);
  request.set_validate_only(true);
  const auto would = Run(request);
  ASSERT_THAT(would, IsOk());
  EXPECT_EQ(Stored("gone").size(), 2U);
  request.set_validate_only(false);
  const auto did = Run(request);
  ASSERT_THAT(did, IsOk());
  EXPECT_EQ(would->SerializeAsString(), did->SerializeAsString());
  EXPECT_EQ(did->erased().absence_count(), 1);
  EXPECT_TRUE(Stored("gone").empty());
}

TEST_P(RetentionTest, ACallEndsAtItsBoundAndTheNextGoesOn) {
  for (int i = 0; i < 5; ++i) Send(Sick(absl::StrCat("s-", i), "stays", CivilDay(2016, 2 + i, 20)));
  SendEnded("first", "gone", CivilDay(2018, 1, 1));
  v1::RunRetentionRequest request = Rule(12, 12);
  request.set_max_versions(4);
  request.set_request_id(kRequestId);
  EXPECT_EQ(Run(request)->erased().absence_count(), 4);
  EXPECT_FALSE(Run(request)->done()) << "the same answer again";
  EXPECT_EQ(Stored("stays").size(), 2U);
  request.clear_request_id();
  const auto rest = Run(request);
  EXPECT_EQ(rest->erased().absence_count(), 1);
  EXPECT_EQ(rest->person_count(), 1);
  EXPECT_TRUE(rest->done());
}

TEST_P(RetentionTest, ARuleThatIsWrongNamesItsField) {
  EXPECT_THAT(Run(Rule(0, 0)), StatusSays(StatusCode::kInvalidArgument, "absence_months"));
  EXPECT_THAT(Run(Rule(-1, 1)), StatusSays(StatusCode::kInvalidArgument, "absence_months"));
  v1::RunRetentionRequest request = Rule(1, 1);
  *request.mutable_reference_date() = records::DateOf(CivilDay(2020, 4, 1));
  EXPECT_THAT(Run(request), StatusSays(StatusCode::kInvalidArgument, "2020-03-31 or earlier"));
  request.clear_reference_date();
  EXPECT_THAT(Run(request), StatusSays(StatusCode::kInvalidArgument, "reference_date"));
  EXPECT_EQ(Audit()[0].outcome(), "MALFORMED");
}

TEST(MonthsBefore, IsTheSameDayOrTheLastOfTheMonth) {
  EXPECT_EQ(MonthsBefore(CivilDay(2020, 3, 31), 1), CivilDay(2020, 2, 29));
  EXPECT_EQ(MonthsBefore(CivilDay(2019, 3, 31), 1), CivilDay(2019, 2, 28));
  EXPECT_EQ(MonthsBefore(CivilDay(2020, 2, 29), 12), CivilDay(2019, 2, 28));
  EXPECT_EQ(MonthsBefore(CivilDay(2020, 3, 15), 3), CivilDay(2019, 12, 15));
}

INSTANTIATE_TEST_SUITE_P(Engines, RetentionTest, testing::ValuesIn(sql::TestEngines()),
                         sql::EngineName);

}  // namespace
}  // namespace ett::hr
