#include "gateway/composition/figure_gateway.h"

#include <grpcpp/create_channel.h>

#include "chassis/data_version_metadata.h"
#include "gateway/composition/testing/merged_figures_fixture.h"
#include "status/matchers.h"

namespace ett::composition {
namespace {

using status::StatusSays;
using testing::kMunicipality;

// The service in front of the merged figures, called as callers do.
class FigureGatewayTest : public testing::MergedFiguresFixture {
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

TEST_F(FigureGatewayTest, AComposedMetricIsDescribed) {
  pb::GetMetricRequest request;
  request.set_name(absl::StrCat(kMunicipality, "/domains/composed/metrics/weighed"));
  pb::Metric metric;
  grpc::ClientContext context;
  ASSERT_TRUE(stub_->GetMetric(&context, request, &metric).ok());
  EXPECT_EQ(metric.key(), "composed/weighed");
  request.set_name(absl::StrCat(kMunicipality, "/domains/composed/metrics/none"));
  grpc::ClientContext second;
  EXPECT_EQ(stub_->GetMetric(&second, request, &metric).error_code(), grpc::StatusCode::NOT_FOUND);
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
