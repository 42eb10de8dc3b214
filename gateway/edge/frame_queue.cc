#include "gateway/edge/frame_queue.h"

#include "gateway/edge/grpc_wire.h"

namespace ett::edge {

void FrameQueue::Add(absl::string_view bytes) {
  bytes_.erase(0, at_);
  at_ = 0;
  bytes_.append(bytes.data(), bytes.size());
}

std::optional<MessageFrame> FrameQueue::Next() {
  const std::optional<std::size_t> size = MessageSize(rest());
  const bool is_whole = size.has_value() && *size <= most_ && rest().size() - kFramePrefix >= *size;
  if (!is_whole) return std::nullopt;
  const MessageFrame frame{rest()[0] != '\0', rest().substr(kFramePrefix, *size)};
  at_ += kFramePrefix + *size;
  return frame;
}

bool FrameQueue::next_is_too_large() const {
  const std::optional<std::size_t> size = MessageSize(rest());
  return size.has_value() && *size > most_;
}

}  // namespace ett::edge
