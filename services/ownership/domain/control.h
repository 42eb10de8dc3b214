#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/ownership/domain/ownership_graph.h"
#include "services/ownership/domain/threshold.h"

namespace ett::ownership {

struct VotingHolding {
  Node owner = 0;
  std::int64_t votes = 0;
};

// What owners control together: the least set of companies of whose votes the owners, and the
// companies in the set, have more than half. Half is not control, and companies that only have
// votes in each other are controlled by nobody.
//
// Asks the graph, which must stay and not change.
class Control {
 public:
  // Time by the holdings of all that are in it, each looked at once; memory by the graph's nodes.
  // INVALID_ARGUMENT for an unknown node.
  static absl::StatusOr<Control> By(const OwnershipGraph& graph, absl::Span<const Node> owners);

  // Each after those that it is controlled through; the owners themselves are not among them.
  absl::Span<const Node> companies() const {
    return absl::MakeConstSpan(members_).subspan(owner_count_);
  }
  // An owner, or controlled.
  bool Contains(Node node) const { return ranks_[node] != kOutside; }

  // Why a company is controlled: holdings, of the owners and of companies before it, that have more
  // than half of its votes. Empty for one that is not controlled.
  std::vector<VotingHolding> ReasonsFor(Node company) const;

  // What all in the group have of a company, controlled or not.
  Position PositionIn(Node company) const;
  // Every company of which anybody in the group has anything, in order of node.
  std::vector<Node> HeldCompanies() const;

 private:
  static constexpr std::uint32_t kOutside = 0xffffffff;

  explicit Control(const OwnershipGraph& graph) : graph_(&graph), ranks_(graph.size(), kOutside) {}

  void Add(Node node);
  void Spread();

  const OwnershipGraph* graph_;
  std::vector<Node> members_;         // owners, then companies
  std::vector<std::uint32_t> ranks_;  // by node: among the members
  std::size_t owner_count_ = 0;
};

}  // namespace ett::ownership
