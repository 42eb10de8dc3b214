#pragma once

#include <memory>

#include "gateway/edge/grpc_call.h"
#include "gateway/edge/rest_call.h"

namespace ett::edge {

inline constexpr int kPayloadTooLarge = 413;

// The answer to a body beyond the limit, in bytes.
RestResponse TooLarge(std::size_t most);

void SendResponse(Http2& caller, std::int32_t stream, const RestResponse& response);

// A stream that a caller opened: by its content type a gRPC call, or else REST.
class Http2Stream final : public StreamListener {
 public:
  Http2Stream(Worker& worker, std::shared_ptr<Http2> caller, std::int32_t stream)
      : worker_(worker), caller_(std::move(caller)), stream_(stream) {}

  void OnHeaders(Headers headers, bool end) override;
  void OnData(absl::string_view data) override;
  void OnEnd() override;
  void OnWritten(std::size_t bytes) override;
  void OnClosed(std::uint32_t error) override;

 private:
  void Start();

  Worker& worker_;
  const std::shared_ptr<Http2> caller_;
  const std::int32_t stream_;
  std::shared_ptr<GrpcCall> grpc_;
  RestRequest rest_;
  bool refused_ = false;
  std::shared_ptr<RestCall> call_;
};

}  // namespace ett::edge
