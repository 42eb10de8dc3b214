#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "services/ownership/domain/exact_share.h"
#include "services/ownership/domain/ownership_graph.h"

// Who owns how much of whom, through all chains of companies and around all cycles. A[i][j] is i's
// part of j's capital, own shares those of j itself, and V = (I − A)⁻¹ counts every way down from i
// to j. There are three measures:
//
// - The *integrated* share Y = A + A·Y = V − I: what reaches i of a krone that j gives to its
// owners,
//   when all pass on what they get. What comes back to i goes down again, and counts again, so the
//   shares that all owners have of one company sum to more than 1. (Brioschi, Buzzacchi and Colombo
//   1989.)
// - The share *without return*, Y[i][j] / V[i][i]: ways that come back to i end there, so what i
// has
//   of others by owning itself is counted once. Differs from the first in cycles only. (Baldone,
//   Brioschi and Paleari 1997; Vitali, Glattfelder and Battiston 2011 correct network control so.)
// - The *ultimate* share (1 − Σ A[·][i])·V[i][j]: where a krone ends. The first factor is the part
//   of i that nobody is known to own: 1 of a person or a municipality, the untold part of a
//   company. Summed over all i, j among them, it is 1: owners' shares can be added up.
namespace ett::ownership {

// Companies that own each other entirely, together: nobody outside has any part in them, and there
// is no V to count ways by. (An irreducible matrix whose columns sum to 1 has spectral radius 1.)
struct ClosedGroup {
  std::vector<Node> companies;
  double share = 0;  // ultimate, of all in it together: what goes in never comes out
};

// `error` is the most that a number may differ from the true one; see `share_system.h`.
struct EffectiveHolding {
  Node company = 0;
  double integrated = 0;
  double error = 0;
};

struct EffectiveHoldings {
  // Every company that is reached, the owner itself when it is one of them.
  std::vector<EffectiveHolding> companies;
  // V[i][i] of the owner: the integrated share by this is that without return; 1 outside cycles.
  double return_factor = 1;
  // Of the owner: the part that nobody is known to own. V times this is the ultimate share.
  double untold = 1;
  // The integrated shares, as `companies` are. Nothing where too much is reached for it
  // (ExactFlow); else the numbers above are these, rounded.
  std::optional<std::vector<ExactShare>> exact;
  // The closed group that the owner is in; there is no answer then.
  std::optional<ClosedGroup> closed;
};

struct EffectiveOwner {
  Node owner = 0;
  double integrated = 0;
  double ultimate = 0;
  double error = 0;  // of the integrated share, and as much of the ultimate one
};

struct ExactOwner {
  ExactShare integrated;
  ExactShare ultimate;
};

struct EffectiveOwners {
  // Everybody who is above the company, and the company itself.
  std::vector<EffectiveOwner> owners;
  // As `owners` are. Nothing where too much is reached for it; else the numbers above are these,
  // rounded.
  std::optional<std::vector<ExactOwner>> exact;
  // Those above the company, or that it is in. Their companies are not among the owners; others
  // have their shares all the same.
  std::vector<ClosedGroup> closed;
};

// What `owner` has of all companies. Time and memory by what is reached, besides four bytes for
// each node. INVALID_ARGUMENT for an unknown node.
absl::StatusOr<EffectiveHoldings> EffectiveHoldingsOf(const OwnershipGraph& graph, Node owner);

// Who has what of `company`.
absl::StatusOr<EffectiveOwners> EffectiveOwnersOf(const OwnershipGraph& graph, Node company);

// V[i][i] of a node: by how much its integrated shares are too high because it owns itself through
// others. FAILED_PRECONDITION, naming the number of companies, for one in a closed group.
absl::StatusOr<double> ReturnFactorOf(const OwnershipGraph& graph, Node owner);

}  // namespace ett::ownership
