#pragma once

#include <memory>

#include "gateway/edge/caller.h"
#include "gateway/edge/grpc_call.h"

namespace ett::edge {

// A stream that a caller opened: by its content type a gRPC call, or else a request of the web.
class Http2Stream final : public StreamListener {
 public:
  Http2Stream(Worker& worker, std::shared_ptr<Http2> caller, std::int32_t stream,
              std::shared_ptr<const std::string> peer)
      : worker_(worker), caller_(std::move(caller)), stream_(stream), peer_(std::move(peer)) {}

  void OnHeaders(Headers headers, bool end) override;
  void OnData(absl::string_view data) override;
  void OnEnd() override;
  void OnWritten(std::size_t bytes) override;
  void OnClosed(std::uint32_t error) override;

 private:
  Worker& worker_;
  const std::shared_ptr<Http2> caller_;
  const std::int32_t stream_;
  const std::shared_ptr<const std::string> peer_;  // see PeerOf
  std::unique_ptr<GrpcCall> grpc_;
  std::shared_ptr<Request> request_;
};

}  // namespace ett::edge
