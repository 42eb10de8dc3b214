#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gateway/edge/call_head.h"
#include "gateway/edge/dialects.h"
#include "gateway/edge/framed_body.h"
#include "gateway/edge/grpc_wire.h"
#include "gateway/edge/refusal.h"
#include "gateway/edge/web_text.h"
#include "json/json_text.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::edge {
namespace {

constexpr char kText[] = "application/grpc-web-text";
constexpr char kTrailers = '\x80';  // the first byte of a frame that holds trailers
constexpr std::size_t kQuad = 4;    // characters of base64 for three bytes

class GrpcWeb final : public Dialect {
 public:
  GrpcWeb(bool is_text, const FramedBody& body, Reply& reply)
      : is_text_(is_text), body_(body), reply_(reply) {}

  absl::Status Take(absl::string_view body, std::string& frames) override {
    const std::size_t before = frames.size();
    if (is_text_) {
      RETURN_IF_ERROR(Decode(body, frames));
    } else {
      absl::StrAppend(&frames, body);
    }
    return body_.Take(absl::string_view(frames).substr(before));
  }

  absl::Status TakeEnd(std::string&) override {
    if (text_.empty()) return body_.End();
    return status::InvalidField("body", "base64 with padding", text_, "MALFORMED_BASE64");
  }

  void SayHead(const Headers& head) override {
    Headers headers = {{"content-type", is_text_ ? "application/grpc-web-text+proto"
                                                 : "application/grpc-web+proto"}};
    for (const Header& each : head) {
      if (!StaysHere(each.name) && each.name != "content-type") headers.push_back(each);
    }
    reply_.Head(200, std::move(headers));
  }

  absl::Status Say(const MessageFrame& message) override {
    std::string frame = Frame(message.bytes);
    if (message.compressed) frame[0] = '\1';
    Write(frame);
    return absl::OkStatus();
  }

  void SayEnd(const absl::Status& status, const Headers& trailers) override {
    // Without an answer, the status is in the head and nothing follows.
    if (!reply_.has_head()) {
      reply_.AddCommon(RetryAfterOf(status, HttpStatusOf(status.code())));
      Headers head = trailers.empty() ? TrailersOf(status) : trailers;
      SayHead(head);
      return reply_.End();
    }
    std::string block;
    for (const Header& each : trailers.empty() ? TrailersOf(status) : trailers) {
      absl::StrAppend(&block, each.name, ": ", each.value, "\r\n");
    }
    std::string frame = Frame(block);
    frame[0] = kTrailers;
    Write(frame);
    reply_.End();
  }

 private:
  absl::Status Decode(absl::string_view body, std::string& frames) {
    absl::StrAppend(&text_, body);
    // Text may be padded in the middle, where what was encoded for itself was put together.
    while (text_.size() >= kQuad) {
      std::size_t size = text_.size() / kQuad * kQuad;
      const std::size_t padding = text_.find('=');
      if (padding != std::string::npos) size = std::min(size, (padding / kQuad + 1) * kQuad);
      if (!json::AppendBase64Decoded(absl::string_view(text_).substr(0, size), frames)) {
        return status::InvalidField("body", "base64", "other bytes", "MALFORMED_BASE64");
      }
      text_.erase(0, size);
    }
    return absl::OkStatus();
  }

  void Write(const std::string& frame) {
    reply_.Write(is_text_ ? absl::Base64Escape(frame) : frame);
  }

  const bool is_text_;
  FramedBody body_;
  Reply& reply_;
  std::string text_;  // less than four characters of base64
};

}  // namespace

bool IsGrpcWeb(absl::string_view content_type) {
  const std::string type = MediaType(content_type);
  return type == "application/grpc-web" || type == "application/grpc-web+proto" || type == kText ||
         type == "application/grpc-web-text+proto";
}

std::unique_ptr<Dialect> MakeGrpcWeb(const Method* method, const Config& config,
                                     const RequestHead& head, Reply& reply) {
  const bool is_text = absl::StartsWith(MediaType(Find(head.headers, "content-type")), kText);
  const bool is_stream = method == nullptr || method->descriptor->client_streaming();
  return std::make_unique<GrpcWeb>(is_text, FramedBody(config.message_bytes, is_stream), reply);
}

}  // namespace ett::edge
