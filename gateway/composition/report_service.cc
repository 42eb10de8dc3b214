#include "gateway/composition/report_service.h"

#include "absl/strings/str_cat.h"
#include "chassis/server_stream.h"
#include "gateway/composition/page.h"
#include "gateway/composition/report_definition.h"
#include "gateway/composition/report_rendering.h"
#include "gateway/composition/report_stream.h"
#include "gateway/composition/table_stream.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::composition {
namespace {

namespace pbr = ::ett::report::v1;

absl::StatusOr<pbr::ListReportsResponse> List(const pbr::ListReportsRequest& request) {
  RETURN_IF_ERROR(CheckMunicipality("parent", request.parent()));
  std::vector<std::string> ids;
  for (const ReportDefinition& definition : BuiltInReports()) ids.push_back(definition.id);
  ASSIGN_OR_RETURN(const Page page, PageOf(ids, request.page_size(), request.page_token()));
  pbr::ListReportsResponse response;
  for (std::size_t i = page.first; i < page.end; ++i) {
    const ReportDefinition& definition = BuiltInReports()[i];
    pbr::Report* report = response.add_reports();
    report->set_name(absl::StrCat(request.parent(), "/reports/", definition.id));
    *report->mutable_title() = definition.title;
    *report->mutable_description() = definition.description;
    for (const std::string& key : definition.Metrics()) report->add_metrics(key);
  }
  response.set_next_page_token(page.next_token);
  return response;
}

}  // namespace

grpc::ServerUnaryReactor* ReportService::ListReports(grpc::CallbackServerContext* context,
                                                     const pbr::ListReportsRequest* request,
                                                     pbr::ListReportsResponse* response) {
  return calls_.Unary<pbr::ListReportsRequest, pbr::ListReportsResponse>(context, request, response,
                                                                         List);
}

grpc::ServerUnaryReactor* ReportService::RenderReport(grpc::CallbackServerContext* context,
                                                      const pbr::RenderReportRequest* request,
                                                      pbr::RenderedReport* response) {
  return calls_.Unary<pbr::RenderReportRequest, pbr::RenderedReport>(
      context, request, response,
      [this, options = OptionsOf(*context)](const pbr::RenderReportRequest& asked) {
        return Render(asked, figures_, options);
      });
}

grpc::ServerWriteReactor<pbr::ReportSection>* ReportService::StreamReport(
    grpc::CallbackServerContext* context, const pbr::StreamReportRequest* request) {
  return chassis::ServerStream<pbr::ReportSection>(
      calls_, context, *request,
      std::make_unique<ReportStream>(*request, figures_, OptionsOf(*context)));
}

grpc::ServerWriteReactor<pbr::TablePart>* ReportService::StreamTable(
    grpc::CallbackServerContext* context, const pbr::StreamTableRequest* request) {
  return chassis::ServerStream<pbr::TablePart>(
      calls_, context, *request,
      std::make_unique<TableStream>(*request, figures_, OptionsOf(*context)));
}

}  // namespace ett::composition
