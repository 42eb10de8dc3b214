#include "services/ownership/domain/paths.h"

#include <algorithm>
#include <limits>
#include <queue>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/ownership/domain/reach.h"
#include "status/macros.h"

namespace ett::ownership {
namespace {

using Holder = OwnershipGraph::Holder;

// Beginnings of chains that are kept, at 24 bytes.
constexpr std::size_t kMostBeginnings = 1'000'000;

double PartOf(const OwnershipGraph& graph, Node company, const Holder& holder) {
  return static_cast<double>(holder.capital) / static_cast<double>(graph.TotalsOf(company).capital);
}

// From the company up, the most promising beginning first: what it makes by itself, times the
// largest product by which anything leads from the owner to its last node.
class ChainSearch {
 public:
  ChainSearch(const OwnershipGraph& graph, Node owner, Node company)
      : graph_(graph), owner_(owner), reach_(ReachFrom(graph, company, Direction::kUp)) {
    if (reach_.places[owner] == Reach::kNowhere) return;
    FindBest();
    Begin(company, kNone, 1);
  }

  Chains Largest(std::size_t limit) && {
    Chains found;
    while (!queue_.empty()) {
      const std::uint32_t last = queue_.top().second;
      queue_.pop();
      if (beginnings_[last].node != owner_) {
        Extend(last);
      } else if (found.chains.size() < limit) {
        found.chains.push_back(ChainOf(last));
      } else {
        found.is_complete = false;
        break;
      }
      if (beginnings_.size() > kMostBeginnings) {
        found.is_complete = false;
        break;
      }
    }
    Sort(found.chains);
    return found;
  }

 private:
  static constexpr std::uint32_t kNone = 0xffffffff;

  struct Beginning {
    Node node = 0;                 // the last that it has come to
    std::uint32_t before = kNone;  // the beginning that it extends
    double product = 1;
  };

  // By place, with Dijkstra's algorithm over products instead of sums.
  void FindBest() {
    best_.resize(reach_.nodes.size());
    std::priority_queue<std::pair<double, Node>> queue;
    queue.emplace(1, owner_);
    best_[reach_.places[owner_]] = 1;
    while (!queue.empty()) {
      const auto [product, node] = queue.top();
      queue.pop();
      // Nothing leads on from the company, which is the first that is reached.
      if (product < best_[reach_.places[node]] || node == reach_.nodes[0]) continue;
      for (const OwnershipGraph::Owned& owned : graph_.OwnedBy(node)) {
        const std::uint32_t place = reach_.places[owned.company];
        if (place == Reach::kNowhere || owned.share == 0) continue;
        const Holder& holder = graph_.OwnersOf(owned.company)[owned.place];
        const double further = product * PartOf(graph_, owned.company, holder);
        if (further <= best_[place]) continue;
        best_[place] = further;
        queue.emplace(further, owned.company);
      }
    }
  }

  void Begin(Node node, std::uint32_t before, double product) {
    const double promise = product * best_[reach_.places[node]];
    if (promise == 0) return;
    queue_.emplace(promise, static_cast<std::uint32_t>(beginnings_.size()));
    beginnings_.push_back({node, before, product});
  }

  void Extend(std::uint32_t last) {
    const Beginning from = beginnings_[last];
    for (const Holder& holder : graph_.OwnersOf(from.node)) {
      if (holder.share == 0 || Passes(last, holder.owner)) continue;
      Begin(holder.owner, last, from.product * PartOf(graph_, from.node, holder));
    }
  }

  bool Passes(std::uint32_t beginning, Node node) const {
    for (; beginning != kNone; beginning = beginnings_[beginning].before) {
      if (beginnings_[beginning].node == node) return true;
    }
    return false;
  }

  Chain ChainOf(std::uint32_t beginning) const {
    Chain chain;
    chain.share = 1;
    for (; beginning != kNone; beginning = beginnings_[beginning].before) {
      const Node company = beginnings_[beginning].node;
      if (!chain.nodes.empty()) {
        const Node owner = chain.nodes.back();
        const auto holders = graph_.OwnersOf(company);
        const auto holder =
            std::lower_bound(holders.begin(), holders.end(), owner,
                             [](const Holder& each, Node wanted) { return each.owner < wanted; });
        chain.share *= ExactPart(holder->capital, graph_.TotalsOf(company).capital);
      }
      chain.nodes.push_back(company);
    }
    return chain;
  }

  static void Sort(std::vector<Chain>& chains) {
    std::sort(chains.begin(), chains.end(), [](const Chain& a, const Chain& b) {
      if (a.share != b.share) return a.share > b.share;
      return std::make_pair(a.nodes.size(), a.nodes) < std::make_pair(b.nodes.size(), b.nodes);
    });
  }

  const OwnershipGraph& graph_;
  const Node owner_;
  const Reach reach_;         // above the company
  std::vector<double> best_;  // by place: the largest product from the owner to it
  std::vector<Beginning> beginnings_;
  std::priority_queue<std::pair<double, std::uint32_t>> queue_;
};

}  // namespace

ExactShare Chains::Sum() const {
  ExactShare sum = 0;
  for (const Chain& chain : chains) sum += chain.share;
  return sum;
}

double Chains::Beyond(double integrated) const { return integrated - Sum().convert_to<double>(); }

absl::StatusOr<Chains> ChainsBetween(const OwnershipGraph& graph, Node owner, Node company,
                                     std::size_t limit) {
  RETURN_IF_ERROR(graph.CheckNode("owner", owner));
  RETURN_IF_ERROR(graph.CheckNode("company", company));
  if (owner == company) {
    return absl::InvalidArgumentError(
        absl::StrCat("company: want another than the owner, got ", company));
  }
  if (limit == 0) return absl::InvalidArgumentError("limit: want 1 or more, got 0");
  return ChainSearch(graph, owner, company).Largest(limit);
}

}  // namespace ett::ownership
