#pragma once

#include <cstddef>
#include <vector>

#include "absl/status/statusor.h"
#include "services/ownership/domain/exact_share.h"
#include "services/ownership/domain/ownership_graph.h"

// The chains of holdings that an effective share comes of.
namespace ett::ownership {

struct Chain {
  std::vector<Node> nodes;  // from the owner to the company, none twice
  ExactShare share;  // the product of its holdings' parts of the capital, own shares included
};

struct Chains {
  std::vector<Chain> chains;  // the largest share first, then the shorter
  // Whether there are no others.
  bool is_complete = true;

  ExactShare Sum() const;
  // What an integrated share has beyond the chains: what cycles add, own shares among them. Where
  // the chains are not complete, those that are left out, too.
  ExactShare Beyond(const ExactShare& integrated) const { return integrated - Sum(); }
  double Beyond(double integrated) const;
};

// The largest `limit` chains from `owner` to `company`. Which of two that differ by less than one
// in 10¹² is left out is not defined. A search over very many chains gives up with those it has;
// they are not complete then. INVALID_ARGUMENT for an unknown node, for an owner that is the
// company, and for a limit of 0.
absl::StatusOr<Chains> ChainsBetween(const OwnershipGraph& graph, Node owner, Node company,
                                     std::size_t limit);

}  // namespace ett::ownership
