#include "gateway/edge/upstream_call.h"

#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gateway/edge/grpc_wire.h"
#include "status/errors.h"

namespace ett::edge {

UpstreamCall::UpstreamCall(Worker& worker, Question question, Answer& answer)
    : worker_(worker), question_(std::move(question)), answer_(&answer), timer_(worker.loop) {}

std::shared_ptr<UpstreamCall> UpstreamCall::Start(Worker& worker, Question question,
                                                  Answer& answer) {
  std::shared_ptr<UpstreamCall> call(new UpstreamCall(worker, std::move(question), answer));
  call->Begin();
  return call;
}

void UpstreamCall::Begin() {
  if (question_.deadline.has_value()) {
    timer_.expires_after(absl::ToChronoNanoseconds(*question_.deadline - absl::Now()));
    timer_.async_wait([self = weak_from_this()](const boost::system::error_code& error) {
      const std::shared_ptr<UpstreamCall> call = self.lock();
      if (error || call == nullptr) return;
      call->Break(absl::DeadlineExceededError("the deadline has passed"));
    });
  }
  worker_.upstreams[question_.upstream]->Acquire(
      [self = shared_from_this()](const auto& connection) { self->Connected(connection); });
}

Headers UpstreamCall::Head() const {
  Headers headers = {{":method", "POST"},
                     {":scheme", "http"},
                     {":authority", worker_.upstreams[question_.upstream]->name()},
                     {":path", question_.method},
                     {"te", "trailers"},
                     {"x-request-id", question_.request_id}};
  if (question_.deadline.has_value()) {
    headers.push_back({"grpc-timeout", FormatTimeout(*question_.deadline - absl::Now())});
  }
  headers.insert(headers.end(), question_.headers.begin(), question_.headers.end());
  return headers;
}

void UpstreamCall::Connected(const absl::StatusOr<std::shared_ptr<Http2>>& connection) {
  if (answer_ == nullptr) return;
  if (!connection.ok()) return Break(connection.status());
  connection_ = *connection;
  stream_ = connection_->Request(Head(), shared_from_this());
  if (stream_ < 0) {
    connection_ = nullptr;
    return Break(status::Unavailable("UPSTREAM_UNAVAILABLE", "no stream can be opened"));
  }
  if (!waiting_.empty()) connection_->Write(stream_, std::exchange(waiting_, {}));
  if (ended_) connection_->End(stream_);
}

void UpstreamCall::Write(absl::string_view frames) {
  if (answer_ == nullptr) return;
  if (connection_ != nullptr) return connection_->Write(stream_, frames);
  absl::StrAppend(&waiting_, frames);  // at most a window of the caller's
}

void UpstreamCall::End() {
  if (std::exchange(ended_, true) || answer_ == nullptr) return;
  if (connection_ != nullptr) connection_->End(stream_);
}

void UpstreamCall::Consume(std::size_t bytes) {
  if (connection_ != nullptr) connection_->Consume(stream_, bytes);
}

void UpstreamCall::GiveUp() {
  answer_ = nullptr;
  timer_.cancel();
  if (connection_ != nullptr) std::exchange(connection_, nullptr)->Reset(stream_, NGHTTP2_CANCEL);
}

// The listener, for the last that it is told.
Answer* UpstreamCall::Last() {
  timer_.cancel();
  return std::exchange(answer_, nullptr);
}

void UpstreamCall::OnHeaders(Headers headers, bool end) {
  if (answer_ == nullptr) return;
  if (!head_came_ && !end) {
    head_came_ = true;
    return answer_->OnAnswerHead(std::move(headers));
  }
  Finish(std::move(headers));
}

void UpstreamCall::OnData(absl::string_view data) {
  if (answer_ != nullptr) answer_->OnAnswerData(data);
}

void UpstreamCall::OnEnd() {
  if (answer_ != nullptr) Finish({});
}

void UpstreamCall::Finish(Headers trailers) {
  int code = static_cast<int>(absl::StatusCode::kUnknown);
  (void)absl::SimpleAtoi(Find(trailers, "grpc-status"), &code);
  if (code == static_cast<int>(absl::StatusCode::kUnimplemented)) {
    worker_.learner.LookAgain(question_.upstream);
  }
  Last()->OnAnswerEnd(std::move(trailers));
}

void UpstreamCall::OnWritten(std::size_t bytes) {
  if (answer_ != nullptr) answer_->OnAsked(bytes);
}

void UpstreamCall::OnClosed(std::uint32_t error) {
  connection_ = nullptr;
  if (answer_ == nullptr) return;
  if (error == NGHTTP2_CANCEL) return Break(absl::CancelledError("the service gave the call up"));
  Break(status::Unavailable(
      "UPSTREAM_UNAVAILABLE",
      absl::StrCat("the service \"", worker_.upstreams[question_.upstream]->name(),
                   "\" broke the call off: ", nghttp2_http2_strerror(error))));
}

void UpstreamCall::Break(const absl::Status& status) {
  Answer* answer = Last();
  if (connection_ != nullptr) std::exchange(connection_, nullptr)->Reset(stream_, NGHTTP2_CANCEL);
  if (answer != nullptr) answer->OnAnswerBroken(status);
}

}  // namespace ett::edge
