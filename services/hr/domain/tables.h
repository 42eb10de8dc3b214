#pragma once

#include <coin/ClpSimplex.hpp>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "services/hr/domain/kernel.h"

namespace ett::hr {

// By how much atoms change.
using Change = std::vector<std::pair<int, double>>;

// All tables that agree with a given one in everything published, as changes of it: linear programs
// with a column for each atom that can change at all, and a row for each sum that cannot; one for
// all that hangs together.
class Tables {
 public:
  // `atoms_of` is by cell, `counts` by atom.
  Tables(const std::vector<std::vector<int>>& atoms_of, const std::vector<bool>& published,
         const std::vector<int>& counts);

  // Adds to what is sought: the sum, with this weight.
  void Seek(const SparseVector& sum, double weight);
  void SeekNothing();

  // The change to a table that has the most (`direction` 1) or least (−1) of what is sought.
  Change Extreme(int direction);

  // Of the last extreme, if it was of one sum's most: a sum with non-negative weights that has the
  // sum in it and is computable from what is published. Empty when it has no short form.
  SparseVector Block() const;

 private:
  struct Part {
    std::vector<int> atoms;              // by column
    std::vector<std::vector<int>> rows;  // columns
    std::vector<double> sought;          // by column
    ClpSimplex model;

    void Load(const std::vector<int>& counts);
    void FindExtreme(int direction, Change& change);
  };
  struct Place {
    int part = -1;  // −1 for an atom that cannot change
    int column = 0;
  };

  void AddAtoms(const std::vector<int>& part_of);

  std::vector<Place> place_;  // by atom
  std::vector<std::unique_ptr<Part>> parts_;
  std::set<int> sought_in_;  // parts
};

}  // namespace ett::hr
