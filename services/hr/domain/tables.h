#pragma once

#include <coin/ClpSimplex.hpp>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "services/hr/domain/kernel.h"
#include "services/hr/domain/rows.h"

namespace ett::hr {

// By how much atoms change.
using Change = std::vector<std::pair<int, double>>;

// All tables that agree with a given one in everything published, as changes of it: linear programs
// with a column for each atom that can change at all, and a row for each sum that cannot; one for
// all that hangs together.
class Tables {
 public:
  // `counts` is by atom and must outlive this. Not all tables, if there are parts of more than
  // `most_atoms`: these are cut, and nothing moves from one piece to another.
  Tables(const Rows& rows, const std::vector<int>& counts, std::size_t most_atoms);

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
    std::unique_ptr<ClpSimplex> model;   // made when something is sought

    void Load(const std::vector<int>& counts);
    void FindExtreme(const std::vector<int>& counts, int direction, Change& change);
    // By row, of the last extreme; none where there are no rows.
    const double* Prices() const;
  };
  struct Place {
    int part = -1;  // −1 for an atom that cannot change
    int column = 0;
  };

  void AddAtoms(const std::vector<int>& part_of);

  const std::vector<int>& counts_;
  std::vector<Place> place_;  // by atom
  std::vector<std::unique_ptr<Part>> parts_;
  std::set<int> sought_in_;  // parts
};

}  // namespace ett::hr
