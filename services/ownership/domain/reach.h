#pragma once

#include <cstdint>
#include <vector>

#include "services/ownership/domain/ownership_graph.h"

// What capital reaches from a node: down to what it owns through others, or up to who owns it.
namespace ett::ownership {

enum class Direction { kDown, kUp };

struct Reach {
  // Every node that is reached, the start first. Components follow each other, so that a holding
  // leads from an earlier one to a later, or stays in one; there, too, most lead from an earlier
  // node to a later: all but those that close a cycle of the search (reverse postorder).
  std::vector<Node> nodes;
  std::vector<std::uint32_t> components;  // where each begins in `nodes`, then the end
  std::vector<std::uint32_t> places;  // by node: in `nodes`, kNowhere for one that is not reached

  static constexpr std::uint32_t kNowhere = 0xffffffff;
};

// Strongly connected components by Tarjan (1972), without recursion; time by what is reached, and
// four bytes for each node of the graph. Holdings without capital, and own shares, lead nowhere.
Reach ReachFrom(const OwnershipGraph& graph, Node start, Direction direction);

}  // namespace ett::ownership
