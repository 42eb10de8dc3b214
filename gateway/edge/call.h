#pragma once

#include <cstddef>

#include "absl/strings/string_view.h"

namespace ett::edge {

// A call on its way to whoever answers it, as the one who passes it on has it.
class Call {
 public:
  virtual ~Call() = default;

  // gRPC's frames, as they come.
  virtual void Write(absl::string_view frames) = 0;
  virtual void End() = 0;
  // So many bytes of the answer are dealt with.
  virtual void Consume(std::size_t bytes) = 0;
  // Nobody waits any more: nothing comes after it.
  virtual void GiveUp() = 0;
  // How often a service was asked.
  virtual int attempts() const = 0;
};

}  // namespace ett::edge
