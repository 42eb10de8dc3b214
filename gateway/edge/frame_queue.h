#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace ett::edge {

// A message as gRPC frames it.
struct MessageFrame {
  bool compressed = false;
  absl::string_view bytes;
};

// Takes a stream of gRPC's frames apart as it comes.
class FrameQueue {
 public:
  // In bytes, of one message.
  explicit FrameQueue(std::size_t most) : most_(most) {}

  void Add(absl::string_view bytes);
  // The next message that is whole and not too large, valid until the next Add.
  std::optional<MessageFrame> Next();
  // Whether none comes any more, since the next one is larger than `most`.
  bool next_is_too_large() const;
  bool empty() const { return at_ == bytes_.size(); }
  std::size_t most() const { return most_; }

 private:
  absl::string_view rest() const { return absl::string_view(bytes_).substr(at_); }

  const std::size_t most_;
  std::string bytes_;
  std::size_t at_ = 0;  // where what was not given out yet begins
};

}  // namespace ett::edge
