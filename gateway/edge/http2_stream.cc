#include "gateway/edge/http2_stream.h"

#include "absl/strings/str_cat.h"
#include "gateway/edge/grpc_wire.h"
#include "gateway/edge/web_request.h"

namespace ett::edge {
namespace {

class Http2Caller final : public Caller {
 public:
  // `has_body`: unless the request is HEAD, whose answer is its head alone.
  Http2Caller(std::shared_ptr<Http2> connection, std::int32_t stream, bool has_body)
      : connection_(std::move(connection)), stream_(stream), has_body_(has_body) {}

  void Head(int status, const Headers& headers, bool end) override {
    Headers head = {{":status", absl::StrCat(status)}};
    head.insert(head.end(), headers.begin(), headers.end());
    connection_->Respond(stream_, head, end || !has_body_);
  }
  void Write(absl::string_view data) override {
    if (has_body_) connection_->Write(stream_, data);
  }
  void End() override {
    if (has_body_) connection_->End(stream_);
  }
  void Abort() override { connection_->Reset(stream_, NGHTTP2_INTERNAL_ERROR); }
  void Consume(std::size_t bytes) override { connection_->Consume(stream_, bytes); }

 private:
  const std::shared_ptr<Http2> connection_;
  const std::int32_t stream_;
  const bool has_body_;
};

RequestHead HeadOf(Headers headers) {
  RequestHead head{
      "2", std::string(Find(headers, ":method")), std::string(Find(headers, ":path")), {}};
  const std::string authority(Find(headers, ":authority"));
  std::erase_if(headers, [](const Header& each) { return each.name.front() == ':'; });
  head.headers = std::move(headers);
  if (Find(head.headers, "host").empty()) head.headers.push_back({"host", authority});
  return head;
}

}  // namespace

void Http2Stream::OnHeaders(Headers headers, bool end) {
  if (grpc_ != nullptr) return grpc_->OnHeaders(std::move(headers), end);
  if (request_ == nullptr) {
    if (IsGrpc(Find(headers, "content-type"))) {
      grpc_ = std::make_unique<GrpcCall>(worker_, caller_, stream_);
      return grpc_->OnHeaders(std::move(headers), end);
    }
    const bool has_body = Find(headers, ":method") != "HEAD";
    request_ = StartRequest(worker_, HeadOf(std::move(headers)),
                            std::make_unique<Http2Caller>(caller_, stream_, has_body));
  }
  if (end) request_->OnBodyEnd();
}

void Http2Stream::OnData(absl::string_view data) {
  if (grpc_ != nullptr) return grpc_->OnData(data);
  request_->OnBody(data);
}

void Http2Stream::OnEnd() {
  if (grpc_ != nullptr) return grpc_->OnEnd();
  request_->OnBodyEnd();
}

void Http2Stream::OnWritten(std::size_t bytes) {
  if (grpc_ != nullptr) return grpc_->OnWritten(bytes);
  request_->OnWritten(bytes);
}

void Http2Stream::OnClosed(std::uint32_t error) {
  if (grpc_ != nullptr) return grpc_->OnClosed(error);
  if (request_ != nullptr) request_->OnGone();
}

}  // namespace ett::edge
