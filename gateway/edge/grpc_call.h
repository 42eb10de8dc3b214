#pragma once

#include <memory>

#include "gateway/edge/call_record.h"
#include "gateway/edge/call_trace.h"
#include "gateway/edge/upstream_call.h"

namespace ett::edge {

// Passes one gRPC call on to the upstream that serves it, unparsed: messages, metadata and trailers
// as they come, with the window of each side opened only as the other side takes what was sent.
// The deadline counts from the arrival of the head; the gateway itself answers when it passes.
class GrpcCall final : public StreamListener, private Answer {
 public:
  // `caller` is the connection that the call came by, `stream` its stream there; `peer` outlives
  // the call.
  GrpcCall(Worker& worker, std::shared_ptr<Http2> caller, std::int32_t stream,
           const std::string& peer);
  ~GrpcCall() override;

  void OnHeaders(Headers headers, bool end) override;
  void OnData(absl::string_view data) override;
  void OnEnd() override;
  void OnWritten(std::size_t bytes) override;
  void OnClosed(std::uint32_t error) override;

 private:
  void OnAnswerHead(Headers head) override;
  void OnAnswerData(absl::string_view data) override;
  void OnAnswerEnd(Headers trailers) override;
  void OnAnswerBroken(const absl::Status& status) override;
  void OnAsked(std::size_t bytes) override;

  void Begin(Headers headers);
  // Ends the call with a status of the gateway's own.
  void Fail(const absl::Status& status);
  Headers AnswerHeaders(Headers headers) const;

  Worker& worker_;
  const std::shared_ptr<Http2> caller_;
  const std::int32_t stream_;
  const std::string& peer_;
  const absl::Time start_;
  CallRecord record_;
  CallTrace trace_;
  Headers said_;  // of limits, in the head of the answer
  limits::CallCount::Place place_;
  std::shared_ptr<Call> call_;
  bool head_seen_ = false;
  bool responded_ = false;
  bool finished_ = false;
};

}  // namespace ett::edge
