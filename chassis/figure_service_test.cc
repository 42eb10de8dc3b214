#include "chassis/figure_service.h"

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "figures/table_view.h"
#include "sql/database.h"
#include "status/matchers.h"

namespace ett::chassis {
namespace {

using absl::StatusCode;
using figures::MakeText;
using figures::TableView;
using status::IsOk;
using status::StatusSays;

constexpr char kMunicipality[] = "municipalities/935478715";
constexpr char kDomain[] = "municipalities/935478715/domains/test";

// `amount` is the year's number by colour: red 2, blue 3 in 2016; 4 and 6 in 2017; and so on.
std::vector<figures::Entry> Amounts(const figures::Query& query) {
  std::vector<figures::Entry> entries;
  for (const figures::Period& period : query.periods) {
    if (period.year() < 2016) continue;
    const double factor = period.year() - 2015;
    if (query.dimensions.empty()) {
      entries.push_back({period, {}, figures::Value{5 * factor}});
      continue;
    }
    for (const auto& [id, amount] : {std::pair{"red", 2.0}, {"blue", 3.0}}) {
      if (!figures::Keeps(query, "colour", id)) continue;
      entries.push_back({period, {{id, MakeText(id, id)}}, figures::Value{amount * factor}});
    }
  }
  return entries;
}

figures::Catalogue MakeCatalogue() {
  figures::Metric amount;
  amount.id = "amount";
  amount.title = MakeText("Beløp", "Amount");
  amount.decimals = 1;
  amount.dimensions = {{"colour", MakeText("Farge", "Colour")}};
  amount.provenance = "colours";
  amount.compute = [](const figures::Query& query) { return Amounts(query); };
  figures::Metric printed;
  printed.id = "printed";
  return {amount, printed};
}

class FigureServiceTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_THAT(sql::Migrate(*database_, {records::RecordsMigration(), FiguresMigration()}),
                IsOk());
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(&service_);
    server_ = builder.BuildAndStart();
    stub_ = pb::FigureService::NewStub(
        grpc::CreateChannel(absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials()));
  }

  absl::StatusOr<pb::Table> Query(pb::QueryTableRequest request) {
    request.set_parent(kMunicipality);
    grpc::ClientContext context;
    pb::Table table;
    const absl::Status status = status::FromGrpc(stub_->QueryTable(&context, request, &table));
    if (!status.ok()) return status;
    return table;
  }

  static pb::QueryTableRequest Ask(const std::vector<std::string>& metrics,
                                   const std::vector<std::string>& periods,
                                   const std::vector<std::string>& dimensions = {}) {
    pb::QueryTableRequest request;
    for (const auto& each : metrics) request.add_metrics(each);
    for (const auto& each : periods) request.add_periods(each);
    for (const auto& each : dimensions) request.add_dimensions(each);
    return request;
  }

  imports::v1::ImportReport Report(const std::string& metric, const std::string& period,
                                   const std::string& value) {
    pb::ReportFiguresRequest request;
    request.set_parent(kDomain);
    auto* figure = request.add_figures();
    figure->set_metric(metric);
    figure->set_period(period);
    figure->set_value(value);
    figure->set_source("Annual report, table 1");
    grpc::ClientContext context;
    imports::v1::ImportReport report;
    EXPECT_THAT(status::FromGrpc(stub_->ReportFigures(&context, request, &report)), IsOk());
    return report;
  }

  absl::Time now_ = absl::FromCivil(absl::CivilDay(2018, 7, 1), absl::UTCTimeZone());
  std::unique_ptr<sql::Database> database_ = *sql::Database::Open("sqlite::memory:");
  records::Records records_{*database_, [this] { return now_; }};
  Calls calls_{2, 10};
  FigureService service_{"test", MakeCatalogue(), records_, calls_};
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<pb::FigureService::Stub> stub_;
};

TEST_F(FigureServiceTest, ACubeHasTotalsAndCategories) {
  const auto table = Query(Ask({"test/amount"}, {"2016", "2017"}, {"colour"}));
  ASSERT_THAT(table, IsOk());
  const TableView view(*table);
  EXPECT_EQ(table->cells_size(), 6);
  EXPECT_EQ(view.Find("test/amount", "2017")->number(), 10);
  EXPECT_EQ(view.Find("test/amount", "2017", {{"colour", "blue"}})->number(), 6);
  EXPECT_EQ(table->provenances(view.Find("test/amount", "2017")->provenance()).source(), "colours");
}

