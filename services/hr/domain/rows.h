#pragma once

#include <cstddef>
#include <vector>

namespace ett::hr {

// Sums that say the same as the published cells, but shorter: without atoms that are computable,
// and without other sums that are within. Few are left of a tree whose units are published, and
// what has no withheld cells in common falls apart.
class Rows {
 public:
  // `atoms_of` and `published` are by cell.
  Rows(const std::vector<std::vector<int>>& atoms_of, const std::vector<bool>& published,
       std::size_t atoms);

  // Atoms that are not fixed; the shortest first.
  const std::vector<std::vector<int>>& all() const { return all_; }

  // By atom: the number of its part; −1 for one that is fixed. Parts that no row leaves, where they
  // have at most `most_atoms`; else they are cut, so that what has a short row in common stays
  // together.
  std::vector<int> PartOf(std::size_t most_atoms) const;

 private:
  void KeepDistinct();
  void TakeOutWithin();
  void TakeOutAround(int atom, int row, const std::vector<std::vector<int>>& whole,
                     std::vector<bool>& is_left) const;
  void FixSingles();

  std::vector<std::vector<int>> all_;
  std::vector<std::vector<int>> rows_of_;  // by atom
  std::vector<bool> is_fixed_;             // by atom
};

}  // namespace ett::hr
