#include "gateway/composition/figure_gateway.h"

#include <algorithm>

#include "chassis/data_version_metadata.h"
#include "chassis/request_metadata.h"
#include "status/errors.h"
#include "status/grpc.h"
#include "status/macros.h"

namespace ett::composition {
namespace {

// Passes a stream of measures on to the domain that its first message names.
class MeasureRelay final
    : public chassis::Receiver<pb::ImportMeasuresRequest, imports::v1::ImportReport> {
 public:
  MeasureRelay(std::shared_ptr<const Domains> domains, const CallOptions& options)
      : domains_(std::move(domains)) {
    Apply(options, context_);
  }
  // The caller went away: what was sent is not a whole import.
  ~MeasureRelay() override {
    if (writer_ == nullptr) return;
    context_.TryCancel();
    (void)writer_->Finish();
  }

  absl::Status Receive(const pb::ImportMeasuresRequest& request) override {
    if (writer_ == nullptr) {
      ASSIGN_OR_RETURN(const Domain* domain, domains_->OfName("parent", request.parent()));
      writer_ = domain->figures->ImportMeasures(&context_, &report_);
    }
    if (writer_->Write(request)) return absl::OkStatus();
    const absl::Status status = End();
    return status.ok() ? absl::UnavailableError("the domain ended the import early") : status;
  }

  absl::StatusOr<imports::v1::ImportReport> Finish() override {
    if (writer_ == nullptr) {
      return status::InvalidField("parent", "municipalities/{municipality}/domains/{domain}",
                                  "no message", "REQUIRED");
    }
    writer_->WritesDone();
    RETURN_IF_ERROR(End());
    return report_;
  }

 private:
  absl::Status End() {
    const grpc::Status status = writer_->Finish();
    writer_ = nullptr;
    return status::FromGrpc(status);
  }

  const std::shared_ptr<const Domains> domains_;
  grpc::ClientContext context_;
  imports::v1::ImportReport report_;
  std::unique_ptr<grpc::ClientWriterInterface<pb::ImportMeasuresRequest>> writer_;
};

// See chassis::TellVersion.
void TellVersion(const VersionedTable& versioned, grpc::CallbackServerContext& context) {
  if (versioned.version.empty()) return;
  context.AddInitialMetadata(chassis::kDataVersion, versioned.version);
  if (versioned.is_known) context.AddInitialMetadata(chassis::kNotModified, "1");
}

}  // namespace

template <class Request, class Response>
FigureGateway::Reactor* FigureGateway::Forward(Context* context, const Request* request,
                                               Response* response, const Name& name,
                                               Begin<Request, Response> begin) {
  Reactor* reactor = context->DefaultReactor();
  const std::shared_ptr<const Domains> domains = domains_.now();
  const absl::StatusOr<const Domain*> domain = domains->OfName(name.field, name.value);
  if (!domain.ok()) {
    reactor->Finish(status::ToGrpc(domain.status()));
    return reactor;
  }
  auto call = std::make_shared<grpc::ClientContext>();
  Apply(OptionsOf(*context), *call);
  ((*domain)->figures->async()->*begin)(
      call.get(), request, response,
      [call, reactor, domains](const grpc::Status& status) { reactor->Finish(status); });
  return reactor;
}

FigureGateway::Reactor* FigureGateway::ListMetrics(Context* context,
                                                   const pb::ListMetricsRequest* request,
                                                   pb::ListMetricsResponse* response) {
  return calls_.Unary<pb::ListMetricsRequest, pb::ListMetricsResponse>(
      context, request, response,
      [this, options = OptionsOf(*context)](const pb::ListMetricsRequest& asked) {
        return figures_.ListMetrics(asked, options);
      });
}

FigureGateway::Reactor* FigureGateway::QueryTable(Context* context,
                                                  const pb::QueryTableRequest* request,
                                                  pb::Table* response) {
  return calls_.Unary<pb::QueryTableRequest, pb::Table>(
      context, request, response,
      [this, context, options = OptionsOf(*context)](
          const pb::QueryTableRequest& asked) -> absl::StatusOr<pb::Table> {
        const std::string known(chassis::MetadataOf(*context, chassis::kIfDataVersion));
        ASSIGN_OR_RETURN(VersionedTable versioned, figures_.QueryTable(asked, options, known));
        TellVersion(versioned, *context);
        if (versioned.is_known) return pb::Table();
        pb::Table table = std::move(versioned.table);
        if (IsAnswered(table) || table.outages().empty()) return table;
        return NobodyAnswers(table.outages(0).message());
      });
}

using Async = pb::FigureService::StubInterface::async_interface;

FigureGateway::Reactor* FigureGateway::GetMetric(Context* context,
                                                 const pb::GetMetricRequest* request,
                                                 pb::Metric* response) {
  const auto composed = figures_.FindComposedMetric(request->name());
  if (composed.ok() && !composed->has_value()) {
    return Forward(context, request, response, {"name", request->name()}, &Async::GetMetric);
  }
  Reactor* reactor = context->DefaultReactor();
  if (composed.ok()) *response = **composed;
  reactor->Finish(status::ToGrpc(composed.status()));
  return reactor;
}

FigureGateway::Reactor* FigureGateway::ReportFigures(Context* context,
                                                     const pb::ReportFiguresRequest* request,
                                                     imports::v1::ImportReport* response) {
  return Forward(context, request, response, {"parent", request->parent()}, &Async::ReportFigures);
}

FigureGateway::Reactor* FigureGateway::ListReportedFigures(
    Context* context, const pb::ListReportedFiguresRequest* request,
    pb::ListReportedFiguresResponse* response) {
  return Forward(context, request, response, {"parent", request->parent()},
                 &Async::ListReportedFigures);
}

FigureGateway::Reactor* FigureGateway::DeleteReportedFigure(
    Context* context, const pb::DeleteReportedFigureRequest* request,
    google::protobuf::Empty* response) {
  return Forward(context, request, response, {"name", request->name()},
                 &Async::DeleteReportedFigure);
}

FigureGateway::Reactor* FigureGateway::CreateSeriesBreak(
    Context* context, const pb::CreateSeriesBreakRequest* request, pb::SeriesBreak* response) {
  return Forward(context, request, response, {"parent", request->parent()},
                 &Async::CreateSeriesBreak);
}

FigureGateway::Reactor* FigureGateway::ListSeriesBreaks(Context* context,
                                                        const pb::ListSeriesBreaksRequest* request,
                                                        pb::ListSeriesBreaksResponse* response) {
  return Forward(context, request, response, {"parent", request->parent()},
                 &Async::ListSeriesBreaks);
}

FigureGateway::Reactor* FigureGateway::DeleteSeriesBreak(
    Context* context, const pb::DeleteSeriesBreakRequest* request,
    google::protobuf::Empty* response) {
  return Forward(context, request, response, {"name", request->name()}, &Async::DeleteSeriesBreak);
}

FigureGateway::Reactor* FigureGateway::CreateMeasure(Context* context,
                                                     const pb::CreateMeasureRequest* request,
                                                     pb::Measure* response) {
  return Forward(context, request, response, {"parent", request->parent()}, &Async::CreateMeasure);
}

FigureGateway::Reactor* FigureGateway::GetMeasure(Context* context,
                                                  const pb::GetMeasureRequest* request,
                                                  pb::Measure* response) {
  return Forward(context, request, response, {"name", request->name()}, &Async::GetMeasure);
}

FigureGateway::Reactor* FigureGateway::ListMeasures(Context* context,
                                                    const pb::ListMeasuresRequest* request,
                                                    pb::ListMeasuresResponse* response) {
  return Forward(context, request, response, {"parent", request->parent()}, &Async::ListMeasures);
}

FigureGateway::Reactor* FigureGateway::UpdateMeasure(Context* context,
                                                     const pb::UpdateMeasureRequest* request,
                                                     pb::Measure* response) {
  return Forward(context, request, response, {"measure.name", request->measure().name()},
                 &Async::UpdateMeasure);
}

FigureGateway::Reactor* FigureGateway::DeleteMeasure(Context* context,
                                                     const pb::DeleteMeasureRequest* request,
                                                     google::protobuf::Empty* response) {
  return Forward(context, request, response, {"name", request->name()}, &Async::DeleteMeasure);
}

grpc::ServerReadReactor<pb::ImportMeasuresRequest>* FigureGateway::ImportMeasures(
    Context* context, imports::v1::ImportReport* response) {
  return calls_.ClientStream<pb::ImportMeasuresRequest, imports::v1::ImportReport>(
      context, response, std::make_unique<MeasureRelay>(domains_.now(), OptionsOf(*context)));
}

}  // namespace ett::composition
