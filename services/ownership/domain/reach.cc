#include "services/ownership/domain/reach.h"

#include <algorithm>
#include <utility>

namespace ett::ownership {
namespace {

// `EdgesOf` gives a node's holdings in the direction of the search.
template <typename EdgesOf>
class Search {
 public:
  Search(Node size, EdgesOf edges_of)
      : edges_of_(std::move(edges_of)), number_(size, Reach::kNowhere) {}

  Reach From(Node start) && {
    Discover(start);
    while (!path_.empty()) {
      if (!Descend()) Ascend();
    }
    return std::move(*this).Result();
  }

 private:
  static constexpr std::uint32_t kDone = 0xffffffff;

  struct Step {
    std::uint32_t number = 0;
    std::uint32_t edge = 0;  // the next to look at
  };

  void Discover(Node node) {
    const auto number = static_cast<std::uint32_t>(node_.size());
    number_[node] = number;
    node_.push_back(node);
    low_.push_back(number);
    path_.push_back({number, 0});
  }

  // To a node that was not seen yet; false when there is none.
  bool Descend() {
    Step& step = path_.back();
    const auto edges = edges_of_(node_[step.number]);
    while (step.edge < edges.size()) {
      const auto& edge = edges[step.edge++];
      if (edge.share == 0) continue;
      const std::uint32_t seen = number_[edge.next()];
      if (seen == Reach::kNowhere) {
        Discover(edge.next());
        return true;
      }
      if (low_[seen] != kDone) low_[step.number] = std::min(low_[step.number], seen);
    }
    return false;
  }

  void Ascend() {
    const std::uint32_t number = path_.back().number;
    const std::uint32_t low = low_[number];
    path_.pop_back();
    open_.push_back(number);
    if (low == number) {
      Close(number);
    } else {
      std::uint32_t& below = low_[path_.back().number];
      below = std::min(below, low);
    }
  }

  // What is open and was discovered since `root` is a component. Those before it were left before
  // it was discovered.
  void Close(std::uint32_t root) {
    std::size_t first = open_.size();
    while (first > 0 && open_[first - 1] >= root) --first;
    for (std::size_t i = first; i < open_.size(); ++i) {
      low_[open_[i]] = kDone;
      closed_.push_back(node_[open_[i]]);
    }
    open_.resize(first);
    ends_.push_back(static_cast<std::uint32_t>(closed_.size()));
  }

  // Components were closed from the last to the first, each from what was left first.
  Reach Result() && {
    Reach reach;
    const auto count = static_cast<std::uint32_t>(closed_.size());
    reach.nodes.assign(closed_.rbegin(), closed_.rend());
    for (auto end = ends_.rbegin(); end != ends_.rend(); ++end) {
      reach.components.push_back(count - *end);
    }
    reach.components.push_back(count);
    reach.places = std::move(number_);
    for (std::uint32_t place = 0; place < count; ++place) reach.places[reach.nodes[place]] = place;
    return reach;
  }

  EdgesOf edges_of_;
  std::vector<std::uint32_t> number_;  // by node, in order of discovery
  std::vector<Node> node_;             // by number
  std::vector<std::uint32_t> low_;     // by number: the least that it is known to reach
  std::vector<std::uint32_t> open_;    // numbers that were left, in no component yet
  std::vector<Step> path_;
  std::vector<Node> closed_;
  std::vector<std::uint32_t> ends_;
};

}  // namespace

Reach ReachFrom(const OwnershipGraph& graph, Node start, Direction direction) {
  if (direction == Direction::kDown) {
    return Search(graph.size(), [&](Node node) { return graph.OwnedBy(node); }).From(start);
  }
  return Search(graph.size(), [&](Node node) { return graph.OwnersOf(node); }).From(start);
}

}  // namespace ett::ownership
