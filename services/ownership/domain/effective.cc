#include "services/ownership/domain/effective.h"

#include <algorithm>
#include <limits>

#include "absl/strings/str_cat.h"
#include "services/ownership/domain/flow.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

constexpr double kRounding = std::numeric_limits<double>::epsilon() / 2;

// The part of a node that nobody is known to own.
ExactShare UntoldPart(const OwnershipGraph& graph, Node node) {
  const std::int64_t total = graph.TotalsOf(node).capital;
  return total == 0 ? ExactShare(1) : ExactPart(total - graph.ToldCapital(node), total);
}

double Untold(const OwnershipGraph& graph, Node node) {
  const std::int64_t total = graph.TotalsOf(node).capital;
  return total == 0
             ? 1
             : static_cast<double>(total - graph.ToldCapital(node)) / static_cast<double>(total);
}

// What a flow, which leaves own shares out, is multiplied by to count ways around them, too: once
// for the node where a way down begins.
ExactShare OwnSharesFactor(const OwnershipGraph& graph, Node node) {
  const std::int64_t total = graph.TotalsOf(node).capital;
  return total == 0 ? ExactShare(1) : ExactPart(total, graph.OutsideCapital(node));
}

Estimate WithOwnShares(const OwnershipGraph& graph, Node node, const Estimate& flow) {
  if (graph.OwnCapital(node) == 0) return flow;
  const double factor = static_cast<double>(graph.TotalsOf(node).capital) /
                        static_cast<double>(graph.OutsideCapital(node));
  return {flow.value * factor, flow.error * factor + 4 * kRounding * flow.value * factor};
}

Estimate Rounded(const ExactShare& exact) {
  const auto value = exact.convert_to<double>();
  return {value, kRounding * value};
}

ClosedGroup GroupOf(const Flow& flow, std::uint32_t component) {
  ClosedGroup group;
  const std::uint32_t last = flow.reach.components[component + 1];
  for (std::uint32_t place = flow.reach.components[component]; place < last; ++place) {
    group.companies.push_back(flow.reach.nodes[place]);
    group.share += flow.values[place].value;
  }
  return group;
}

// Whether a node has a part in itself, through others or as own shares.
bool Returns(const OwnershipGraph& graph, const Reach& reach) {
  return reach.components[1] > 1 || graph.OwnCapital(reach.nodes[0]) > 0;
}

void AddHoldings(const OwnershipGraph& graph, Node owner, const Flow& flow,
                 EffectiveHoldings& result) {
  for (std::size_t place = 0; place < flow.values.size(); ++place) {
    const Node company = flow.reach.nodes[place];
    const Estimate share = WithOwnShares(graph, owner, flow.values[place]);
    if (company == owner) {
      result.return_factor = share.value;
      if (!Returns(graph, flow.reach)) continue;
    }
    const double itself = company == owner ? 1 : 0;
    result.companies.push_back(
        {company, share.value - itself, share.error + kRounding * share.value});
  }
}

void MakeExact(const OwnershipGraph& graph, Node owner, const std::vector<ExactShare>& flow,
               const Reach& reach, EffectiveHoldings& result) {
  const ExactShare factor = OwnSharesFactor(graph, owner);
  std::vector<ExactShare>& exact = result.exact.emplace();
  for (const EffectiveHolding& each : result.companies) {
    const ExactShare itself = each.company == owner ? 1 : 0;
    exact.push_back(flow[reach.places[each.company]] * factor - itself);
  }
  for (std::size_t i = 0; i < exact.size(); ++i) {
    const Estimate rounded = Rounded(exact[i]);
    result.companies[i].integrated = rounded.value;
    result.companies[i].error = rounded.error;
  }
  const ExactShare returns = flow[reach.places[owner]] * factor;
  result.return_factor = returns.convert_to<double>();
}

std::vector<bool> InClosed(const Flow& flow) {
  std::vector<bool> in_closed(flow.values.size());
  for (const std::uint32_t component : flow.closed) {
    for (std::uint32_t place = flow.reach.components[component];
         place < flow.reach.components[component + 1]; ++place) {
      in_closed[place] = true;
    }
  }
  return in_closed;
}

void MakeExact(const OwnershipGraph& graph, Node company, const std::vector<ExactShare>& flow,
               const Reach& reach, EffectiveOwners& result) {
  std::vector<ExactOwner>& exact = result.exact.emplace();
  for (EffectiveOwner& each : result.owners) {
    const ExactShare ways = flow[reach.places[each.owner]] * OwnSharesFactor(graph, each.owner);
    const ExactShare itself = each.owner == company ? 1 : 0;
    exact.push_back({ways - itself, ways * UntoldPart(graph, each.owner)});
    const Estimate rounded = Rounded(exact.back().integrated);
    each.integrated = rounded.value;
    each.ultimate = exact.back().ultimate.convert_to<double>();
    each.error = std::max(rounded.error, kRounding * each.ultimate);
  }
}

}  // namespace

absl::StatusOr<EffectiveHoldings> EffectiveHoldingsOf(const OwnershipGraph& graph, Node owner) {
  RETURN_IF_ERROR(graph.CheckNode("owner", owner));
  const Flow flow = FlowFrom(graph, owner, Direction::kDown);
  EffectiveHoldings result;
  result.untold = Untold(graph, owner);
  if (!flow.closed.empty()) {
    result.closed = GroupOf(flow, flow.closed.front());
    return result;
  }
  AddHoldings(graph, owner, flow, result);
  if (const auto exact = ExactFlow(graph, flow, Direction::kDown)) {
    MakeExact(graph, owner, *exact, flow.reach, result);
  }
  return result;
}

absl::StatusOr<EffectiveOwners> EffectiveOwnersOf(const OwnershipGraph& graph, Node company) {
  RETURN_IF_ERROR(graph.CheckNode("company", company));
  const Flow flow = FlowFrom(graph, company, Direction::kUp);
  EffectiveOwners result;
  for (const std::uint32_t component : flow.closed) {
    result.closed.push_back(GroupOf(flow, component));
  }
  const std::vector<bool> in_closed = InClosed(flow);
  for (std::size_t place = 0; place < flow.values.size(); ++place) {
    if (in_closed[place]) continue;
    const Node owner = flow.reach.nodes[place];
    const Estimate ways = WithOwnShares(graph, owner, flow.values[place]);
    const double itself = owner == company ? 1 : 0;
    result.owners.push_back({owner, ways.value - itself, ways.value * Untold(graph, owner),
                             ways.error + 4 * kRounding * ways.value});
  }
  if (const auto exact = ExactFlow(graph, flow, Direction::kUp)) {
    MakeExact(graph, company, *exact, flow.reach, result);
  }
  return result;
}

absl::StatusOr<double> ReturnFactorOf(const OwnershipGraph& graph, Node owner) {
  ASSIGN_OR_RETURN(const EffectiveHoldings holdings, EffectiveHoldingsOf(graph, owner));
  if (!holdings.closed) return holdings.return_factor;
  return absl::FailedPreconditionError(absl::StrCat(
      "owner: want one that is not owned entirely by itself through others, got one in a closed "
      "group of ",
      holdings.closed->companies.size()));
}

}  // namespace ett::ownership
