#include "gateway/composition/report_rendering.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gateway/composition/markdown.h"
#include "gateway/composition/report_text.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::composition {
namespace {

namespace pbr = ::ett::report::v1;

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2100;

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
  RETURN_IF_ERROR(CheckMunicipality("name", parsed.parent));
  for (const ReportDefinition& definition : BuiltInReports()) {
    if (definition.id == parts[3]) parsed.definition = &definition;
  }
  if (parsed.definition == nullptr) return status::NotFound("ett.no/Report", name);
  return parsed;
}

template <class Request>
absl::Status Check(const Request& request) {
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

absl::StatusOr<std::string> ContentOf(const ReportText& text, const AskedReport& asked) {
  if (asked.format != pbr::FORMAT_HTML) return text.markdown;
  const bool is_english = asked.voice.language == figures::Language::kEn;
  return HtmlPage(text.markdown, text.title, is_english ? "en" : "nb");
}

}  // namespace

template <class Request>
absl::StatusOr<AskedReport> ReadReportRequest(const Request& request,
                                              const MergedFigures& figures) {
  ASSIGN_OR_RETURN(const ReportName name, ParseReportName(request.name()));
  RETURN_IF_ERROR(Check(request));
  const bool is_english = request.language() == pbr::LANGUAGE_EN;
  return AskedReport{
      name.definition,
      {name.parent, request.year(),
       figures.KnownAt(request.has_as_known_at() ? &request.as_known_at() : nullptr)},
      {request.year(), is_english ? figures::Language::kEn : figures::Language::kNb},
      request.format()};
}
template absl::StatusOr<AskedReport> ReadReportRequest(const pbr::RenderReportRequest& request,
                                                       const MergedFigures& figures);
template absl::StatusOr<AskedReport> ReadReportRequest(const pbr::StreamReportRequest& request,
                                                       const MergedFigures& figures);

absl::StatusOr<ReportFigures> FiguresOf(const ReportDefinition& definition,
                                        const ReportScope& scope, const Answers& answers,
                                        std::size_t first) {
  std::vector<pb::Table> tables;
  const std::size_t count = ReportFigures::Questions(definition, scope).size();
  for (std::size_t i = first; i < first + count; ++i) {
    ASSIGN_OR_RETURN(pb::Table table, answers.TableOf(i));
    tables.push_back(std::move(table));
  }
  return ReportFigures(definition, scope, std::move(tables));
}

const char* ContentType(pbr::Format format) {
  return format == pbr::FORMAT_HTML ? "text/html; charset=utf-8" : "text/markdown; charset=utf-8";
}

absl::StatusOr<pbr::RenderedReport> Render(const pbr::RenderReportRequest& request,
                                           const MergedFigures& figures,
                                           const CallOptions& options) {
  ASSIGN_OR_RETURN(const AskedReport asked, ReadReportRequest(request, figures));
  ASSIGN_OR_RETURN(const std::unique_ptr<Answers> answers,
                   figures.Ask(ReportFigures::Questions(*asked.definition, asked.scope), options));
  answers->WaitForAll();
  ASSIGN_OR_RETURN(const ReportFigures fetched,
                   FiguresOf(*asked.definition, asked.scope, *answers, 0));
  if (fetched.NobodyAnswered()) return NobodyAnswers(fetched.Outages().front().message());
  ReportText text = Write(*asked.definition, fetched, asked.voice);
  pbr::RenderedReport report;
  report.set_name(request.name());
  report.set_year(request.year());
  report.set_language(request.language() == pbr::LANGUAGE_EN ? pbr::LANGUAGE_EN : pbr::LANGUAGE_NB);
  report.set_content_type(ContentType(asked.format));
  ASSIGN_OR_RETURN(*report.mutable_content(), ContentOf(text, asked));
  *report.mutable_known_at() = asked.scope.known_at;
  for (pbr::Statement& statement : text.statements) *report.add_statements() = std::move(statement);
  for (pb::DomainOutage& outage : fetched.Outages()) *report.add_outages() = std::move(outage);
  report.set_synthetic(fetched.Synthetic());
  if (request.explain()) *report.mutable_plan() = answers->Explain();
  return report;
}

}  // namespace ett::composition
