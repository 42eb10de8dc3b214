#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "gateway/edge/frame_queue.h"
#include "gateway/edge/headers.h"

namespace ett::edge {

// How one protocol of the web says the messages of a call. Of one call.
class Dialect {
 public:
  virtual ~Dialect() = default;

  // The request: bytes of its body become frames of gRPC, appended to `frames`.
  virtual absl::Status Take(absl::string_view body, std::string& frames) = 0;
  virtual absl::Status TakeEnd(std::string& frames) = 0;

  // The answer.
  virtual void SayHead(const Headers& head) = 0;
  virtual absl::Status Say(const MessageFrame& message) = 0;
  // Whether something can be said that is no message, so that nothing on the way takes a stream
  // that pauses for dead.
  virtual bool has_pulse() const { return false; }
  virtual void SayPulse() {}
  // The last thing said, also when there was no answer and SayHead was not called.
  virtual void SayEnd(const absl::Status& status, const Headers& trailers) = 0;
};

}  // namespace ett::edge
