#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "services/ownership/domain/exact_share.h"
#include "services/ownership/domain/reach.h"
#include "services/ownership/domain/share_system.h"

namespace ett::ownership {

// One unit put in at the start of a reach and passed on along every holding, by its share of the
// capital that is not the company's own; how much comes by each node, in all rounds.
struct Flow {
  Reach reach;
  std::vector<Estimate> values;  // by place in the reach
  // Components, by number, of companies that own each other entirely: what comes in stays. Their
  // values are what comes in.
  std::vector<std::uint32_t> closed;
};

Flow FlowFrom(const OwnershipGraph& graph, Node start, Direction direction);

// The same values, exact. Nothing where the reach has more than 500 nodes, a component of more than
// 16, or numbers grow beyond 4096 bits.
std::optional<std::vector<ExactShare>> ExactFlow(const OwnershipGraph& graph, const Flow& flow,
                                                 Direction direction);

}  // namespace ett::ownership
