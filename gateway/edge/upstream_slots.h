#pragma once

#include <memory>
#include <vector>

#include "gateway/edge/config.h"

namespace ett::edge {

// The place of an upstream's name, for as long as the process lives.
struct UpstreamSlot {
  std::shared_ptr<const UpstreamConfig> upstream;  // the last that there was
  bool is_gone = false;                            // there is none of that name now

  bool operator==(const UpstreamSlot& other) const = default;
};

// In the order in which the names came.
using UpstreamSlots = std::vector<UpstreamSlot>;

// The slots as they were before, now that `upstreams` are all that there are. An upstream that is
// the same as before stays the same object. INVALID_ARGUMENT, with nothing changed, for an address
// that is none and for a name that comes twice.
absl::StatusOr<UpstreamSlots> SlotsOf(UpstreamSlots before,
                                      const std::vector<UpstreamConfig>& upstreams);

}  // namespace ett::edge
