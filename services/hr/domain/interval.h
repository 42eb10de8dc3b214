#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "services/hr/domain/kernel.h"
#include "services/hr/domain/part_search.h"

// How far an attacker can narrow down what is withheld, who knows everything that is published and
// that no group has fewer than nobody.
namespace ett::hr {

// One table over the atoms: how many there are in each, at least 0.
using AtomCounts = std::vector<int>;

// A sum of atoms that can be narrowed down, with the proof: a block, a sum with non-negative
// weights that is computable from what is published and has the sum in it, and so bounds it from
// above. The block is empty where the proof has no short form.
struct Narrow {
  int sum = 0;  // in `sums`
  SparseVector block;
};

// Searches for tables that agree with a given one in everything published, and in which sums of its
// atoms differ. Two threads search, each in parts of its own: what is found does not depend on
// which is the faster.
class IntervalSearch {
 public:
  // What is to differ by `width` or more: those of `sums` whose indices are in `to_prove`. Cells
  // are given by the atoms that they are the sum of; what is given by reference must outlive this.
  IntervalSearch(const std::vector<std::vector<int>>& atoms_of, const AtomCounts& counts,
                 const std::vector<SparseVector>& sums, double width, std::vector<int> to_prove);

  // Those that do not; of several that share a block, one. `published` is by cell, and false where
  // it was false before.
  std::vector<Narrow> FindNarrow(const std::vector<bool>& published);

 private:
  // How far a sum was found to vary.
  struct Range {
    double least = 0, most = 0;
  };

  using Pieces = std::vector<std::vector<Piece>>;  // by part

  bool IsWide(const Range& range) const;
  Pieces Divide(const Tables& tables) const;
  Pieces Search(Tables& tables, bool to_the_end);
  void Keep(const Pieces& pieces);
  std::vector<Narrow> NarrowAmong(Pieces pieces) const;

  const std::vector<std::vector<int>>& atoms_of_;
  const AtomCounts& counts_;
  const std::vector<SparseVector>& sums_;
  const double width_;
  std::vector<int> unproven_;
  std::vector<Range> ranges_;  // by sum
};

}  // namespace ett::hr
