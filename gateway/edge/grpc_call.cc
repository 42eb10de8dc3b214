#include "gateway/edge/grpc_call.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gateway/edge/request_id.h"
#include "status/errors.h"

namespace ett::edge {
namespace {

// `ett.hr.v1.HrService` of `/ett.hr.v1.HrService/GetOrgUnit`.
std::string ServiceOf(absl::string_view path) {
  const std::size_t end = path.rfind('/');
  return end == absl::string_view::npos || end == 0 ? "" : std::string(path.substr(1, end - 1));
}

}  // namespace

// The upstream's side of the call.
class GrpcCall::Answer final : public StreamListener {
 public:
  explicit Answer(std::shared_ptr<GrpcCall> call) : call_(std::move(call)) {}

  void OnHeaders(Headers headers, bool end) override {
    if (!call_->responded_) return call_->AnswerHead(std::move(headers), end);
    call_->AnswerEnd(std::move(headers));
  }
  void OnData(absl::string_view data) override { call_->caller_->Write(call_->stream_, data); }
  void OnEnd() override { call_->AnswerEnd({}); }
  void OnWritten(std::size_t bytes) override { call_->caller_->Consume(call_->stream_, bytes); }
  void OnClosed(std::uint32_t error) override { call_->AnswerClosed(error); }

