#include "services/ownership/domain/control.h"

#include <algorithm>

#include "status/macros.h"

namespace ett::ownership {

absl::StatusOr<Control> Control::By(const OwnershipGraph& graph, absl::Span<const Node> owners) {
  Control control(graph);
  for (const Node owner : owners) {
    RETURN_IF_ERROR(graph.CheckNode("owners", owner));
    if (!control.Contains(owner)) control.Add(owner);
  }
  control.owner_count_ = control.members_.size();
  control.Spread();
  return control;
}

void Control::Add(Node node) {
  ranks_[node] = static_cast<std::uint32_t>(members_.size());
  members_.push_back(node);
}

void Control::Spread() {
  std::vector<std::int64_t> votes(graph_->size());
  for (std::size_t i = 0; i < members_.size(); ++i) {
    for (const OwnershipGraph::Owned& owned : graph_->OwnedBy(members_[i])) {
      std::int64_t& held = votes[owned.company];
      held += owned.votes;
      // Half of all, without doubling what may be large.
      const bool most = held > graph_->TotalsOf(owned.company).votes - held;
      if (most && !Contains(owned.company)) Add(owned.company);
    }
  }
}

std::vector<VotingHolding> Control::ReasonsFor(Node company) const {
  std::vector<VotingHolding> reasons;
  if (!Contains(company) || ranks_[company] < owner_count_) return reasons;
  for (const OwnershipGraph::Holder& holder : graph_->OwnersOf(company)) {
    if (holder.votes == 0 || ranks_[holder.owner] >= ranks_[company]) continue;
    reasons.push_back({holder.owner, holder.votes});
  }
  return reasons;
}

Position Control::PositionIn(Node company) const {
  Position position;
  position.capital.whole = graph_->OutsideCapital(company);
  position.votes.whole = graph_->TotalsOf(company).votes;
  for (const OwnershipGraph::Holder& holder : graph_->OwnersOf(company)) {
    if (holder.owner == company || !Contains(holder.owner)) continue;
    position.capital.part += holder.capital;
    position.votes.part += holder.votes;
  }
  return position;
}

std::vector<Node> Control::HeldCompanies() const {
  std::vector<Node> companies;
  for (const Node member : members_) {
    for (const OwnershipGraph::Owned& owned : graph_->OwnedBy(member)) {
      if (owned.company != member) companies.push_back(owned.company);
    }
  }
  std::sort(companies.begin(), companies.end());
  companies.erase(std::unique(companies.begin(), companies.end()), companies.end());
  return companies;
}

}  // namespace ett::ownership
