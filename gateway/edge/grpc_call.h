#pragma once

#include <memory>

#include "gateway/edge/grpc_wire.h"
#include "gateway/edge/worker.h"

namespace ett::edge {

// Passes one gRPC call on to the upstream that serves it, unparsed: messages, metadata and trailers
// as they come, with the window of each side opened only as the other side takes what was sent.
// The deadline counts from the arrival of the head; the gateway itself answers when it passes.
class GrpcCall final : public StreamListener, public std::enable_shared_from_this<GrpcCall> {
 public:
  // `caller` is the connection that the call came by, `stream` its stream there.
  GrpcCall(Worker& worker, std::shared_ptr<Http2> caller, std::int32_t stream);

  void OnHeaders(Headers headers, bool end) override;
  void OnData(absl::string_view data) override;
  void OnEnd() override;
  void OnWritten(std::size_t bytes) override;
  void OnClosed(std::uint32_t error) override;

 private:
  class Answer;

  void Begin(Headers headers);
  void SetDeadline(const Headers& headers);
  void Connected(const absl::StatusOr<std::shared_ptr<Http2>>& connection);
  Headers Forwarded() const;
  // Ends the call with a status of the gateway's own.
  void Fail(const absl::Status& status);
  void GiveUp();
  void TakeStatus(const Headers& trailers);
  void AnswerHead(Headers headers, bool end);
  void AnswerEnd(Headers trailers);
  void AnswerClosed(std::uint32_t error);

  Worker& worker_;
  const std::shared_ptr<Http2> caller_;
  const std::int32_t stream_;
  const absl::Time start_;
  boost::asio::steady_timer deadline_timer_;
  std::optional<absl::Time> deadline_;
  Headers request_;
  CallRecord record_;
  std::optional<std::size_t> upstream_;
  bool head_seen_ = false;
  // Sent before there was a connection.
  std::string waiting_;
  bool caller_ended_ = false;
  std::shared_ptr<Http2> answerer_;
  std::int32_t answer_stream_ = 0;
  bool responded_ = false;
  bool finished_ = false;
};

}  // namespace ett::edge
