#include "chassis/figure_service.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "chassis/data_version.h"
#include "records/import.h"
#include "records/page_token.h"
#include "status/macros.h"

namespace ett::chassis {
namespace {

using imports::v1::ImportReport;

constexpr int kMostReported = 10'000;

}  // namespace

FigureService::FigureService(std::string domain, figures::Catalogue catalogue,
                             records::Records& records, Calls& calls)
    : domain_(std::move(domain)),
      catalogue_(std::move(catalogue)),
      kinds_(domain_, catalogue_),
      records_(records),
      calls_(calls),
      table_(domain_, catalogue_, kinds_, records),
      measures_(records, calls, kinds_.measure),
      breaks_(records, calls, kinds_.series_break),
      reported_(records, calls, kinds_.reported_figure) {
  for (figures::Metric& metric : MeasureMetrics(records, kinds_.measure)) {
    catalogue_.push_back(std::move(metric));
  }
  std::sort(catalogue_.begin(), catalogue_.end(),
            [](const figures::Metric& a, const figures::Metric& b) { return a.id < b.id; });
}

FigureService::Reactor* FigureService::ListMetrics(Context* context,
                                                   const pb::ListMetricsRequest* request,
                                                   pb::ListMetricsResponse* response) {
  return calls_.Unary<pb::ListMetricsRequest, pb::ListMetricsResponse>(
      context, request, response,
      [this](const pb::ListMetricsRequest& asked) { return MetricsPage(asked); });
}

absl::StatusOr<pb::ListMetricsResponse> FigureService::MetricsPage(
    const pb::ListMetricsRequest& request) const {
  const std::vector<std::string> parts = absl::StrSplit(request.parent(), '/');
  ASSIGN_OR_RETURN(const std::string municipality,
                   parts.size() > 2 ? records::ParseParent(kinds_.measure, request.parent())
                                    : records::ParseMunicipality(request.parent()));
  ASSIGN_OR_RETURN(const int page_size, records::PageSize(request.page_size()));
  records::PageToken token{absl::StrCat("metrics ", request.parent()), 0, ""};
  if (!request.page_token().empty()) {
    ASSIGN_OR_RETURN(token, records::DecodePageToken(request.page_token(), token.query));
  }
  pb::ListMetricsResponse response;
  for (const figures::Metric& metric : catalogue_) {
    if (metric.id <= token.after_id && !token.after_id.empty()) continue;
    if (response.metrics_size() == page_size) {
      const std::string& key = response.metrics(page_size - 1).key();
      token.after_id = key.substr(key.find('/') + 1);
      response.set_next_page_token(records::Encode(token));
      break;
    }
    *response.add_metrics() = table_.Describe(metric, municipality);
  }
  return response;
}

FigureService::Reactor* FigureService::GetMetric(Context* context,
                                                 const pb::GetMetricRequest* request,
                                                 pb::Metric* response) {
  return calls_.Unary<pb::GetMetricRequest, pb::Metric>(
      context, request, response,
      [this](const pb::GetMetricRequest& asked) { return FindByName(asked.name()); });
}

absl::StatusOr<pb::Metric> FigureService::FindByName(const std::string& name) const {
  const std::vector<std::string> parts = absl::StrSplit(name, '/');
  if (parts.size() != 6 || parts[2] != "domains" || parts[4] != "metrics") {
    return status::InvalidField("name",
                                "municipalities/{municipality}/domains/{domain}/metrics/{metric}",
                                name, "MALFORMED_NAME");
  }
  ASSIGN_OR_RETURN(const std::string municipality,
                   records::ParseMunicipality(absl::StrCat(parts[0], "/", parts[1]), "name"));
  const figures::Metric* metric =
      FindMetric(domain_, catalogue_, absl::StrCat(parts[3], "/", parts[5]));
  if (metric == nullptr) return status::NotFound("ett.no/Metric", name);
  return table_.Describe(*metric, municipality);
}

FigureService::Reactor* FigureService::QueryTable(Context* context,
                                                  const pb::QueryTableRequest* request,
                                                  pb::Table* response) {
  return calls_.Unary<pb::QueryTableRequest, pb::Table>(
      context, request, response,
      [this, context](const pb::QueryTableRequest& asked) -> absl::StatusOr<pb::Table> {
        ASSIGN_OR_RETURN(const bool is_known, TellVersion(*context, records_));
        return is_known ? pb::Table() : table_.Query(asked);
      });
}

FigureService::Reactor* FigureService::ReportFigures(Context* context,
                                                     const pb::ReportFiguresRequest* request,
                                                     ImportReport* response) {
  return calls_.Unary<pb::ReportFiguresRequest, ImportReport>(
      context, request, response,
      [this](const pb::ReportFiguresRequest& asked) { return Report(asked); });
}

absl::StatusOr<ImportReport> FigureService::Report(const pb::ReportFiguresRequest& request) {
  ASSIGN_OR_RETURN(const std::string municipality,
                   records::ParseParent(kinds_.reported_figure, request.parent()));
  if (request.figures_size() == 0 || request.figures_size() > kMostReported) {
    return status::InvalidField("figures", absl::StrCat("1..", kMostReported, " of them"),
                                absl::StrCat(request.figures_size()), "OUT_OF_RANGE");
  }
  records::Import import(records_, kinds_.reported_figure);
  RETURN_IF_ERROR(import.Begin({request.parent(), request.request_id()}));
  for (pb::ReportedFigure figure : request.figures()) {
    figure.set_name(
        records::FormatName(kinds_.reported_figure, municipality, ReportedFigureId(figure)));
    RETURN_IF_ERROR(import.Add(figure));
  }
  return import.Finish();
}

FigureService::Reactor* FigureService::ListReportedFigures(
    Context* context, const pb::ListReportedFiguresRequest* request,
    pb::ListReportedFiguresResponse* response) {
  return reported_.List(context, request, response,
                        &pb::ListReportedFiguresResponse::mutable_reported_figures);
}

FigureService::Reactor* FigureService::DeleteReportedFigure(
    Context* context, const pb::DeleteReportedFigureRequest* request,
    google::protobuf::Empty* response) {
  return reported_.Delete(context, request, response);
}

FigureService::Reactor* FigureService::CreateSeriesBreak(
    Context* context, const pb::CreateSeriesBreakRequest* request, pb::SeriesBreak* response) {
  using Request = pb::CreateSeriesBreakRequest;
  return breaks_.Create(context, request, response, &Request::series_break_id,
                        &Request::series_break);
}

FigureService::Reactor* FigureService::ListSeriesBreaks(Context* context,
                                                        const pb::ListSeriesBreaksRequest* request,
                                                        pb::ListSeriesBreaksResponse* response) {
  return breaks_.List(context, request, response,
                      &pb::ListSeriesBreaksResponse::mutable_series_breaks);
}

FigureService::Reactor* FigureService::DeleteSeriesBreak(
    Context* context, const pb::DeleteSeriesBreakRequest* request,
    google::protobuf::Empty* response) {
  return breaks_.Delete(context, request, response);
}

FigureService::Reactor* FigureService::CreateMeasure(Context* context,
                                                     const pb::CreateMeasureRequest* request,
                                                     pb::Measure* response) {
  using Request = pb::CreateMeasureRequest;
  return measures_.Create(context, request, response, &Request::measure_id, &Request::measure);
}

FigureService::Reactor* FigureService::GetMeasure(Context* context,
                                                  const pb::GetMeasureRequest* request,
                                                  pb::Measure* response) {
  return measures_.Get(context, request, response);
}

FigureService::Reactor* FigureService::ListMeasures(Context* context,
                                                    const pb::ListMeasuresRequest* request,
                                                    pb::ListMeasuresResponse* response) {
  return measures_.List(context, request, response, &pb::ListMeasuresResponse::mutable_measures);
}

FigureService::Reactor* FigureService::UpdateMeasure(Context* context,
                                                     const pb::UpdateMeasureRequest* request,
                                                     pb::Measure* response) {
  return measures_.Update(context, request, response, &pb::UpdateMeasureRequest::measure);
}

FigureService::Reactor* FigureService::DeleteMeasure(Context* context,
                                                     const pb::DeleteMeasureRequest* request,
                                                     google::protobuf::Empty* response) {
  return measures_.Delete(context, request, response);
}

grpc::ServerReadReactor<pb::ImportMeasuresRequest>* FigureService::ImportMeasures(
    Context* context, ImportReport* response) {
  return measures_.Import(context, response, &pb::ImportMeasuresRequest::measures);
}

}  // namespace ett::chassis
