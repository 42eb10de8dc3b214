#include "services/ownership/domain/flow.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace ett::ownership {
namespace {

constexpr double kRounding = std::numeric_limits<double>::epsilon() / 2;

template <typename EdgesOf>
class Sweep {
 public:
  Sweep(const OwnershipGraph& graph, Flow& flow, EdgesOf edges_of)
      : graph_(graph), flow_(flow), edges_of_(std::move(edges_of)) {}

  void Run() {
    const auto components = static_cast<std::uint32_t>(flow_.reach.components.size() - 1);
    for (std::uint32_t component = 0; component < components; ++component) {
      first_ = flow_.reach.components[component];
      last_ = flow_.reach.components[component + 1];
      if (IsClosed()) {
        flow_.closed.push_back(component);
        continue;
      }
      if (last_ - first_ > 1) Solve();
      for (std::uint32_t place = first_; place < last_; ++place) Push(place);
    }
  }

 private:
  bool Contains(std::uint32_t place) const { return place >= first_ && place < last_; }

  // By integers, so exact.
  bool IsClosed() const {
    const std::vector<Node>& nodes = flow_.reach.nodes;
    return std::all_of(nodes.begin() + first_, nodes.begin() + last_, [&](Node company) {
      const std::int64_t total = graph_.TotalsOf(company).capital;
      if (total == 0 || graph_.ToldCapital(company) != total) return false;
      const auto holders = graph_.OwnersOf(company);
      return std::all_of(holders.begin(), holders.end(), [&](const auto& holder) {
        return holder.capital == 0 || Contains(flow_.reach.places[holder.owner]);
      });
    });
  }

  void Solve() {
    std::vector<ShareSystem::Coefficient> coefficients;
    for (std::uint32_t place = first_; place < last_; ++place) {
      for (const auto& edge : edges_of_(flow_.reach.nodes[place])) {
        const std::uint32_t target = flow_.reach.places[edge.next()];
        if (edge.share == 0 || !Contains(target)) continue;
        coefficients.push_back({target - first_, place - first_, edge.share});
      }
    }
    const auto begin = flow_.values.begin();
    const ShareSystem system(last_ - first_, coefficients);
    const std::vector<Estimate> solved = system.Solve({begin + first_, begin + last_});
    std::copy(solved.begin(), solved.end(), begin + first_);
  }

  // On to later components; inside, Solve has done it.
  void Push(std::uint32_t place) {
    const Estimate from = flow_.values[place];
    // The share has three roundings, the product one.
    const double error = from.error + 5 * kRounding * from.value;
    for (const auto& edge : edges_of_(flow_.reach.nodes[place])) {
      if (edge.share == 0) continue;
      const std::uint32_t target = flow_.reach.places[edge.next()];
      if (target < last_) continue;
      Estimate& to = flow_.values[target];
      to.value += edge.share * from.value;
      to.error += edge.share * error + kRounding * to.value;
    }
  }

  const OwnershipGraph& graph_;
  Flow& flow_;
  const EdgesOf edges_of_;
  // Of the component at hand, in the reach.
  std::uint32_t first_ = 0;
  std::uint32_t last_ = 0;
};

}  // namespace

Flow FlowFrom(const OwnershipGraph& graph, Node start, Direction direction) {
  Flow flow;
  flow.reach = ReachFrom(graph, start, direction);
  flow.values.resize(flow.reach.nodes.size());
  flow.values[flow.reach.places[start]].value = 1;
  if (direction == Direction::kDown) {
    Sweep(graph, flow, [&](Node node) { return graph.OwnedBy(node); }).Run();
  } else {
    Sweep(graph, flow, [&](Node node) { return graph.OwnersOf(node); }).Run();
  }
  return flow;
}

}  // namespace ett::ownership
