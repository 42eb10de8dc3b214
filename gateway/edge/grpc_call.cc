#include "gateway/edge/grpc_call.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gateway/edge/cached_call.h"
#include "gateway/edge/call_head.h"
#include "gateway/edge/entrance.h"
#include "gateway/edge/grpc_wire.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::edge {

GrpcCall::GrpcCall(Worker& worker, std::shared_ptr<Http2> caller, std::int32_t stream,
                   const std::string& peer)
    : worker_(worker),
      caller_(std::move(caller)),
      stream_(stream),
      peer_(peer),
      start_(absl::Now()),
      trace_(worker.config.tracer) {}

GrpcCall::~GrpcCall() {
  if (call_ != nullptr) call_->GiveUp();
}

void GrpcCall::OnHeaders(Headers headers, bool end) {
  if (head_seen_) return OnEnd();  // trailers of a request say nothing in gRPC
  head_seen_ = true;
  Begin(std::move(headers));
  if (end && call_ != nullptr) call_->End();
}

void GrpcCall::Begin(Headers headers) {
  record_.protocol = "grpc";
  record_.request_id = RequestIdOf(headers);
  trace_.Enter(headers, record_);
  const std::shared_ptr<const Schema> schema = worker_.learner.schema();
  const Method* method = schema->Find(Find(headers, ":path"));
  if (method == nullptr) return Fail(UnknownMethod(Find(headers, ":path")));
  record_.method = method->path;
  record_.upstream = worker_.upstreams[method->upstream]->name();
  Entry entry = Enter(
      worker_, {*method, headers, record_.request_id, peer_, caller_->certificate_names().get()});
  said_ = std::move(entry.headers);
  place_ = std::move(entry.place);
  record_.caller = std::move(entry.caller.logged);
  if (!entry.status.ok()) return Fail(entry.status);
  const absl::StatusOr<absl::Time> deadline = DeadlineOf(headers, start_, *method, worker_.config);
  if (!deadline.ok()) return Fail(deadline.status());
  std::erase_if(headers, [](const Header& header) { return StaysHere(header.name); });
  trace_.PassOn(headers);
  Question question{method->upstream,
                    record_.method,
                    std::move(headers),
                    record_.request_id,
                    *deadline,
                    method->changes_nothing,
                    !method->descriptor->server_streaming()};
  call_ = StartCall(worker_, *method, entry.caller.name, std::move(question), *this);
}

void GrpcCall::OnData(absl::string_view data) {
  if (call_ != nullptr && !finished_) return call_->Write(data);
  caller_->Consume(stream_, data.size());
}

void GrpcCall::OnEnd() {
  if (call_ != nullptr) call_->End();
}

void GrpcCall::OnAsked(std::size_t bytes) { caller_->Consume(stream_, bytes); }

void GrpcCall::OnWritten(std::size_t bytes) {
  if (call_ != nullptr) call_->Consume(bytes);
}

Headers GrpcCall::AnswerHeaders(Headers headers) const {
  std::erase_if(headers, [](const Header& header) {
    return header.name != ":status" && StaysHere(header.name);
  });
  headers.push_back({"x-request-id", record_.request_id});
  headers.insert(headers.end(), said_.begin(), said_.end());
  return headers;
}

void GrpcCall::OnAnswerHead(Headers head) {
  responded_ = true;
  NoteVersion(worker_, record_.method, head);
  record_.cache = std::string(Find(head, "cache-status"));
  caller_->Respond(stream_, AnswerHeaders(std::move(head)), /*end=*/false);
}

void GrpcCall::OnAnswerData(absl::string_view data) { caller_->Write(stream_, data); }

void GrpcCall::OnAnswerEnd(Headers trailers) {
  finished_ = true;
  record_.grpc_code = GrpcCodeOf(trailers);
  trace_.Answered(record_.grpc_code);
  if (responded_) return caller_->End(stream_, std::move(trailers));
  caller_->Respond(stream_, AnswerHeaders(std::move(trailers)), /*end=*/true);
}

void GrpcCall::OnAnswerBroken(const absl::Status& status) {
  trace_.Answered(static_cast<int>(status.code()));
  Fail(status);
}

void GrpcCall::Fail(const absl::Status& status) {
  if (std::exchange(finished_, true)) return;
  record_.grpc_code = static_cast<int>(status.code());
  Headers trailers = TrailersOf(status);
  if (responded_) return caller_->End(stream_, std::move(trailers));
  Headers head = {{":status", "200"}, {"content-type", "application/grpc"}};
  head.insert(head.end(), trailers.begin(), trailers.end());
  caller_->Respond(stream_, AnswerHeaders(std::move(head)), /*end=*/true);
}

void GrpcCall::OnClosed(std::uint32_t) {
  if (!std::exchange(finished_, true)) {
    record_.grpc_code = static_cast<int>(absl::StatusCode::kCancelled);
  }
  if (call_ != nullptr) {
    record_.attempts = call_->attempts();
    std::exchange(call_, nullptr)->GiveUp();
  }
  place_ = {};
  record_.duration = absl::Now() - start_;
  trace_.End(record_, start_);
  if (worker_.config.on_call) worker_.config.on_call(record_);
}

}  // namespace ett::edge