TEST_F(FigureServiceTest, AFilteredDimensionHasNoTotal) {
  auto request = Ask({"test/amount"}, {"2017"}, {"colour"});
  request.add_filters("colour=red");
  const auto table = Query(request);
  ASSERT_THAT(table, IsOk());
  ASSERT_EQ(table->cells_size(), 1);
  EXPECT_EQ(table->cells(0).number(), 4);
}

TEST_F(FigureServiceTest, WhatIsNotCollectedIsMissingAndNotZero) {
  const auto table = Query(Ask({"test/amount", "test/printed"}, {"2015"}));
  ASSERT_THAT(table, IsOk());
  for (const pb::Cell& cell : table->cells()) {
    EXPECT_EQ(cell.reason(), pb::CELL_REASON_MISSING);
    EXPECT_EQ(cell.value_case(), pb::Cell::VALUE_NOT_SET);
  }
}

TEST_F(FigureServiceTest, AChangeIsComputedFromTheValuesThemselves) {
  auto request = Ask({"test/amount"}, {"2017"});
  request.set_with_change(true);
  const auto table = Query(request);
  ASSERT_THAT(table, IsOk());
  ASSERT_EQ(table->cells_size(), 1);
  EXPECT_EQ(table->cells(0).change().from_period(), "2016");
  EXPECT_EQ(table->cells(0).change().percent(), 100);
  EXPECT_EQ(table->cells(0).change().difference(), 5);
}

TEST_F(FigureServiceTest, AYearThatHasNotEndedIsProvisional) {
  const auto table = Query(Ask({"test/amount"}, {"2017", "2018"}));
  ASSERT_THAT(table, IsOk());
  EXPECT_EQ(table->cells(0).status(), pb::CELL_STATUS_FINAL);
  EXPECT_EQ(table->cells(1).status(), pb::CELL_STATUS_PROVISIONAL);
}

TEST_F(FigureServiceTest, AReportedFigureFillsWhatNoRecordsTell) {
  EXPECT_EQ(Report("test/printed", "2015", "7.30").accepted_count(), 1);
  EXPECT_EQ(Report("test/printed", "2015", "7.30").unchanged_count(), 1);
  const auto table = Query(Ask({"test/printed"}, {"2015"}));
  ASSERT_THAT(table, IsOk());
  EXPECT_EQ(table->cells(0).status(), pb::CELL_STATUS_REPORTED);
  EXPECT_EQ(table->cells(0).decimals(), 2);
  EXPECT_EQ(table->provenances(0).source(), "Annual report, table 1");
}

TEST_F(FigureServiceTest, AReportedFigureThatDiffersLeavesANote) {
  Report("test/amount", "2016", "5.0");
  Report("test/amount", "2017", "9.9");
  const auto table = Query(Ask({"test/amount"}, {"2016", "2017"}));
  ASSERT_THAT(table, IsOk());
  EXPECT_EQ(table->cells(0).footnotes_size(), 0);
  ASSERT_EQ(table->cells(1).footnotes_size(), 1);
  EXPECT_EQ(table->cells(1).number(), 10);
  EXPECT_THAT(table->footnotes(0).text().nb(), testing::HasSubstr("9,9"));
}

TEST_F(FigureServiceTest, AReportedFigureNeedsItsMetricItsNumberAndItsSource) {
  EXPECT_EQ(Report("test/nothing", "2016", "1").rejections(0).reason(), "UNKNOWN_METRIC");
  EXPECT_EQ(Report("test/amount", "2016", "1,5").rejections(0).reason(), "MALFORMED_NUMBER");
  EXPECT_EQ(Report("test/amount", "16", "1").rejections(0).reason(), "MALFORMED_PERIOD");
}

TEST_F(FigureServiceTest, ASeriesBreakStandsOnEveryCellFromThenOn) {
  pb::CreateSeriesBreakRequest request;
  request.set_parent(kDomain);
  auto& series_break = *request.mutable_series_break();
  series_break.add_metrics("test/amount");
  series_break.set_first_period("2017");
  series_break.set_text_nb("ny definisjon");
  series_break.set_text_en("new definition");
  grpc::ClientContext context;
  pb::SeriesBreak created;
  ASSERT_THAT(status::FromGrpc(stub_->CreateSeriesBreak(&context, request, &created)), IsOk());
  auto query = Ask({"test/amount"}, {"2016", "2017", "2018"});
  query.set_with_change(true);
  const auto table = Query(query);
  ASSERT_THAT(table, IsOk());
  EXPECT_EQ(table->cells(0).footnotes_size(), 0);
  EXPECT_EQ(table->cells(1).footnotes_size(), 1);
  EXPECT_EQ(table->cells(2).footnotes_size(), 1);
  EXPECT_TRUE(table->cells(1).change().across_break());
  EXPECT_FALSE(table->cells(2).change().across_break());
}

