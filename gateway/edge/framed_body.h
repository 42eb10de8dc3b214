#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace ett::edge {

// A body of gRPC's frames, looked at while it is passed on as it comes: a service would say of what
// is cut or missing only that it cannot answer. INVALID_ARGUMENT of the field `body`, with the
// reasons TRUNCATED_BODY, MALFORMED_FRAME and MESSAGE_COUNT.
class FramedBody {
 public:
  // `most`: bytes of one message. `is_stream`: whether there may be any number of messages, and not
  // one.
  FramedBody(std::size_t most, bool is_stream) : most_(most), is_stream_(is_stream) {}

  // Also RESOURCE_EXHAUSTED MESSAGE_TOO_LARGE.
  absl::Status Take(absl::string_view bytes);
  absl::Status End() const;

 private:
  // A prefix is whole.
  absl::Status BeginMessage();

  const std::size_t most_;
  const bool is_stream_;
  std::string prefix_;     // of the next message, as far as it has come
  std::size_t size_ = 0;   // of the last message that has begun
  std::size_t left_ = 0;   // of it, to come
  std::size_t count_ = 0;  // of messages that have begun
};

}  // namespace ett::edge