 private:
  const std::shared_ptr<GrpcCall> call_;
};

GrpcCall::GrpcCall(Worker& worker, std::shared_ptr<Http2> caller, std::int32_t stream)
    : worker_(worker),
      caller_(std::move(caller)),
      stream_(stream),
      start_(absl::Now()),
      deadline_timer_(worker.loop) {}

void GrpcCall::OnHeaders(Headers headers, bool end) {
  if (head_seen_) return OnEnd();  // trailers of a request say nothing in gRPC
  head_seen_ = true;
  caller_ended_ = end;
  Begin(std::move(headers));
}

void GrpcCall::Begin(Headers headers) {
  request_ = std::move(headers);
  record_.protocol = "grpc";
  record_.method = std::string(Find(request_, ":path"));
  record_.request_id = RequestIdOf(request_);
  const std::string service = ServiceOf(record_.method);
  upstream_ = worker_.learner.schema()->OwnerOf(service);
  if (!upstream_.has_value()) {
    return Fail(absl::UnimplementedError(absl::StrCat(
        "no service \"", service, "\" is known here; reflection lists those that are")));
  }
  record_.upstream = worker_.upstreams[*upstream_]->name();
  SetDeadline(request_);
  if (finished_) return;
  worker_.upstreams[*upstream_]->Acquire(
      [self = shared_from_this()](const auto& connection) { self->Connected(connection); });
}

void GrpcCall::SetDeadline(const Headers& headers) {
  const absl::string_view text = Find(headers, "grpc-timeout");
  if (text.empty()) return;
  const std::optional<absl::Duration> timeout = ParseTimeout(text);
  if (!timeout.has_value()) {
    return Fail(status::InvalidField("grpc-timeout", "digits and one of H M S m u n", text));
  }
  deadline_ = start_ + *timeout;
  deadline_timer_.expires_after(absl::ToChronoNanoseconds(*timeout));
  deadline_timer_.async_wait([self = weak_from_this()](const boost::system::error_code& error) {
    const std::shared_ptr<GrpcCall> call = self.lock();
    if (error || call == nullptr) return;
    call->Fail(absl::DeadlineExceededError("the deadline has passed"));
  });
}

Headers GrpcCall::Forwarded() const {
  Headers headers = {
      {":method", "POST"},       {":scheme", "http"}, {":authority", record_.upstream},
      {":path", record_.method}, {"te", "trailers"},  {"x-request-id", record_.request_id}};
  if (deadline_.has_value()) {
    headers.push_back({"grpc-timeout", FormatTimeout(*deadline_ - absl::Now())});
  }
  for (const Header& header : request_) {
    if (!StaysHere(header.name)) headers.push_back(header);
  }
  return headers;
}

void GrpcCall::Connected(const absl::StatusOr<std::shared_ptr<Http2>>& connection) {
  if (finished_) return;
  if (!connection.ok()) return Fail(connection.status());
  answerer_ = *connection;
  answer_stream_ = answerer_->Request(Forwarded(), std::make_shared<Answer>(shared_from_this()));
  if (answer_stream_ < 0) {
    answerer_ = nullptr;
    return Fail(status::Unavailable("UPSTREAM_UNAVAILABLE", "no stream can be opened"));
  }
  if (!waiting_.empty()) answerer_->Write(answer_stream_, std::exchange(waiting_, {}));
  if (caller_ended_) answerer_->End(answer_stream_);
}

void GrpcCall::OnData(absl::string_view data) {
  if (finished_) return;
  if (answerer_ != nullptr) return answerer_->Write(answer_stream_, data);
  absl::StrAppend(&waiting_, data);  // at most a window
}

void GrpcCall::OnEnd() {
  caller_ended_ = true;
  if (answerer_ != nullptr) answerer_->End(answer_stream_);
}

void GrpcCall::OnWritten(std::size_t bytes) {
  if (answerer_ != nullptr) answerer_->Consume(answer_stream_, bytes);
}

void GrpcCall::TakeStatus(const Headers& trailers) {
  int code = static_cast<int>(absl::StatusCode::kUnknown);
  (void)absl::SimpleAtoi(Find(trailers, "grpc-status"), &code);
  record_.grpc_code = code;
  if (code == static_cast<int>(absl::StatusCode::kUnimplemented)) {
    worker_.learner.LookAgain(*upstream_);
  }
}

void GrpcCall::AnswerHead(Headers headers, bool end) {
  if (finished_) return;
  responded_ = true;
  Headers head;
  for (Header& header : headers) {
    if (header.name == ":status" || !StaysHere(header.name)) head.push_back(std::move(header));
  }
  head.push_back({"x-request-id", record_.request_id});
  if (end) {
    finished_ = true;
    TakeStatus(head);
  }
  caller_->Respond(stream_, head, end);
}

void GrpcCall::AnswerEnd(Headers trailers) {
  if (finished_) return;
  finished_ = true;
  TakeStatus(trailers);
  caller_->End(stream_, std::move(trailers));
}

void GrpcCall::AnswerClosed(std::uint32_t error) {
  answerer_ = nullptr;
  if (finished_) return;
  if (error == NGHTTP2_CANCEL) return Fail(absl::CancelledError("the service gave the call up"));
  Fail(status::Unavailable("UPSTREAM_UNAVAILABLE",
                           absl::StrCat("the service \"", record_.upstream,
                                        "\" broke the call off: ", nghttp2_http2_strerror(error))));
}

// Tells the upstream that nobody waits any more, and lets go of its connection.
void GrpcCall::GiveUp() {
  if (answerer_ != nullptr)
    std::exchange(answerer_, nullptr)->Reset(answer_stream_, NGHTTP2_CANCEL);
}

void GrpcCall::Fail(const absl::Status& status) {
  if (finished_) return;
  finished_ = true;
  record_.grpc_code = static_cast<int>(status.code());
  Headers trailers = TrailersOf(status);
  if (responded_) {
    caller_->End(stream_, std::move(trailers));
  } else {
    Headers head = {{":status", "200"},
                    {"content-type", "application/grpc"},
                    {"x-request-id", record_.request_id}};
    head.insert(head.end(), trailers.begin(), trailers.end());
    caller_->Respond(stream_, head, true);
  }
  GiveUp();
}

void GrpcCall::OnClosed(std::uint32_t) {
  deadline_timer_.cancel();
  if (!finished_) {
    finished_ = true;
    record_.grpc_code = static_cast<int>(absl::StatusCode::kCancelled);
  }
  GiveUp();
  record_.duration = absl::Now() - start_;
  if (worker_.config.on_call) worker_.config.on_call(record_);
}

}  // namespace ett::edge
