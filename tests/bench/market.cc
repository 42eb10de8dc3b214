#include "tests/bench/market.h"

#include <random>

namespace ett::bench {
namespace {

using ownership::Holding;
using ownership::Node;

constexpr std::int64_t kShares = 10'000;
constexpr std::int64_t kMost = 6'000, kSecond = 2'800, kThird = 1'000;

class MarketMaker {
 public:
  MarketMaker(Shape shape, Node size) : shape_(shape), size_(size), random_(size) {
    market_.totals.resize(size, {kShares, kShares});
    market_.holdings.reserve(3 * std::size_t{size});
  }

  Market Make() && {
    if (shape_ != Shape::kTangle) market_.totals[0] = {};
    for (Node company = shape_ == Shape::kTangle ? 0 : 1; company < size_; ++company) {
      AddOwners(company);
    }
    return std::move(market_);
  }

 private:
  Node Below(Node end) { return static_cast<Node>(random_() % end); }

  Node OwnerOf(Node company) {
    switch (shape_) {
      case Shape::kGroups:
        return Below(company);
      case Shape::kScaleFree: {
        // Whoever owns one of the holdings there are, so by their number; at times anybody.
        const bool anybody = market_.holdings.empty() || random_() % 4 == 0;
        return anybody ? Below(company)
                       : market_.holdings[random_() % market_.holdings.size()].part.owner;
      }
      case Shape::kTangle:
        break;
    }
    // Another than itself.
    return (company + 1 + Below(size_ - 1)) % size_;
  }

  void AddOwners(Node company) {
    const Node most = OwnerOf(company);
    Own(most, company, kMost);
    Own(OwnerOf(company), company, kSecond);
    Own(OwnerOf(company), company, kThird);
    if (shape_ != Shape::kTangle && most != 0 && random_() % 100 == 0) {
      TakeBack(company, most);
    }
  }

  void Own(Node owner, Node company, std::int64_t shares) {
    market_.holdings.push_back({company, {owner, shares, shares}});
  }

  // The subsidiary takes what the third owner has of its parent.
  void TakeBack(Node subsidiary, Node parent) {
    Holding& third = market_.holdings[3 * std::size_t{parent} - 1];
    if (third.part.capital == kThird && third.company == parent) third.part.owner = subsidiary;
  }

  const Shape shape_;
  const Node size_;
  std::mt19937 random_;
  Market market_;
};

}  // namespace

const char* NameOf(Shape shape) {
  switch (shape) {
    case Shape::kGroups:
      return "groups";
    case Shape::kScaleFree:
      return "scale-free";
    case Shape::kTangle:
      break;
  }
  return "one tangle";
}

Market MakeMarket(Shape shape, Node size) { return MarketMaker(shape, size).Make(); }

}  // namespace ett::bench
