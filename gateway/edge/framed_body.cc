#include "gateway/edge/framed_body.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "gateway/edge/grpc_wire.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::edge {

absl::Status FramedBody::Take(absl::string_view bytes) {
  while (!bytes.empty()) {
    if (left_ > 0) {
      const std::size_t taken = std::min(left_, bytes.size());
      left_ -= taken;
      bytes.remove_prefix(taken);
      continue;
    }
    const std::size_t taken = std::min(kFramePrefix - prefix_.size(), bytes.size());
    prefix_.append(bytes.data(), taken);
    bytes.remove_prefix(taken);
    if (prefix_.size() == kFramePrefix) RETURN_IF_ERROR(BeginMessage());
  }
  return absl::OkStatus();
}

absl::Status FramedBody::BeginMessage() {
  const int flags = static_cast<unsigned char>(prefix_[0]);
  size_ = *MessageSize(prefix_);
  prefix_.clear();
  if (flags > 1) {
    return status::InvalidField("body", "0 or 1 as the first byte of a message",
                                absl::StrCat(flags), "MALFORMED_FRAME");
  }
  if (size_ > most_) {
    return status::Exhausted("MESSAGE_TOO_LARGE", absl::StrCat("body: want a message of at most ",
                                                               most_, " bytes, got ", size_));
  }
  if (++count_ > 1 && !is_stream_) {
    return status::InvalidField("body", "one message", "another", "MESSAGE_COUNT");
  }
  left_ = size_;
  return absl::OkStatus();
}

absl::Status FramedBody::End() const {
  if (!prefix_.empty()) {
    return status::InvalidField("body", absl::StrCat(kFramePrefix, " bytes before each message"),
                                absl::StrCat(prefix_.size()), "TRUNCATED_BODY");
  }
  if (left_ > 0) {
    return status::InvalidField("body", absl::StrCat("a message of ", size_, " bytes"),
                                absl::StrCat(size_ - left_), "TRUNCATED_BODY");
  }
  if (count_ > 0 || is_stream_) return absl::OkStatus();
  return status::InvalidField("body", "one message", "none", "MESSAGE_COUNT");
}

}  // namespace ett::edge
