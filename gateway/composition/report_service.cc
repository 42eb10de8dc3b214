#include "gateway/composition/report_service.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "figures/organisation_number.h"
#include "gateway/composition/markdown.h"
#include "gateway/composition/page.h"
#include "gateway/composition/report_text.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::composition {
namespace {

namespace pbr = ::ett::report::v1;

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2100;

// `municipalities/{organisation number}`.
absl::Status CheckParent(const std::string& field, const std::string& parent) {
  const std::vector<std::string> parts = absl::StrSplit(parent, '/');
  if (parts.size() != 2 || parts[0] != "municipalities") {
    return status::InvalidField(field, "municipalities/{organisation number}", parent,
                                "MALFORMED_NAME");
  }
  const auto number = figures::OrganisationNumber::Parse(parts[1]);
  if (number.ok()) return absl::OkStatus();
  return status::InvalidField(field, "an organisation number: nine digits, the last a check digit",
                              parts[1], "MALFORMED_NAME");
}

// The parts of `municipalities/{m}/reports/{report}`.
struct ReportName {
  std::string parent;
  const ReportDefinition* definition = nullptr;
};

absl::StatusOr<ReportName> ParseReportName(const std::string& name) {
  const std::vector<std::string> parts = absl::StrSplit(name, '/');
  if (parts.size() != 4 || parts[2] != "reports") {
    return status::InvalidField("name", "municipalities/{organisation number}/reports/{report}",
                                name, "MALFORMED_NAME");
  }
  ReportName parsed{absl::StrCat(parts[0], "/", parts[1])};
  RETURN_IF_ERROR(CheckParent("name", parsed.parent));
  for (const ReportDefinition& definition : BuiltInReports()) {
    if (definition.id == parts[3]) parsed.definition = &definition;
  }
  if (parsed.definition == nullptr) return status::NotFound("ett.no/Report", name);
  return parsed;
}

absl::Status Check(const pbr::RenderReportRequest& request) {
  if (request.year() < kFirstYear || request.year() > kLastYear) {
    return status::InvalidField("year", "1900..2100", absl::StrCat(request.year()), "OUT_OF_RANGE");
  }
  if (!pbr::Language_IsValid(request.language())) {
    return status::InvalidField("language", "LANGUAGE_NB or LANGUAGE_EN",
                                absl::StrCat(request.language()));
  }
  if (!pbr::Format_IsValid(request.format())) {
    return status::InvalidField("format", "FORMAT_MARKDOWN or FORMAT_HTML",
                                absl::StrCat(request.format()));
  }
  return absl::OkStatus();
}

absl::Status SetContent(const pbr::RenderReportRequest& request, const ReportText& text,
                        pbr::RenderedReport& report) {
  if (request.format() != pbr::FORMAT_HTML) {
    report.set_content_type("text/markdown; charset=utf-8");
    report.set_content(text.markdown);
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(
      *report.mutable_content(),
      HtmlPage(text.markdown, text.title, report.language() == pbr::LANGUAGE_EN ? "en" : "nb"));
  report.set_content_type("text/html; charset=utf-8");
  return absl::OkStatus();
}

absl::StatusOr<pbr::RenderedReport> Render(const pbr::RenderReportRequest& request,
                                           const MergedFigures& figures,
                                           const CallOptions& options) {
  ASSIGN_OR_RETURN(const ReportName name, ParseReportName(request.name()));
  RETURN_IF_ERROR(Check(request));
  const ReportScope scope{
      name.parent, request.year(),
      figures.KnownAt(request.has_as_known_at() ? &request.as_known_at() : nullptr)};
  ASSIGN_OR_RETURN(
      const ReportFigures fetched,
      ReportFigures::Fetch(*name.definition, scope, [&](const pb::QueryTableRequest& query) {
        return figures.QueryTable(query, options);
      }));
  if (fetched.NobodyAnswered()) return NobodyAnswers(fetched.Outages().front().message());
  pbr::RenderedReport report;
  report.set_name(request.name());
  report.set_year(request.year());
  report.set_language(request.language() == pbr::LANGUAGE_EN ? pbr::LANGUAGE_EN : pbr::LANGUAGE_NB);
  const Voice voice{request.year(), report.language() == pbr::LANGUAGE_EN ? figures::Language::kEn
                                                                          : figures::Language::kNb};
  ReportText text = Write(*name.definition, fetched, voice);
  RETURN_IF_ERROR(SetContent(request, text, report));
  *report.mutable_known_at() = scope.known_at;
  for (pbr::Statement& statement : text.statements) *report.add_statements() = std::move(statement);
  for (pb::DomainOutage& outage : fetched.Outages()) *report.add_outages() = std::move(outage);
  report.set_synthetic(fetched.Synthetic());
  return report;
}

absl::StatusOr<pbr::ListReportsResponse> List(const pbr::ListReportsRequest& request) {
  RETURN_IF_ERROR(CheckParent("parent", request.parent()));
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

}  // namespace ett::composition
