#pragma once

#include <string>
#include <vector>

#include "chassis/figure_store.h"
#include "chassis/figure_table.h"
#include "chassis/resource_calls.h"
#include "ett/figures/v1/figure_service.grpc.pb.h"

namespace ett::chassis {

// ett.figures.v1 for one domain: the same for all of them, given their metrics as functions. The
// measures' metrics come on top. `records` and `calls` must outlive this.
class FigureService final : public pb::FigureService::CallbackService {
 public:
  FigureService(std::string domain, figures::Catalogue catalogue, records::Records& records,
                Calls& calls);

  using Context = grpc::CallbackServerContext;
  using Reactor = grpc::ServerUnaryReactor;

  Reactor* ListMetrics(Context* context, const pb::ListMetricsRequest* request,
                       pb::ListMetricsResponse* response) override;
  Reactor* GetMetric(Context* context, const pb::GetMetricRequest* request,
                     pb::Metric* response) override;
  Reactor* QueryTable(Context* context, const pb::QueryTableRequest* request,
                      pb::Table* response) override;
  Reactor* ReportFigures(Context* context, const pb::ReportFiguresRequest* request,
                         imports::v1::ImportReport* response) override;
  Reactor* ListReportedFigures(Context* context, const pb::ListReportedFiguresRequest* request,
                               pb::ListReportedFiguresResponse* response) override;
  Reactor* DeleteReportedFigure(Context* context, const pb::DeleteReportedFigureRequest* request,
                                google::protobuf::Empty* response) override;
  Reactor* CreateSeriesBreak(Context* context, const pb::CreateSeriesBreakRequest* request,
                             pb::SeriesBreak* response) override;
  Reactor* ListSeriesBreaks(Context* context, const pb::ListSeriesBreaksRequest* request,
                            pb::ListSeriesBreaksResponse* response) override;
  Reactor* DeleteSeriesBreak(Context* context, const pb::DeleteSeriesBreakRequest* request,
                             google::protobuf::Empty* response) override;
  Reactor* CreateMeasure(Context* context, const pb::CreateMeasureRequest* request,
                         pb::Measure* response) override;
  Reactor* GetMeasure(Context* context, const pb::GetMeasureRequest* request,
                      pb::Measure* response) override;
  Reactor* ListMeasures(Context* context, const pb::ListMeasuresRequest* request,
                        pb::ListMeasuresResponse* response) override;
  Reactor* UpdateMeasure(Context* context, const pb::UpdateMeasureRequest* request,
                         pb::Measure* response) override;
  Reactor* DeleteMeasure(Context* context, const pb::DeleteMeasureRequest* request,
                         google::protobuf::Empty* response) override;
  grpc::ServerReadReactor<pb::ImportMeasuresRequest>* ImportMeasures(
      Context* context, imports::v1::ImportReport* response) override;

 private:
  absl::StatusOr<pb::ListMetricsResponse> MetricsPage(const pb::ListMetricsRequest& request) const;
  absl::StatusOr<pb::Metric> FindByName(const std::string& name) const;
  absl::StatusOr<imports::v1::ImportReport> Report(const pb::ReportFiguresRequest& request);

  const std::string domain_;
  figures::Catalogue catalogue_;
  const FigureKinds kinds_;
  records::Records& records_;
  Calls& calls_;
  FigureTable table_;
  ResourceCalls<pb::Measure> measures_;
  ResourceCalls<pb::SeriesBreak> breaks_;
  ResourceCalls<pb::ReportedFigure> reported_;
};

}  // namespace ett::chassis
