#include "data/loader/loader.h"

#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "ett/figures/v1/figure_service.grpc.pb.h"
#include "status/grpc.h"
#include "status/macros.h"

namespace ett::loader {
namespace {

namespace pb = ::ett::figures::v1;

constexpr absl::Duration kBetweenProgress = absl::Seconds(2);
constexpr int kShownRejections = 5;

absl::StatusOr<std::vector<std::string>> LinesOf(const std::string& path) {
  std::ifstream file(path);
  if (!file) return absl::NotFoundError(absl::StrCat("cannot read ", path));
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty()) lines.push_back(line);
  }
  return lines;
}

absl::Status Parse(const std::string& line, std::size_t number, Message& message) {
  const auto parsed = google::protobuf::util::JsonStringToMessage(line, &message);
  if (parsed.ok()) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("line ", number, ": ", parsed.message().ToString()));
}

}  // namespace

Loader::Loader(std::shared_ptr<grpc::Channel> channel, std::string municipality, std::ostream& out)
    : channel_(std::move(channel)), municipality_(std::move(municipality)), out_(out) {}

Loader::Run::Run(Loader& loader, const std::string& domain, const std::string& collection,
                 std::int64_t expected)
    : loader_(loader),
      title_(absl::StrCat(domain, "/", collection)),
      expected_(expected),
      start_(absl::Now()),
      shown_(start_) {
  const auto method = FindImport(loader.municipality_, domain, collection);
  opened_ = method.status();
  if (method.ok()) stream_ = std::make_unique<ImportStream>(loader.channel_, *method);
}

absl::Status Loader::Run::Add(const Message& row) {
  RETURN_IF_ERROR(opened_);
  RETURN_IF_ERROR(stream_->Add(row));
  if (++rows_ % 1000 == 0) ShowProgress();
  return absl::OkStatus();
}

absl::Status Loader::Run::Finish() {
  RETURN_IF_ERROR(opened_);
  ASSIGN_OR_RETURN(const imports::v1::ImportReport report, stream_->Finish());
  loader_.Tell(title_, report, absl::Now() - start_);
  return absl::OkStatus();
}

void Loader::Run::ShowProgress() {
  const absl::Time now = absl::Now();
  if (now - shown_ < kBetweenProgress) return;
  shown_ = now;
  loader_.out_ << absl::StreamFormat("%-32s %9d of %d rows (%d %%)\n", title_, rows_, expected_,
                                     expected_ == 0 ? 0 : rows_ * 100 / expected_)
               << std::flush;
}

absl::Status Loader::ImportFile(const std::string& domain, const std::string& path) {
  ASSIGN_OR_RETURN(const std::vector<std::string> lines, LinesOf(path));
  const std::string stem = std::filesystem::path(path).stem().string();
  const std::string collection = stem.substr(stem.find('-') + 1);
  absl::Status status;
  if (collection == "reportedFigures") {
    status = ReportLines(domain, lines);
  } else if (collection == "seriesBreaks") {
    status = CreateSeriesBreaks(domain, lines);
  } else {
    status = ImportLines(domain, collection, lines);
  }
  if (status.ok()) return status;
  return absl::Status(status.code(), absl::StrCat(path, ": ", status.message()));
}

absl::Status Loader::ImportLines(const std::string& domain, const std::string& collection,
                                 const std::vector<std::string>& lines) {
  ASSIGN_OR_RETURN(const ImportMethod method, FindImport(municipality_, domain, collection));
  const Message* prototype = google::protobuf::MessageFactory::generated_factory()->GetPrototype(
      method.rows->message_type());
  Run run(*this, domain, collection, static_cast<std::int64_t>(lines.size()));
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::unique_ptr<Message> row(prototype->New());
    RETURN_IF_ERROR(Parse(lines[i], i + 1, *row));
    RETURN_IF_ERROR(run.Add(*row));
  }
  return run.Finish();
}

absl::Status Loader::ReportLines(const std::string& domain, const std::vector<std::string>& lines) {
  std::vector<pb::ReportedFigure> figures(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    RETURN_IF_ERROR(Parse(lines[i], i + 1, figures[i]));
  }
  return Report(domain, figures);
}

absl::Status Loader::Report(const std::string& domain,
                            const std::vector<pb::ReportedFigure>& figures) {
  const absl::Time start = absl::Now();
  pb::ReportFiguresRequest request;
  request.set_parent(absl::StrCat("municipalities/", municipality_, "/domains/", domain));
  for (const pb::ReportedFigure& figure : figures) *request.add_figures() = figure;
  grpc::ClientContext context;
  imports::v1::ImportReport report;
  RETURN_IF_ERROR(status::FromGrpc(
      pb::FigureService::NewStub(channel_)->ReportFigures(&context, request, &report)));
  Tell(absl::StrCat(domain, "/reportedFigures"), report, absl::Now() - start);
  return absl::OkStatus();
}

absl::Status Loader::CreateSeriesBreaks(const std::string& domain,
                                        const std::vector<std::string>& lines) {
  const absl::Time start = absl::Now();
  const auto stub = pb::FigureService::NewStub(channel_);
  imports::v1::ImportReport report;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    pb::CreateSeriesBreakRequest request;
    RETURN_IF_ERROR(Parse(lines[i], i + 1, *request.mutable_series_break()));
    request.set_parent(absl::StrCat("municipalities/", municipality_, "/domains/", domain));
    const std::string& name = request.series_break().name();
    request.set_series_break_id(name.substr(name.rfind('/') + 1));
    grpc::ClientContext context;
    pb::SeriesBreak created;
    absl::Status status = status::FromGrpc(stub->CreateSeriesBreak(&context, request, &created));
    if (!status.ok() && !absl::IsAlreadyExists(status)) return status;
    if (status.ok()) {
      report.set_accepted_count(report.accepted_count() + 1);
    } else {
      report.set_unchanged_count(report.unchanged_count() + 1);
    }
  }
  Tell(absl::StrCat(domain, "/seriesBreaks"), report, absl::Now() - start);
  return absl::OkStatus();
}

void Loader::Tell(const std::string& title, const imports::v1::ImportReport& report,
                  absl::Duration duration) {
  rejected_ += report.rejected_count();
  out_ << absl::StreamFormat("%-32s %9d accepted %9d unchanged %5d rejected  %.1f s\n", title,
                             report.accepted_count(), report.unchanged_count(),
                             report.rejected_count(), absl::ToDoubleSeconds(duration));
  for (int i = 0; i < std::min(kShownRejections, report.rejections_size()); ++i) {
    const auto& rejection = report.rejections(i);
    out_ << absl::StreamFormat("  row %d %s: %s\n", rejection.row(), rejection.key(),
                               rejection.message());
  }
  out_ << std::flush;
}

}  // namespace ett::loader
