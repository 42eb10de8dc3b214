#pragma once

#include "chassis/calls.h"
#include "ett/report/v1/report_service.grpc.pb.h"
#include "gateway/composition/merged_figures.h"

namespace ett::composition {

// ett.report.v1 over the figures of all domains.
class ReportService final : public report::v1::ReportService::CallbackService {
 public:
  // Both must outlive it.
  ReportService(const MergedFigures& figures, chassis::Calls& calls)
      : figures_(figures), calls_(calls) {}

  grpc::ServerUnaryReactor* ListReports(grpc::CallbackServerContext* context,
                                        const report::v1::ListReportsRequest* request,
                                        report::v1::ListReportsResponse* response) override;
  grpc::ServerUnaryReactor* RenderReport(grpc::CallbackServerContext* context,
                                         const report::v1::RenderReportRequest* request,
                                         report::v1::RenderedReport* response) override;
  grpc::ServerWriteReactor<report::v1::ReportSection>* StreamReport(
      grpc::CallbackServerContext* context,
      const report::v1::StreamReportRequest* request) override;
  grpc::ServerWriteReactor<report::v1::TablePart>* StreamTable(
      grpc::CallbackServerContext* context, const report::v1::StreamTableRequest* request) override;

 private:
  const MergedFigures& figures_;
  chassis::Calls& calls_;
};

}  // namespace ett::composition
