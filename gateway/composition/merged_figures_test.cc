#include "gateway/composition/merged_figures.h"

#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include "absl/time/clock.h"
#include "chassis/data_version_metadata.h"
#include "figures/table_view.h"
#include "gateway/composition/figure_gateway.h"
#include "gateway/composition/testing/domain_server.h"
#include "status/matchers.h"

namespace ett::composition {
namespace {

using figures::TableView;
using status::IsOk;
using status::StatusSays;
using testing::DomainServer;

constexpr char kMunicipality[] = "municipalities/935478715";

class MergedFiguresTest : public ::testing::Test {
 protected:
  pb::QueryTableRequest Ask(const std::vector<std::string>& metrics,
                            const std::vector<std::string>& dimensions = {}) {
    pb::QueryTableRequest request;
    request.set_parent(kMunicipality);
    for (const auto& each : metrics) request.add_metrics(each);
    for (const auto& each : dimensions) request.add_dimensions(each);
    request.add_periods("2017");
    request.add_periods("2018");
    request.set_with_change(true);
    return request;
  }

  absl::StatusOr<pb::Table> Query(const pb::QueryTableRequest& request) {
    return figures_.QueryTable(request, {absl::Now() + absl::Seconds(30), "test"});
  }

  DomainServer first_{"first", {{"rate", {{2017, 7.5}, {2018, 7.3}}}, {"plain", {{2018, 1}}}}};
  DomainServer second_{"second", {{"cost", {{2017, 100}, {2018, 138}}}}};
  const Domains domains_{{{"first", first_.address()}, {"second", second_.address()}}};
  const MergedFigures figures_{domains_, [] { return absl::Now(); }};
};

TEST_F(MergedFiguresTest, ATableMixesDomainsInTheOrderAsked) {
  const auto table = Query(Ask({"second/cost", "first/rate"}));
  ASSERT_THAT(table, IsOk());
  EXPECT_EQ(table->metrics(0).key(), "second/cost");
  const TableView view(*table);
  EXPECT_EQ(view.Find("second/cost", "2018")->number(), 138);
  EXPECT_DOUBLE_EQ(view.Find("second/cost", "2018")->change().percent(), 38);
  EXPECT_EQ(view.Find("first/rate", "2017")->number(), 7.5);
  EXPECT_EQ(table->provenances(view.Find("first/rate", "2017")->provenance()).domain(), "first");
}

TEST_F(MergedFiguresTest, ADimensionIsAskedOfThoseThatHaveIt) {
  const auto table = Query(Ask({"first/plain", "second/cost"}, {"colour"}));
  ASSERT_THAT(table, IsOk());
  const TableView view(*table);
  EXPECT_EQ(view.Find("second/cost", "2018", {{"colour", "red"}})->number(), 138);
  EXPECT_EQ(view.Find("first/plain", "2018")->number(), 1);
  EXPECT_EQ(view.Find("first/plain", "2018", {{"colour", "red"}})->reason(),
            pb::CELL_REASON_NOT_APPLICABLE);
}

TEST_F(MergedFiguresTest, WhatNobodyKnowsIsRefused) {
  EXPECT_THAT(Query(Ask({"third/rate"})),
              StatusSays(absl::StatusCode::kInvalidArgument, "third/rate"));
  EXPECT_THAT(Query(Ask({"rate"})), StatusSays(absl::StatusCode::kInvalidArgument, "rate"));
  EXPECT_THAT(Query(Ask({})), StatusSays(absl::StatusCode::kInvalidArgument, "metrics"));
  EXPECT_THAT(Query(Ask({"first/rate", "second/cost"}, {"shape"})),
              StatusSays(absl::StatusCode::kInvalidArgument, "shape"));
  EXPECT_THAT(Query(Ask({"first/wrong", "second/cost"})),
              StatusSays(absl::StatusCode::kInvalidArgument, "first/wrong"));
}

TEST_F(MergedFiguresTest, ADomainThatIsAwayLeavesItsCellsAndTheRestAnswers) {
  second_.Stop();
  const auto table = Query(Ask({"first/rate", "second/cost"}));
  ASSERT_THAT(table, IsOk());
  const TableView view(*table);
  EXPECT_EQ(view.Find("first/rate", "2018")->number(), 7.3);
  EXPECT_EQ(view.Find("second/cost", "2018")->reason(), pb::CELL_REASON_UNAVAILABLE);
  ASSERT_EQ(table->outages_size(), 1);
  EXPECT_EQ(table->outages(0).domain(), "second");
}

TEST_F(MergedFiguresTest, AllPartsSpeakOfTheSameMoment) {
  auto request = Ask({"first/rate", "second/cost"});
  const auto now = Query(request);
  ASSERT_THAT(now, IsOk());
  *request.mutable_as_known_at() = now->known_at();
  const auto again = Query(request);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->SerializeAsString(), now->SerializeAsString());
}

TEST_F(MergedFiguresTest, MetricsAreListedPageByPageWithoutGapOrRepeat) {
  std::vector<std::string> keys;
  pb::ListMetricsRequest request;
  request.set_parent(kMunicipality);
  request.set_page_size(2);
  do {
    const auto page = figures_.ListMetrics(request, {});
    ASSERT_THAT(page, IsOk());
    for (const pb::Metric& metric : page->metrics()) keys.push_back(metric.key());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_TRUE(std::is_sorted(keys.begin(), keys.end()));
  EXPECT_EQ(keys.size(), 2 + 1 + 2 * 3);  // theirs, and the three of measures in each domain
  request.set_page_token("?");
  EXPECT_THAT(figures_.ListMetrics(request, {}),
              StatusSays(absl::StatusCode::kInvalidArgument, "page_token"));
}

TEST_F(MergedFiguresTest, MetricsOfADomainThatIsAwayAreSaidToBeMissing) {
  second_.Stop();
  pb::ListMetricsRequest request;
  request.set_parent(kMunicipality);
  const auto listed = figures_.ListMetrics(request, {});
  ASSERT_THAT(listed, IsOk());
  ASSERT_EQ(listed->outages_size(), 1);
  EXPECT_EQ(listed->outages(0).domain(), "second");
  first_.Stop();
  EXPECT_THAT(figures_.ListMetrics(request, {}), status::StatusIs(absl::StatusCode::kUnavailable));
}

// The service in front of the merged figures, called as callers do.
class FigureGatewayTest : public MergedFiguresTest {
 protected:
  FigureGatewayTest() {
    api_ = *chassis::StartApi("127.0.0.1:0", metrics_, {&service_});
    stub_ = pb::FigureService::NewStub(grpc::CreateChannel(absl::StrCat("127.0.0.1:", api_.port),
                                                           grpc::InsecureChannelCredentials()));
  }
  ~FigureGatewayTest() override { api_.server->Shutdown(std::chrono::system_clock::now()); }

  chassis::Calls calls_{2, 100};
  FigureGateway service_{domains_, figures_, calls_};
  chassis::Metrics metrics_;
  chassis::ApiServer api_;
  std::unique_ptr<pb::FigureService::Stub> stub_;
};

TEST_F(FigureGatewayTest, AWriteGoesToTheDomainInItsName) {
  pb::CreateMeasureRequest request;
  request.set_parent(absl::StrCat(kMunicipality, "/domains/second"));
  request.set_measure_id("lights");
  request.mutable_measure()->set_title_nb("lys");
  request.mutable_measure()->set_title_en("lights");
  request.mutable_measure()->set_plan("climate");
  request.mutable_measure()->set_status(pb::MEASURE_STATUS_UNDER_WAY);
  request.mutable_measure()->mutable_start_date()->set_year(2018);
  pb::Measure created;
  grpc::ClientContext context;
  ASSERT_TRUE(stub_->CreateMeasure(&context, request, &created).ok());

  pb::GetMeasureRequest get;
  get.set_name(created.name());
  pb::Measure found;
  grpc::ClientContext second;
  ASSERT_TRUE(stub_->GetMeasure(&second, get, &found).ok());
  EXPECT_EQ(found.title_nb(), "lys");

  get.set_name(absl::StrCat(kMunicipality, "/domains/third/measures/lights"));
  grpc::ClientContext third;
  EXPECT_THAT(status::FromGrpc(stub_->GetMeasure(&third, get, &found)),
              StatusSays(absl::StatusCode::kInvalidArgument, "first, second"));
}

TEST_F(FigureGatewayTest, AStreamOfMeasuresIsPassedOn) {
  grpc::ClientContext context;
  imports::v1::ImportReport report;
  const auto writer = stub_->ImportMeasures(&context, &report);
  for (int i = 0; i < 3; ++i) {
    pb::ImportMeasuresRequest request;
    request.set_parent(absl::StrCat(kMunicipality, "/domains/first"));
    pb::Measure* measure = request.add_measures();
    measure->set_name(absl::StrCat(request.parent(), "/measures/m", i));
    measure->set_title_nb("tiltak");
    measure->set_title_en("measure");
    measure->set_plan("climate");
    measure->set_status(pb::MEASURE_STATUS_PLANNED);
    measure->mutable_start_date()->set_year(i == 2 ? 0 : 2018);
    ASSERT_TRUE(writer->Write(request));
  }
  writer->WritesDone();
  ASSERT_TRUE(writer->Finish().ok());
  EXPECT_EQ(report.accepted_count(), 2);
  EXPECT_EQ(report.rejected_count(), 1);
}

class VersionsOfTables : public FigureGatewayTest {
 protected:
  struct Told {
    std::string version;
    bool is_known = false;
    int cells = 0;
  };

  Told Ask(const std::string& known) {
    const auto request = FigureGatewayTest::Ask({"second/cost", "first/rate"});
    grpc::ClientContext context;
    if (!known.empty()) context.AddMetadata(chassis::kIfDataVersion, known);
    pb::Table table;
    EXPECT_TRUE(stub_->QueryTable(&context, request, &table).ok());
    const auto& told = context.GetServerInitialMetadata();
    const auto version = told.find(chassis::kDataVersion);
    return {
        version == told.end() ? "" : std::string(version->second.data(), version->second.size()),
        told.count(chassis::kNotModified) > 0, table.cells_size()};
  }
  // In one of the domains.
  void Write() {
    pb::CreateMeasureRequest request;
    request.set_parent(absl::StrCat(kMunicipality, "/domains/second"));
    request.mutable_measure()->set_title_nb("lys");
    request.mutable_measure()->set_title_en("lights");
    request.mutable_measure()->set_plan("climate");
    request.mutable_measure()->set_status(pb::MEASURE_STATUS_PLANNED);
    request.mutable_measure()->mutable_start_date()->set_year(2018);
    grpc::ClientContext context;
    pb::Measure created;
    const grpc::Status status = stub_->CreateMeasure(&context, request, &created);
    ASSERT_TRUE(status.ok()) << status.error_message();
  }
};

TEST_F(VersionsOfTables, AreOfAllDomainsTogether) {
  const Told first = Ask("");
  EXPECT_FALSE(first.is_known);
  EXPECT_EQ(first.cells, 4);
  const Told same = Ask(first.version);
  EXPECT_TRUE(same.is_known);
  EXPECT_EQ(same.version, first.version);
  Write();
  // The domain where nothing was written says its part again.
  const Told written = Ask(first.version);
  EXPECT_FALSE(written.is_known);
  EXPECT_EQ(written.cells, 4);
  EXPECT_NE(written.version, first.version);
  EXPECT_TRUE(Ask(written.version).is_known);
  EXPECT_FALSE(Ask("nonsense").is_known);
}

TEST_F(VersionsOfTables, AreNotSaidOfATableWithGaps) {
  const Told first = Ask("");
  second_.Stop();
  const Told gaps = Ask(first.version);
  EXPECT_FALSE(gaps.is_known);
  EXPECT_EQ(gaps.version, "");
  EXPECT_EQ(gaps.cells, 4);
}

TEST_F(FigureGatewayTest, WhenNobodyAnswersTheCallFails) {
  second_.Stop();
  grpc::ClientContext context;
  pb::Table table;
  EXPECT_THAT(status::FromGrpc(stub_->QueryTable(&context, Ask({"second/cost"}), &table)),
              status::StatusIs(absl::StatusCode::kUnavailable));
}

}  // namespace
}  // namespace ett::composition