TEST_F(FigureServiceTest, AnOldMomentOfKnowledgeGivesTheOldTable) {
  Report("test/printed", "2015", "1");
  const auto before = Query(Ask({"test/printed"}, {"2015"}));
  now_ += absl::Hours(1);
  Report("test/printed", "2015", "2");
  auto request = Ask({"test/printed"}, {"2015"});
  EXPECT_EQ(Query(request)->cells(0).number(), 2);
  *request.mutable_as_known_at() = before->known_at();
  EXPECT_EQ(Query(request)->SerializeAsString(), before->SerializeAsString());
}

TEST_F(FigureServiceTest, MeasuresAreCountedByStatusAndPlan) {
  for (int i = 0; i < 3; ++i) {
    pb::CreateMeasureRequest request;
    request.set_parent(kDomain);
    auto& measure = *request.mutable_measure();
    measure.set_title_nb(absl::StrCat("tiltak ", i));
    measure.set_title_en(absl::StrCat("measure ", i));
    measure.set_plan(i == 0 ? "climate" : "digitalisation");
    measure.mutable_start_date()->set_year(2016);
    measure.set_status(i == 1 ? pb::MEASURE_STATUS_CARRIED_OUT : pb::MEASURE_STATUS_UNDER_WAY);
    if (i == 1) measure.mutable_end_date()->set_year(2017);
    grpc::ClientContext context;
    pb::Measure created;
    ASSERT_THAT(status::FromGrpc(stub_->CreateMeasure(&context, request, &created)), IsOk());
  }
  const auto table = Query(
      Ask({"test/measures-under-way", "test/measures-carried-out"}, {"2016", "2017"}, {"plan"}));
  ASSERT_THAT(table, IsOk());
  const TableView view(*table);
  const auto count = [&](const char* metric, const char* year, const char* plan) {
    return view.Find(metric, year, {{"plan", plan}})->number();
  };
  EXPECT_EQ(count("test/measures-under-way", "2016", "digitalisation"), 2);
  EXPECT_EQ(count("test/measures-under-way", "2017", "digitalisation"), 1);
  EXPECT_EQ(count("test/measures-carried-out", "2017", "digitalisation"), 1);
  EXPECT_EQ(count("test/measures-carried-out", "2017", "climate"), 0);
  EXPECT_EQ(count("test/measures-under-way", "2017", "total"), 2);
}

TEST_F(FigureServiceTest, EachWrongFieldIsNamed) {
  EXPECT_THAT(Query(Ask({"test/nothing"}, {"2016"})),
              StatusSays(StatusCode::kInvalidArgument, "metrics"));
  EXPECT_THAT(Query(Ask({"test/amount"}, {"2016M13"})),
              StatusSays(StatusCode::kInvalidArgument, "2016M13"));
  EXPECT_THAT(Query(Ask({"test/amount"}, {"2016"}, {"shape"})),
              StatusSays(StatusCode::kInvalidArgument, "shape"));
  EXPECT_THAT(Query(Ask({}, {"2016"})), StatusSays(StatusCode::kInvalidArgument, "metrics"));
  auto request = Ask({"test/amount"}, {"2016"});
  request.mutable_as_known_at()->set_seconds(absl::ToUnixSeconds(now_) + 3600);
  EXPECT_THAT(Query(request), StatusSays(StatusCode::kInvalidArgument, "as_known_at"));
}

TEST_F(FigureServiceTest, MetricsArePaged) {
  pb::ListMetricsRequest request;
  request.set_parent(kMunicipality);
  request.set_page_size(2);
  std::vector<std::string> keys;
  do {
    grpc::ClientContext context;
    pb::ListMetricsResponse response;
    ASSERT_THAT(status::FromGrpc(stub_->ListMetrics(&context, request, &response)), IsOk());
    for (const auto& metric : response.metrics()) keys.push_back(metric.key());
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(keys, testing::ElementsAre("test/amount", "test/measures-carried-out",
                                         "test/measures-planned", "test/measures-under-way",
                                         "test/printed"));
}

}  // namespace
}  // namespace ett::chassis
