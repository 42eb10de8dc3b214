#pragma once

#include <vector>

#include "services/hr/domain/kernel.h"

// How far an attacker can narrow down what is withheld, who knows everything that is published and
// that no group has fewer than nobody.
namespace ett::hr {

// One table over the atoms: how many there are in each, at least 0.
using AtomCounts = std::vector<int>;

// Which of `sums` (of atoms, each counted once) can be narrowed down to an interval of less than
// `width`. For each of them the proof: a block, a sum of atoms with non-negative weights that is
// computable from what is published, has the sum in it and so bounds it from above. A block is
// empty where the proof has no short form. `basis` is that of the publication's kernel.
struct Narrow {
  int sum = 0;  // in `sums`
  SparseVector block;
};
std::vector<Narrow> FindNarrow(const std::vector<SparseVector>& basis, const AtomCounts& counts,
                               const std::vector<SparseVector>& sums, double width);

}  // namespace ett::hr
