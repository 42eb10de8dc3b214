#include "services/ownership/domain/reach.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/ownership/domain/graph_testing.h"

namespace ett::ownership {
namespace {

using ::testing::ElementsAre;

// 0 → 1 → 2 → 3 → 1, and 1 → 3: but for the holding that closes the ring, all lead forward.
TEST(Reach, NodesOfARingFollowItsHoldings) {
  const OwnershipGraph graph =
      GraphOf(5, {SharesOf(1, 10, {{0, 5}, {3, 2}}), SharesOf(2, 10, {{1, 5}}),
                  SharesOf(3, 10, {{1, 1}, {2, 5}}), SharesOf(4, 10, {{3, 5}})});
  const Reach down = ReachFrom(graph, 0, Direction::kDown);
  EXPECT_THAT(down.nodes, ElementsAre(0, 1, 2, 3, 4));
  EXPECT_THAT(down.components, ElementsAre(0, 1, 4, 5));
  EXPECT_THAT(down.places, ElementsAre(0, 1, 2, 3, 4));
  const Reach up = ReachFrom(graph, 2, Direction::kUp);
  EXPECT_THAT(up.nodes, ElementsAre(2, 1, 3, 0));
  EXPECT_THAT(up.components, ElementsAre(0, 3, 4));
  EXPECT_EQ(up.places[4], Reach::kNowhere);
}

// Whether capital leads from one node to another, by trying all nodes between, one after the other.
std::vector<std::vector<bool>> Leads(const OwnershipGraph& graph) {
  const Node size = graph.size();
  std::vector<std::vector<bool>> leads(size, std::vector<bool>(size));
  for (Node owner = 0; owner < size; ++owner) {
    leads[owner][owner] = true;
    for (const auto& owned : graph.OwnedBy(owner)) {
      if (owned.share > 0) leads[owner][owned.company] = true;
    }
  }
  for (Node between = 0; between < size; ++between) {
    for (Node a = 0; a < size; ++a) {
      for (Node b = 0; b < size; ++b) {
        if (leads[a][between] && leads[between][b]) leads[a][b] = true;
      }
    }
  }
  return leads;
}

RC_GTEST_PROP(Reach, ComponentsAreThoseThatLeadToEachOtherAndFollowInOrder, ()) {
  const Node size = *rc::gen::inRange<Node>(3, 14);
  const OwnershipGraph graph = GraphOf(size, AnyRows(size));
  const Node start = *rc::gen::inRange<Node>(0, size);
  const auto leads = Leads(graph);
  const Reach reach = ReachFrom(graph, start, Direction::kDown);
  RC_ASSERT(reach.nodes[0] == start);
  std::vector<std::size_t> component;  // by place
  for (std::size_t i = 0; i + 1 < reach.components.size(); ++i) {
    component.resize(reach.components[i + 1], i);
  }
  RC_ASSERT(component.size() == reach.nodes.size());
  for (Node node = 0; node < size; ++node) {
    RC_ASSERT(leads[start][node] == (reach.places[node] != Reach::kNowhere));
  }
  for (std::size_t a = 0; a < component.size(); ++a) {
    for (std::size_t b = a + 1; b < component.size(); ++b) {
      const bool both =
          leads[reach.nodes[a]][reach.nodes[b]] && leads[reach.nodes[b]][reach.nodes[a]];
      RC_ASSERT(both == (component[a] == component[b]));
      RC_ASSERT(both || !leads[reach.nodes[b]][reach.nodes[a]]);
    }
  }
}

}  // namespace
}  // namespace ett::ownership
