#include <algorithm>
#include <utility>

#include "services/ownership/domain/dense_system.h"
#include "services/ownership/domain/flow.h"

namespace ett::ownership {
namespace {

constexpr std::size_t kMostNodes = 500;
constexpr std::uint32_t kMostInComponent = 16;
constexpr unsigned kMostBits = 4096;

bool IsSmall(const Reach& reach) {
  if (reach.nodes.size() > kMostNodes) return false;
  for (std::size_t i = 1; i < reach.components.size(); ++i) {
    if (reach.components[i] - reach.components[i - 1] > kMostInComponent) return false;
  }
  return true;
}

// A holding in the direction of the flow: the place that it leads to, and its share.
struct Edge {
  std::uint32_t target = 0;
  ExactShare share;
};

class ExactSweep {
 public:
  ExactSweep(const OwnershipGraph& graph, const Flow& flow, Direction direction)
      : graph_(graph), flow_(flow), direction_(direction), values_(flow.reach.nodes.size()) {
    values_[0] = 1;
  }

  std::optional<std::vector<ExactShare>> Run() && {
    const std::vector<std::uint32_t>& components = flow_.reach.components;
    for (std::uint32_t i = 0; i + 1 < components.size(); ++i) {
      const bool closed =
          std::find(flow_.closed.begin(), flow_.closed.end(), i) != flow_.closed.end();
      if (!closed && !Pass(components[i], components[i + 1])) return std::nullopt;
    }
    return std::move(values_);
  }

 private:
  std::vector<Edge> EdgesOf(std::uint32_t place) const {
    const Node node = flow_.reach.nodes[place];
    std::vector<Edge> edges;
    if (direction_ == Direction::kDown) {
      for (const auto& owned : graph_.OwnedBy(node)) {
        if (owned.share == 0) continue;
        const std::int64_t capital = graph_.OwnersOf(owned.company)[owned.place].capital;
        edges.push_back({flow_.reach.places[owned.company],
                         ExactPart(capital, graph_.OutsideCapital(owned.company))});
      }
    } else {
      for (const auto& holder : graph_.OwnersOf(node)) {
        if (holder.share == 0) continue;
        edges.push_back({flow_.reach.places[holder.owner],
                         ExactPart(holder.capital, graph_.OutsideCapital(node))});
      }
    }
    return edges;
  }

  // A component, from what came in to what comes by and goes on; false where numbers grow too long.
  bool Pass(std::uint32_t first, std::uint32_t last) {
    DenseSystem<ExactShare> system(last - first);
    std::vector<std::pair<std::uint32_t, Edge>> leaving;
    for (std::uint32_t place = first; place < last; ++place) {
      for (Edge& edge : EdgesOf(place)) {
        if (edge.target < last) {
          system.Add(edge.target - first, place - first, edge.share);
        } else {
          leaving.emplace_back(place, std::move(edge));
        }
      }
    }
    system.Eliminate();
    const auto begin = values_.begin();
    const std::vector<ExactShare> solved = system.Solve({begin + first, begin + last});
    std::copy(solved.begin(), solved.end(), begin + first);
    for (const auto& [place, edge] : leaving) values_[edge.target] += values_[place] * edge.share;
    return std::all_of(begin + first, begin + last,
                       [](const ExactShare& value) { return msb(denominator(value)) < kMostBits; });
  }

  const OwnershipGraph& graph_;
  const Flow& flow_;
  const Direction direction_;
  std::vector<ExactShare> values_;
};

}  // namespace

std::optional<std::vector<ExactShare>> ExactFlow(const OwnershipGraph& graph, const Flow& flow,
                                                 Direction direction) {
  if (!IsSmall(flow.reach)) return std::nullopt;
  return ExactSweep(graph, flow, direction).Run();
}

}  // namespace ett::ownership
