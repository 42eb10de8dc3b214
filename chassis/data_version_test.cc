#include "chassis/data_version.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include "chassis/data_version_metadata.h"
#include "chassis/figure_service.h"
#include "sql/database.h"
#include "status/matchers.h"

namespace ett::chassis {
namespace {

constexpr char kMunicipality[] = "municipalities/935478715";

// Of figures with one metric, 7 in every period.
class DataVersionTest : public testing::Test {
 protected:
  // What is said of a table.
  struct Told {
    std::string version;
    bool is_known = false;
    int cells = 0;
  };

  void SetUp() override {
    ASSERT_THAT(sql::Migrate(*database_, {records::RecordsMigration(), FiguresMigration()}),
                status::IsOk());
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(&service_);
    server_ = builder.BuildAndStart();
    stub_ = pb::FigureService::NewStub(
        grpc::CreateChannel(absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials()));
  }

  Told Ask(const std::string& known) {
    pb::QueryTableRequest request;
    request.set_parent(kMunicipality);
    request.add_metrics("test/seven");
    request.add_periods("2017");
    grpc::ClientContext context;
    if (!known.empty()) context.AddMetadata(kIfDataVersion, known);
    pb::Table table;
    EXPECT_THAT(status::FromGrpc(stub_->QueryTable(&context, request, &table)), status::IsOk());
    const auto& told = context.GetServerInitialMetadata();
    const auto version = told.find(kDataVersion)->second;
    return {{version.data(), version.size()}, told.count(kNotModified) > 0, table.cells_size()};
  }

  static figures::Catalogue MakeCatalogue() {
    figures::Metric seven;
    seven.id = "seven";
    seven.title = figures::MakeText("Sju", "Seven");
    seven.compute = [](const figures::Query& query) {
      std::vector<figures::Entry> entries;
      for (const auto& period : query.periods) entries.push_back({period, {}, figures::Value{7.0}});
      return entries;
    };
    return {seven};
  }

  void Write() {
    pb::CreateSeriesBreakRequest request;
    request.set_parent(absl::StrCat(kMunicipality, "/domains/test"));
    request.mutable_series_break()->add_metrics("test/seven");
    request.mutable_series_break()->set_first_period("2017");
    request.mutable_series_break()->set_text_nb("nytt");
    request.mutable_series_break()->set_text_en("new");
    grpc::ClientContext context;
    pb::SeriesBreak made;
    EXPECT_THAT(status::FromGrpc(stub_->CreateSeriesBreak(&context, request, &made)),
                status::IsOk());
  }

  absl::Time now_ = absl::FromCivil(absl::CivilDay(2018, 7, 1), absl::UTCTimeZone());
  std::unique_ptr<sql::Database> database_ = *sql::Database::Open("sqlite::memory:");
  records::Records records_{*database_, [this] { return now_; }};
  Calls calls_{2, 10};
  FigureService service_{"test", MakeCatalogue(), records_, calls_};
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<pb::FigureService::Stub> stub_;
};

TEST_F(DataVersionTest, WhoHasItIsNotToldTheAnswerAgain) {
  const Told first = Ask("");
  EXPECT_FALSE(first.is_known);
  EXPECT_EQ(first.cells, 1);
  const Told same = Ask(first.version);
  EXPECT_TRUE(same.is_known);
  EXPECT_EQ(same.version, first.version);
  EXPECT_EQ(same.cells, 0);
}

TEST_F(DataVersionTest, AWriteMakesAnother) {
  const Told first = Ask("");
  Write();
  const Told written = Ask(first.version);
  EXPECT_FALSE(written.is_known);
  EXPECT_EQ(written.cells, 1);
  EXPECT_TRUE(Ask(written.version).is_known);
}

TEST_F(DataVersionTest, SoDoesAnotherDay) {
  const Told first = Ask("");
  now_ += absl::Hours(24);
  EXPECT_FALSE(Ask(first.version).is_known);
}

}  // namespace
}  // namespace ett::chassis
