#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "gateway/edge/http2.h"
#include "gateway/edge/replica.h"

namespace ett::edge {

class UpstreamAttempt;

// What is asked by an attempt, and what comes of it, in the loop's thread; after OnAttemptEnd or
// OnAttemptBroken nothing.
class AttemptListener {
 public:
  virtual ~AttemptListener() = default;
  // The head of the request, when there is a connection: what is the attempt's own, and the
  // caller's.
  virtual Headers AttemptHead() const = 0;
  virtual const Headers& AskedHeaders() const = 0;
  // A stream is open: the request can be written.
  virtual void OnAttemptOpen(UpstreamAttempt& attempt) = 0;
  virtual void OnAttemptHead(UpstreamAttempt& attempt, Headers head) = 0;
  virtual void OnAttemptData(UpstreamAttempt& attempt, absl::string_view data) = 0;
  // The trailers, or the head of an answer that is nothing else.
  virtual void OnAttemptEnd(UpstreamAttempt& attempt, Headers trailers) = 0;
  // `unreached`: the service has certainly not seen the call.
  virtual void OnAttemptBroken(UpstreamAttempt& attempt, const absl::Status& status,
                               bool unreached) = 0;
  // So many bytes of the request have left by it since it began.
  virtual void OnAttemptWritten(UpstreamAttempt& attempt, std::size_t total) = 0;
};

// One try of a call at one replica: finds the connection and has a stream of it.
class UpstreamAttempt final : public StreamListener,
                              public std::enable_shared_from_this<UpstreamAttempt> {
 public:
  UpstreamAttempt(std::shared_ptr<Replica> replica, std::string upstream,
                  std::weak_ptr<AttemptListener> listener);
  ~UpstreamAttempt() override;

  void Start();
  void Write(absl::string_view frames);
  void End();
  void Consume(std::size_t bytes);
  // Nobody waits any more: nothing comes after it.
  void GiveUp();

  bool is_open() const { return connection_ != nullptr; }
  const std::shared_ptr<Replica>& replica() const { return replica_; }

  void OnHeaders(Headers headers, bool end) override;
  void OnData(absl::string_view data) override;
  void OnEnd() override;
  void OnWritten(std::size_t bytes) override;
  void OnClosed(std::uint32_t error) override;

 private:
  void Connected(std::shared_ptr<Http2> connection);
  void Break(const absl::Status& status, bool unreached);
  // The listener, for the last that it is told.
  std::shared_ptr<AttemptListener> Last();
  void Release();

  const std::shared_ptr<Replica> replica_;
  const std::string upstream_;
  std::weak_ptr<AttemptListener> listener_;
  std::shared_ptr<Http2> connection_;
  std::int32_t stream_ = 0;
  bool head_came_ = false;
  bool counted_ = true;  // among the replica's calls in flight
  std::size_t written_ = 0;
};

}  // namespace ett::edge
