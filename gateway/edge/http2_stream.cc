#include "gateway/edge/http2_stream.h"

#include "absl/strings/str_cat.h"
#include "gateway/edge/transcode.h"
#include "status/errors.h"

namespace ett::edge {

void Http2Stream::OnHeaders(Headers headers, bool end) {
  if (grpc_ == nullptr && IsGrpc(Find(headers, "content-type"))) {
    grpc_ = std::make_shared<GrpcCall>(worker_, caller_, stream_);
  }
  if (grpc_ != nullptr) return grpc_->OnHeaders(std::move(headers), end);
  if (rest_.method.empty()) {
    rest_ = {"rest/2", std::string(Find(headers, ":method")), std::string(Find(headers, ":path")),
             std::move(headers), ""};
  }
  if (end) Start();
}

void Http2Stream::OnData(absl::string_view data) {
  if (grpc_ != nullptr) return grpc_->OnData(data);
  if (refused_) return;
  caller_->Consume(stream_, data.size());
  absl::StrAppend(&rest_.body, data);
  if (rest_.body.size() <= worker_.config.rest_body_bytes) return;
  refused_ = true;
  SendResponse(*caller_, stream_, TooLarge(worker_.config.rest_body_bytes));
}

void Http2Stream::OnEnd() {
  if (grpc_ != nullptr) return grpc_->OnEnd();
  if (!refused_) Start();
}

void Http2Stream::OnWritten(std::size_t bytes) {
  if (grpc_ != nullptr) grpc_->OnWritten(bytes);
}

void Http2Stream::OnClosed(std::uint32_t error) {
  if (grpc_ != nullptr) grpc_->OnClosed(error);
  if (call_ != nullptr) call_->Cancel();
}

void Http2Stream::Start() {
  if (call_ != nullptr) return;
  // The answer may come before Start returns, and after this stream is gone.
  call_ = RestCall::Start(worker_, std::move(rest_),
                          [caller = caller_, stream = stream_](const RestResponse& response) {
                            SendResponse(*caller, stream, response);
                          });
}

void SendResponse(Http2& caller, std::int32_t stream, const RestResponse& response) {
  Headers head = {{":status", absl::StrCat(response.status)}};
  head.insert(head.end(), response.headers.begin(), response.headers.end());
  caller.Respond(stream, head, response.body.empty());
  if (response.body.empty()) return;
  caller.Write(stream, response.body);
  caller.End(stream);
}

RestResponse TooLarge(std::size_t most) {
  const absl::Status status =
      status::Exhausted("BODY_TOO_LARGE", absl::StrCat("the body is larger than ", most, " bytes"));
  return {kPayloadTooLarge,
          {{"content-type", "application/json"}},
          ErrorJson(status, kPayloadTooLarge)};
}

}  // namespace ett::edge
