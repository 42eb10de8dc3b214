#include "telemetry/batch_exporter.h"

#include <google/rpc/error_details.pb.h>
#include <google/rpc/status.pb.h>
#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"

namespace ett::telemetry {
namespace {

namespace otlp = ::opentelemetry::proto::collector::trace::v1;

constexpr absl::Duration kLongestWait = absl::Seconds(5);
constexpr absl::Duration kBetweenLooks = absl::Milliseconds(100);

bool HasRetryInfo(const grpc::Status& status) {
  google::rpc::Status details;
  if (!details.ParseFromString(status.error_details())) return false;
  return std::any_of(details.details().begin(), details.details().end(),
                     [](const auto& each) { return each.template Is<google::rpc::RetryInfo>(); });
}

// As the specification of OTLP has it; all other errors are for good.
bool MayBeRepeated(const grpc::Status& status) {
  switch (status.error_code()) {
    case grpc::StatusCode::CANCELLED:
    case grpc::StatusCode::DEADLINE_EXCEEDED:
    case grpc::StatusCode::ABORTED:
    case grpc::StatusCode::OUT_OF_RANGE:
    case grpc::StatusCode::UNAVAILABLE:
    case grpc::StatusCode::DATA_LOSS:
      return true;
    case grpc::StatusCode::RESOURCE_EXHAUSTED:
      return HasRetryInfo(status);
    default:
      return false;
  }
}

}  // namespace

BatchExporter::BatchExporter(std::shared_ptr<grpc::Channel> channel, Options options)
    : options_(std::move(options)),
      stub_(otlp::TraceService::NewStub(std::move(channel))),
      thread_([this] { Run(); }) {}

BatchExporter::~BatchExporter() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
    stop_by_ = absl::Now() + options_.last_flush;
  }
  thread_.join();
}

void BatchExporter::Take(Span span) {
  {
    absl::MutexLock lock(&mutex_);
    if (waiting_.size() < options_.queued) {
      waiting_.push_back(std::move(span));
      return;
    }
  }
  Tell(SpanFate::kNoRoom, 1);
}

void BatchExporter::Run() {
  for (auto spans = Next(); !spans.empty(); spans = Next()) Send(spans);
}

std::vector<Span> BatchExporter::Next() {
  std::vector<Span> spans;
  absl::MutexLock lock(&mutex_);
  do {
    mutex_.AwaitWithTimeout(absl::Condition(this, &BatchExporter::IsFull), options_.delay);
  } while (waiting_.empty() && !stopping_);
  const std::size_t count = std::min(waiting_.size(), options_.batch);
  const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(count);
  spans.assign(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(end));
  waiting_.erase(waiting_.begin(), end);
  return spans;
}

absl::Time BatchExporter::StopBy() {
  absl::MutexLock lock(&mutex_);
  return stop_by_;
}

void BatchExporter::Send(const std::vector<Span>& spans) {
  const otlp::ExportTraceServiceRequest request = RequestOf(options_.resource, spans);
  const absl::Time end = std::min(absl::Now() + options_.timeout, StopBy());
  for (int attempts = 1;; ++attempts) {
    otlp::ExportTraceServiceResponse response;
    const grpc::Status status = Attempt(request, end, response);
    if (status.ok()) return TellSent(spans.size(), response.partial_success());
    if (MayBeRepeated(status) && WaitToRepeat(attempts, end)) continue;
    Tell(SpanFate::kNotTaken, spans.size());
    return TellProblem(
        absl::StrCat("code ", static_cast<int>(status.error_code()), ": ", status.error_message()));
  }
}

grpc::Status BatchExporter::Attempt(const otlp::ExportTraceServiceRequest& request, absl::Time end,
                                    otlp::ExportTraceServiceResponse& response) {
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(end));
  grpc::Status status;
  absl::Notification answered;
  stub_->async()->Export(&context, &request, &response, [&](grpc::Status said) {
    status = std::move(said);
    answered.Notify();
  });
  // When all is to end meanwhile, there is less time than there was.
  while (!answered.WaitForNotificationWithTimeout(kBetweenLooks)) {
    if (StopBy() <= absl::Now()) context.TryCancel();
  }
  return status;
}

bool BatchExporter::WaitToRepeat(int attempts, absl::Time end) {
  const absl::Duration longest =
      std::min(options_.first_wait * (1 << std::min(attempts - 1, 8)), kLongestWait);
  const absl::Time until = absl::Now() + longest * absl::Uniform(random_, 0.5, 1.0);
  if (until >= end) return false;
  absl::MutexLock lock(&mutex_);
  // At the end there is one attempt more, without waiting.
  mutex_.AwaitWithDeadline(absl::Condition(&stopping_), until);
  return absl::Now() < std::min(end, stop_by_) && !(stopping_ && attempts > 1);
}

void BatchExporter::TellSent(std::size_t count, const otlp::ExportTracePartialSuccess& partial) {
  const std::size_t refused = static_cast<std::size_t>(
      std::clamp<std::int64_t>(partial.rejected_spans(), 0, static_cast<std::int64_t>(count)));
  Tell(SpanFate::kSent, count - refused);
  Tell(SpanFate::kNotTaken, refused);
  if (refused == 0 && partial.error_message().empty()) return last_problem_.clear();
  TellProblem(absl::StrCat(refused, " spans were refused: ", partial.error_message()));
}

// Once, not with each batch.
void BatchExporter::TellProblem(const std::string& problem) {
  if (problem == last_problem_) return;
  last_problem_ = problem;
  if (options_.on_problem) options_.on_problem(problem);
}

void BatchExporter::Tell(SpanFate fate, std::size_t count) const {
  if (count > 0 && options_.tell) options_.tell(fate, count);
}

absl::StatusOr<std::shared_ptr<grpc::Channel>> ConnectCollector(const std::string& endpoint) {
  absl::string_view address = endpoint;
  const bool is_encrypted = absl::ConsumePrefix(&address, "https://");
  const bool is_plain = !is_encrypted && absl::ConsumePrefix(&address, "http://");
  absl::ConsumeSuffix(&address, "/");
  const bool is_host = address.find(':') != absl::string_view::npos &&
                       address.find_first_of("/@?# ") == absl::string_view::npos;
  if ((!is_encrypted && !is_plain) || !is_host) {
    return absl::InvalidArgumentError(absl::StrCat(
        "--otlp-endpoint: want http://host:4317 or https://…, got \"", endpoint, "\""));
  }
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 500);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 5000);
  return grpc::CreateCustomChannel(
      std::string(address),
      is_encrypted ? grpc::SslCredentials({}) : grpc::InsecureChannelCredentials(), arguments);
}

}  // namespace ett::telemetry
