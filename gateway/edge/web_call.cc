#include "gateway/edge/web_call.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gateway/edge/cached_call.h"
#include "gateway/edge/call_head.h"
#include "gateway/edge/cors.h"
#include "gateway/edge/dialects.h"
#include "gateway/edge/grpc_wire.h"
#include "gateway/edge/web_request.h"
#include "gateway/edge/web_text.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::edge {
namespace {

// Between the two sides of a call, in bytes.
constexpr std::size_t kUnderWay = 256 << 10;

// Callers make up others.
bool IsHttpMethod(absl::string_view method) {
  constexpr std::array<absl::string_view, 7> kMethods = {"GET",    "POST", "PUT",    "PATCH",
                                                         "DELETE", "HEAD", "OPTIONS"};
  return std::find(kMethods.begin(), kMethods.end(), method) != kMethods.end();
}

CallRecord RecordOf(const RequestHead& head) {
  CallRecord record;
  record.target = IsHttpMethod(head.method) ? head.method : "other";
  record.request_id = RequestIdOf(head.headers);
  return record;
}

Headers CommonHeaders(const Config& config, const RequestHead& head, const CallRecord& record) {
  Headers headers = CorsHeaders(config.cors_origins, head.headers);
  headers.push_back({"x-request-id", record.request_id});
  return headers;
}

}  // namespace

std::shared_ptr<Request> StartRequest(Worker& worker, RequestHead head,
                                      std::unique_ptr<Caller> caller) {
  auto call = std::make_shared<WebCall>(worker, std::move(head), std::move(caller));
  call->Begin();
  return call;
}

WebCall::WebCall(Worker& worker, RequestHead head, std::unique_ptr<Caller> caller)
    : worker_(worker),
      head_(std::move(head)),
      start_(absl::Now()),
      schema_(worker.learner.schema()),
      record_(RecordOf(head_)),
      trace_(worker.config.tracer),
      reply_(std::move(caller), record_, CommonHeaders(worker.config, head_, record_)),
      frames_(worker.config.answer_bytes) {}

WebCall::~WebCall() {
  if (call_ != nullptr) call_->GiveUp();
}

void WebCall::Begin() {
  trace_.Enter(head_.headers, record_);
  Spoken spoken = FindDialect(schema_, worker_, head_, reply_);
  record_.protocol = spoken.protocol;
  if (reply_.is_whole()) {
    ended_ = true;
    return;
  }
  method_ = spoken.method;
  dialect_ = std::move(spoken.dialect);
  place_ = std::move(spoken.place);
  caller_name_ = std::move(spoken.caller.name);
  record_.caller = std::move(spoken.caller.logged);
  record_.method = method_->path;
  record_.upstream = worker_.upstreams[method_->upstream]->name();
  const absl::StatusOr<absl::Time> deadline =
      DeadlineOf(head_.headers, start_, *method_, worker_.config);
  if (!deadline.ok()) return Fail(deadline.status());
  deadline_ = *deadline;
}

void WebCall::OnBody(absl::string_view data) {
  if (ended_) return reply_.Consume(data.size());
  std::string frames;
  const absl::Status taken = dialect_->Take(data, frames);
  if (!taken.ok()) return Fail(taken);
  if (frames.empty()) return reply_.Consume(data.size());
  held_ += data.size();
  Ask(frames);
}

void WebCall::OnBodyEnd() {
  if (ended_) return;
  std::string frames;
  const absl::Status taken = dialect_->TakeEnd(frames);
  if (!taken.ok()) return Fail(taken);
  Ask(frames);
  if (!ended_) call_->End();
}

void WebCall::Ask(const std::string& frames) {
  if (call_ == nullptr) {
    Question question{method_->upstream,
                      method_->path,
                      {{"content-type", "application/grpc"}},
                      record_.request_id,
                      deadline_,
                      method_->changes_nothing,
                      !method_->descriptor->server_streaming()};
    for (const Header& header : head_.headers) {
      if (GoesOn(header.name)) question.headers.push_back(header);
    }
    trace_.PassOn(question.headers);
    call_ = StartCall(worker_, *method_, caller_name_, std::move(question), *this);
    if (ended_) return;
    PlanPulse();
  }
  asking_ += frames.size();
  call_->Write(frames);
}

