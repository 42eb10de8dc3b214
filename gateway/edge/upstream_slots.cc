#include "gateway/edge/upstream_slots.h"

#include <algorithm>
#include <set>

#include "gateway/edge/address.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::edge {
namespace {

// What a process can be told anew; how it calls all of them stays as it was started.
bool IsSame(const UpstreamConfig& a, const UpstreamConfig& b) {
  return a.address == b.address && a.descriptor_set == b.descriptor_set;
}

void Put(const UpstreamConfig& upstream, UpstreamSlots& slots) {
  const auto slot = std::find_if(slots.begin(), slots.end(), [&](const UpstreamSlot& each) {
    return each.upstream->name == upstream.name;
  });
  if (slot == slots.end()) {
    slots.push_back({std::make_shared<const UpstreamConfig>(upstream)});
    return;
  }
  slot->is_gone = false;
  if (IsSame(*slot->upstream, upstream)) return;
  slot->upstream = std::make_shared<const UpstreamConfig>(upstream);
}

}  // namespace

absl::StatusOr<UpstreamSlots> SlotsOf(UpstreamSlots before,
                                      const std::vector<UpstreamConfig>& upstreams) {
  for (UpstreamSlot& slot : before) slot.is_gone = true;
  std::set<std::string> names;
  for (const UpstreamConfig& upstream : upstreams) {
    RETURN_IF_ERROR(ParseAddresses(upstream.address).status());
    if (!names.insert(upstream.name).second) {
      return status::InvalidField("upstream", "each name once", upstream.name);
    }
    Put(upstream, before);
  }
  return before;
}

}  // namespace ett::edge
