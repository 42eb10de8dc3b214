#pragma once

#include "ett/report/v1/report_service.pb.h"
#include "gateway/composition/merged_figures.h"
#include "gateway/composition/report_definition.h"
#include "gateway/composition/report_figures.h"
#include "gateway/composition/sentence.h"

namespace ett::composition {

// A report that was asked for, as far as the request tells.
struct AskedReport {
  const ReportDefinition* definition = nullptr;
  ReportScope scope;
  Voice voice;
  report::v1::Format format = report::v1::FORMAT_UNSPECIFIED;
};

// Of RenderReportRequest and StreamReportRequest alike. INVALID_ARGUMENT names the field; NOT_FOUND
// for a report that is not there.
template <class Request>
absl::StatusOr<AskedReport> ReadReportRequest(const Request& request, const MergedFigures& figures);

// The answers to the questions `first`.. of a report, or a section of one.
absl::StatusOr<ReportFigures> FiguresOf(const ReportDefinition& definition,
                                        const ReportScope& scope, const Answers& answers,
                                        std::size_t first);

// `text/markdown; charset=utf-8` or `text/html; charset=utf-8`.
const char* ContentType(report::v1::Format format);

// A whole report. UNAVAILABLE when no domain answers.
absl::StatusOr<report::v1::RenderedReport> Render(const report::v1::RenderReportRequest& request,
                                                  const MergedFigures& figures,
                                                  const CallOptions& options);

}  // namespace ett::composition
