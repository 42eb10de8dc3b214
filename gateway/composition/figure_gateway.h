#pragma once

#include "chassis/calls.h"
#include "gateway/composition/merged_figures.h"

namespace ett::composition {

// ett.figures.v1 over all domains: queries are merged, everything else goes to the domain in the
// name.
class FigureGateway final : public pb::FigureService::CallbackService {
 public:
  // All must outlive it.
  FigureGateway(const CurrentDomains& domains, const MergedFigures& figures, chassis::Calls& calls)
      : domains_(domains), figures_(figures), calls_(calls) {}

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
  // A call that the domain's stub begins and that ends in the function given.
  template <class Request, class Response>
  using Begin = void (pb::FigureService::StubInterface::async_interface::*)(
      grpc::ClientContext*, const Request*, Response*, std::function<void(grpc::Status)>);

  // The field that names the domain, and what it says.
  struct Name {
    const char* field;
    const std::string& value;
  };

  template <class Request, class Response>
  Reactor* Forward(Context* context, const Request* request, Response* response, const Name& name,
                   Begin<Request, Response> begin);

  const CurrentDomains& domains_;
  const MergedFigures& figures_;
  chassis::Calls& calls_;
};

}  // namespace ett::composition
