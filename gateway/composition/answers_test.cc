#include "gateway/composition/answers.h"

#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include "absl/time/clock.h"
#include "figures/table_view.h"
#include "gateway/composition/report_service.h"
#include "gateway/composition/testing/domain_server.h"
#include "gateway/composition/testing/odd_domain.h"
#include "status/matchers.h"

namespace ett::composition {
namespace {

using figures::TableView;
using status::IsOk;
using status::StatusIs;
using testing::DomainServer;
using testing::OddDomain;

// Longer than a domain of this process needs, short enough to be waited for.
constexpr absl::Duration kShort = absl::Seconds(2);

// A domain that answers beside one that does not.
class AnswersTest : public ::testing::Test {
 protected:
  explicit AnswersTest(OddDomain::Way way = OddDomain::Way::kSilent) : odd_(way) {}

  pb::QueryTableRequest Question(const std::vector<std::string>& metrics) {
    pb::QueryTableRequest request;
    request.set_parent("municipalities/935478715");
    for (const auto& each : metrics) request.add_metrics(each);
    request.add_periods("2018");
    return request;
  }

  absl::StatusOr<pb::Table> Query(const pb::QueryTableRequest& request) {
    return figures_.QueryTable(request, {absl::Now() + kShort, "test"});
  }

  DomainServer good_{"good", {{"rate", {{2018, 7.3}}}}};
  OddDomain odd_;
  CurrentDomains domains_{{{"good", good_.address()}, {"odd", odd_.address()}}};
  const ComposedMetrics composed_;
  const MergedFigures figures_{domains_, composed_, [] { return absl::Now(); }};
};

TEST_F(AnswersTest, ASilentDomainIsNotWaitedForBeyondTheCallersTime) {
  auto request = Question({"odd/x", "good/rate"});
  request.set_explain(true);
  const auto table = Query(request);
  ASSERT_THAT(table, IsOk());
  EXPECT_EQ(TableView(*table).Find("good/rate", "2018")->number(), 7.3);
  EXPECT_EQ(TableView(*table).Find("odd/x", "2018")->reason(), pb::CELL_REASON_UNAVAILABLE);
  ASSERT_EQ(table->outages_size(), 1);
  EXPECT_EQ(table->outages(0).domain(), "odd");
  EXPECT_NE(table->outages(0).message().find("no answer within"), std::string::npos);
  EXPECT_EQ(table->plan().parts(0).status(), "DEADLINE_EXCEEDED");
  EXPECT_LT(table->plan().allowed_ms(), absl::ToDoubleMilliseconds(kShort));
}

TEST_F(AnswersTest, APartIsThereBeforeTheSlowestIs) {
  const auto answers =
      figures_.Ask({Question({"good/rate"}), Question({"odd/x"})}, {absl::Now() + kShort});
  ASSERT_THAT(answers, IsOk());
  ASSERT_TRUE((*answers)->Wait());
  EXPECT_TRUE((*answers)->Has(0));
  EXPECT_FALSE((*answers)->Has(1));
  EXPECT_EQ(TableView(*(*answers)->TableOf(0)).Find("good/rate", "2018")->number(), 7.3);
}

TEST_F(AnswersTest, WhoeverGivesUpDoesNotWait) {
  // The caller's time would be an hour.
  const auto answers = figures_.Ask({Question({"odd/x"})}, {absl::Now() + absl::Hours(1)});
  ASSERT_THAT(answers, IsOk());
}

class WrongDomainTest : public AnswersTest {
 protected:
  WrongDomainTest() : AnswersTest(OddDomain::Way::kWrong) {}
};

TEST_F(WrongDomainTest, AnAnswerThatIsNoTableIsAnOutage) {
  const auto table = Query(Question({"odd/x", "good/rate"}));
  ASSERT_THAT(table, IsOk());
  EXPECT_EQ(TableView(*table).Find("good/rate", "2018")->number(), 7.3);
  ASSERT_EQ(table->outages_size(), 1);
  EXPECT_NE(table->outages(0).message().find("no table"), std::string::npos);
}

class BrokenDomainTest : public AnswersTest {
 protected:
  BrokenDomainTest() : AnswersTest(OddDomain::Way::kBroken) {}
};

TEST_F(BrokenDomainTest, ADomainThatBreaksLeavesTheOthers) {
  const auto table = Query(Question({"odd/x", "good/rate"}));
  ASSERT_THAT(table, IsOk());
  EXPECT_EQ(table->outages(0).message(), "it broke");
}

class RefusingDomainTest : public AnswersTest {
 protected:
  RefusingDomainTest() : AnswersTest(OddDomain::Way::kRefusing) {}
};

TEST_F(RefusingDomainTest, WhatIsRefusedForTheCallersSakeIsRefused) {
  EXPECT_THAT(Query(Question({"odd/x", "good/rate"})),
              StatusIs(absl::StatusCode::kPermissionDenied));
}

// The streams, called as callers do.
class StreamTest : public AnswersTest {
 protected:
  explicit StreamTest(OddDomain::Way way = OddDomain::Way::kSilent) : AnswersTest(way) {
    api_ = *chassis::StartApi("127.0.0.1:0", metrics_, {&service_});
    stub_ = report::v1::ReportService::NewStub(grpc::CreateChannel(
        absl::StrCat("127.0.0.1:", api_.port), grpc::InsecureChannelCredentials()));
  }
  ~StreamTest() override { api_.server->Shutdown(std::chrono::system_clock::now()); }