void WebCall::OnAsked(std::size_t bytes) {
  asking_ -= std::min(bytes, asking_);
  if (asking_ < kUnderWay) reply_.Consume(std::exchange(held_, 0));
}

void WebCall::OnAnswerHead(Headers head) {
  NoteVersion(worker_, record_.method, head);
  record_.cache = std::string(Find(head, "cache-status"));
  dialect_->SayHead(head);
}

void WebCall::OnAnswerData(absl::string_view data) {
  frames_.Add(data);
  answered_ += data.size();
  const absl::Status said = SayMessages();
  if (!said.ok()) return Fail(said);
  PlanPulse();
  Balance();
}

void WebCall::PlanPulse() {
  if (!dialect_->has_pulse()) return;
  if (!pulse_.has_value()) pulse_.emplace(worker_.loop);
  pulse_->expires_after(absl::ToChronoNanoseconds(worker_.config.event_pulse));
  pulse_->async_wait([self = weak_from_this()](const boost::system::error_code& error) {
    const std::shared_ptr<WebCall> call = self.lock();
    if (error || call == nullptr || call->ended_) return;
    if (call->reply_.written() - call->sent_ < kUnderWay) call->dialect_->SayPulse();
    call->PlanPulse();
  });
}

absl::Status WebCall::SayMessages() {
  while (const std::optional<MessageFrame> message = frames_.Next()) {
    RETURN_IF_ERROR(dialect_->Say(*message));
  }
  if (!frames_.next_is_too_large()) return absl::OkStatus();
  return status::Exhausted("ANSWER_TOO_LARGE",
                           "the answer is too large for one message; ask for a smaller page");
}

// Lets the service send more when the caller has taken what there was.
void WebCall::Balance() {
  if (call_ == nullptr || reply_.written() - sent_ >= kUnderWay) return;
  call_->Consume(std::exchange(answered_, 0));
}

void WebCall::OnWritten(std::size_t bytes) {
  sent_ += bytes;
  Balance();
}

void WebCall::OnAnswerEnd(Headers trailers) {
  const absl::Status status = StatusOf(trailers);
  trace_.Answered(static_cast<int>(status.code()));
  if (status.ok() && !frames_.empty()) {
    return End(absl::InternalError("the answer ended within a message"), {});
  }
  End(status, trailers);
}

void WebCall::OnAnswerBroken(const absl::Status& status) {
  trace_.Answered(static_cast<int>(status.code()));
  End(status, {});
}

void WebCall::Fail(const absl::Status& status) {
  if (call_ != nullptr) call_->GiveUp();
  End(status, {});
}

void WebCall::End(const absl::Status& status, const Headers& trailers) {
  if (std::exchange(ended_, true)) return;
  record_.grpc_code = static_cast<int>(status.code());
  dialect_->SayEnd(status, trailers);
  reply_.Consume(std::exchange(held_, 0));
}

void WebCall::OnGone() {
  if (std::exchange(recorded_, true)) return;
  if (!std::exchange(ended_, true)) {
    record_.grpc_code = static_cast<int>(absl::StatusCode::kCancelled);
    record_.http_status = HttpStatusOf(absl::StatusCode::kCancelled);
  }
  if (call_ != nullptr) {
    record_.attempts = call_->attempts();
    std::exchange(call_, nullptr)->GiveUp();
  }
  pulse_.reset();
  place_ = {};
  record_.duration = absl::Now() - start_;
  trace_.End(record_, start_);
  if (worker_.config.on_call) worker_.config.on_call(record_);
}

void AnswerMalformed(Caller& caller, const std::string& why) {
  constexpr int kBadRequest = 400;
  const std::string body = ErrorJson(
      status::InvalidField("request", "HTTP/1.1", why, "MALFORMED_REQUEST"), kBadRequest, nullptr);
  caller.Head(kBadRequest,
              {{"content-type", "application/json"}, {"content-length", absl::StrCat(body.size())}},
              /*end=*/false);
  caller.Write(body);
  caller.End();
}

}  // namespace ett::edge
