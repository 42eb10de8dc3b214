#pragma once

#include <vector>

#include "services/hr/domain/field.h"

// What those who read a publication cannot tell apart. Persons are in *atoms*, groups that no cell
// divides; a *cell* is the sum of some atoms. Two tables that agree in all published cells differ
// by a vector over the atoms that is 0 in each of these cells; such vectors are the publication's
// kernel. A weighted sum of atoms can be computed from what is published if, and only if, it is 0
// on the whole kernel.
namespace ett::hr {

struct Term {
  int at = 0;  // an atom, or whatever the vector is over
  FieldNumber weight = 0;
};
using SparseVector = std::vector<Term>;

// Publishes the cells of `order`, first to last, each unless that would make one of `contrasts`
// (sums over atoms, in any order) computable from what is published; all other cells are withheld.
// Cells about nobody are published. `cells_of` has the cells of each atom that there is anybody in,
// and none for other atoms. Returns by cell whether it is published. Deterministic. Takes time
// roughly in proportion to the atoms, times the cells of an atom squared. The first `fixed` of
// `order` are published whatever they give away; what they do is no reason to withhold others.
std::vector<bool> PublishInOrder(const std::vector<std::vector<int>>& cells_of, int cells,
                                 const std::vector<int>& order,
                                 const std::vector<SparseVector>& contrasts, std::size_t fixed = 0);

}  // namespace ett::hr