  std::vector<report::v1::TablePart> Read(const std::vector<std::string>& metrics,
                                          grpc::Status& end) {
    report::v1::StreamTableRequest request;
    request.set_parent("municipalities/935478715");
    for (const auto& each : metrics) request.add_metrics(each);
    request.add_periods("2018");
    request.set_explain(true);
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + kShort));
    const auto reader = stub_->StreamTable(&context, request);
    std::vector<report::v1::TablePart> parts(1);
    while (reader->Read(&parts.back())) parts.emplace_back();
    parts.pop_back();
    end = reader->Finish();
    return parts;
  }

  chassis::Calls calls_{2, 100};
  ReportService service_{figures_, calls_};
  chassis::Metrics metrics_;
  chassis::ApiServer api_;
  std::unique_ptr<report::v1::ReportService::Stub> stub_;
};

TEST_F(StreamTest, PartsComeInTheOrderTheyAreReadyAndNameTheirPlace) {
  grpc::Status end;
  const auto parts = Read({"odd/x", "good/rate"}, end);
  EXPECT_TRUE(end.ok()) << end.error_message();
  ASSERT_EQ(parts.size(), 2);
  EXPECT_EQ(parts[0].domain(), "good");
  EXPECT_EQ(parts[0].position(), 1);
  EXPECT_EQ(parts[0].part_count(), 2);
  EXPECT_EQ(TableView(parts[0].table()).Find("good/rate", "2018")->number(), 7.3);
  EXPECT_FALSE(parts[0].has_plan());
  EXPECT_EQ(parts[1].domain(), "odd");
  EXPECT_EQ(parts[1].table().cells(0).reason(), pb::CELL_REASON_UNAVAILABLE);
  EXPECT_EQ(parts[1].table().outages_size(), 1);
  EXPECT_EQ(parts[1].plan().parts_size(), 2);
}

class BrokenStreamTest : public StreamTest {
 protected:
  BrokenStreamTest() : StreamTest(OddDomain::Way::kBroken) {}
};

TEST_F(BrokenStreamTest, AStreamThatNobodyAnswersFails) {
  grpc::Status end;
  const auto parts = Read({"odd/x"}, end);
  EXPECT_EQ(parts.size(), 1);
  EXPECT_EQ(end.error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_TRUE(Read({"third/x"}, end).empty());
  EXPECT_EQ(end.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
}

}  // namespace
}  // namespace ett::composition
