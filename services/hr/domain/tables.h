#pragma once

#include <coin/ClpSimplex.hpp>
#include <memory>
#include <utility>
#include <vector>

#include "services/hr/domain/kernel.h"
#include "services/hr/domain/rows.h"

namespace ett::hr {

// All tables that agree with a given one in some rows, each a sum of atoms, as changes of it: a
// linear program with a column for each atom. Programs share nothing: each may be used by a thread
// of its own.
class Program {
 public:
  // By how much columns change.
  using Change = std::vector<std::pair<int, double>>;

  // Returns its column. The atom has `count`.
  int AddAtom(int atom, int count);
  void AddRow(std::vector<int> columns) { rows_.push_back(std::move(columns)); }

  std::size_t atoms() const { return atoms_.size(); }
  int AtomOf(int column) const { return atoms_[column]; }
  int CountOf(int column) const { return counts_[column]; }

  // Adds to what is sought.
  void Seek(int column, double weight) { sought_[column] += weight; }
  void SeekNothing() { sought_.assign(sought_.size(), 0); }

  // The change to a table that has the most (`direction` 1) or least (−1) of what is sought.
  Change Extreme(int direction);

  // Of the last extreme, if it was of one sum's most: a sum with non-negative weights that has the
  // sum in it and is computable from the rows. Empty when it has no short form.
  SparseVector Block() const;

  // Gives back the solver's memory, a megabyte and more; Block has nothing to say then.
  void Forget() { model_.reset(); }

 private:
  void Load();
  Change ExtremeWithoutRows(int direction) const;

  std::vector<int> atoms_, counts_;     // by column
  std::vector<std::vector<int>> rows_;  // columns
  std::vector<double> sought_;          // by column
  std::unique_ptr<ClpSimplex> model_;   // made when first asked for an extreme
};

// All tables that agree with a given one in everything published: a program for all that hangs
// together.
class Tables {
 public:
  struct Place {
    int part = -1;  // in `parts`; −1 for an atom that cannot change
    int column = 0;
  };

  // `counts` is by atom. Not all tables, if there are parts of more than `most_atoms`: these are
  // cut, and nothing moves from one piece to another.
  Tables(const Rows& rows, const std::vector<int>& counts, std::size_t most_atoms);

  std::vector<Program>& parts() { return parts_; }
  const std::vector<Program>& parts() const { return parts_; }
  Place PlaceOf(int atom) const { return place_[atom]; }

 private:
  void AddAtoms(const std::vector<int>& part_of, const std::vector<int>& counts);

  std::vector<Place> place_;  // by atom
  std::vector<Program> parts_;
};

}  // namespace ett::hr
