#include "services/hr/domain/tables.h"

#include <algorithm>
#include <cmath>
#include <coin/CoinPackedMatrix.hpp>
#include <map>
#include <numeric>
#include <optional>

namespace ett::hr {
namespace {

constexpr double kSmall = 1e-6;
// Further than any width that is asked for, and near enough for the solver's precision.
constexpr double kFar = 1e4;

// As a fraction of small numbers; nothing when it is none.
std::optional<FieldNumber> AsFraction(double number) {
  for (int denominator = 1; denominator <= 24; ++denominator) {
    const double numerator = std::round(number * denominator);
    if (std::abs(number * denominator - numerator) < kSmall) {
      return Fraction(static_cast<std::int64_t>(numerator), denominator);
    }
  }
  return std::nullopt;
}

// Sums that say the same as the published cells, but shorter: without atoms that are computable,
// and without other sums that are within. Few are left of a tree whose units are published, and
// what has no withheld cells in common falls apart.
class Rows {
 public:
  Rows(const std::vector<std::vector<int>>& atoms_of, const std::vector<bool>& published,
       std::size_t atoms)
      : rows_of_(atoms), is_fixed_(atoms) {
    for (std::size_t cell = 0; cell < atoms_of.size(); ++cell) {
      if (published[cell] && !atoms_of[cell].empty()) all_.push_back(atoms_of[cell]);
    }
    FixSingles();
    KeepDistinct();
    TakeOutWithin();
    FixSingles();
    KeepDistinct();
  }

  const std::vector<std::vector<int>>& all() const { return all_; }

  // By atom: the number of the part that it is in, which no row leaves; −1 for one that is fixed.
  std::vector<int> PartOf() const {
    std::vector<int> above(rows_of_.size());
    std::iota(above.begin(), above.end(), 0);
    const auto top = [&](int atom) {
      while (above[atom] != atom) atom = above[atom] = above[above[atom]];
      return atom;
    };
    for (const std::vector<int>& row : all_) {
      for (const int atom : row) above[top(atom)] = top(row[0]);
    }
    std::vector<int> part_of(above.size(), -1);
    int parts = 0;
    for (std::size_t atom = 0; atom < above.size(); ++atom) {
      if (is_fixed_[atom]) continue;
      int& of_top = part_of[top(static_cast<int>(atom))];
      if (of_top < 0) of_top = parts++;
      part_of[atom] = of_top;
    }
    return part_of;
  }

 private:
  // The smallest first.
  void KeepDistinct() {
    std::sort(all_.begin(), all_.end(), [](const auto& a, const auto& b) {
      return a.size() != b.size() ? a.size() < b.size() : a < b;
    });
    all_.erase(std::unique(all_.begin(), all_.end()), all_.end());
    if (!all_.empty() && all_[0].empty()) all_.erase(all_.begin());
    for (std::vector<int>& rows : rows_of_) rows.clear();
    for (std::size_t row = 0; row < all_.size(); ++row) {
      for (const int atom : all_[row]) rows_of_[atom].push_back(static_cast<int>(row));
    }
  }

  // From each sum, the largest that are within it.
  void TakeOutWithin() {
    const std::vector<std::vector<int>> whole = all_;
    std::vector<bool> is_left(rows_of_.size());
    for (std::size_t row = 0; row < whole.size(); ++row) {
      for (const int atom : whole[row]) is_left[atom] = true;
      for (const int atom : whole[row]) TakeOutAround(atom, static_cast<int>(row), whole, is_left);
      std::erase_if(all_[row], [&](int atom) { return !is_left[atom]; });
      for (const int atom : whole[row]) is_left[atom] = false;
    }
  }

  // The largest with the atom that stands before `row` and has only atoms that are left.
  void TakeOutAround(int atom, int row, const std::vector<std::vector<int>>& whole,
                     std::vector<bool>& is_left) const {
    const auto& having = rows_of_[atom];
    auto smaller = std::lower_bound(having.begin(), having.end(), row);
    while (is_left[atom] && smaller != having.begin()) {
      const std::vector<int>& within = whole[*--smaller];
      if (!std::all_of(within.begin(), within.end(), [&](int each) { return is_left[each]; })) {
        continue;
      }
      for (const int each : within) is_left[each] = false;
    }
  }

  void FixSingles() {
    std::vector<int> singles;
    KeepDistinct();
    for (std::size_t row = 0; row < all_.size(); ++row) {
      if (all_[row].size() == 1) singles.push_back(static_cast<int>(row));
    }
    while (!singles.empty()) {
      const int single = singles.back();
      singles.pop_back();
      if (all_[single].empty()) continue;
      const int atom = all_[single][0];
      is_fixed_[atom] = true;
      for (const int row : rows_of_[atom]) {
        std::erase(all_[row], atom);
        if (all_[row].size() == 1) singles.push_back(row);
      }
    }
  }

  std::vector<std::vector<int>> all_;      // atoms that are not fixed
  std::vector<std::vector<int>> rows_of_;  // by atom
  std::vector<bool> is_fixed_;             // by atom
};

}  // namespace

Tables::Tables(const std::vector<std::vector<int>>& atoms_of, const std::vector<bool>& published,
               const std::vector<int>& counts)
    : place_(counts.size()) {
  const Rows rows(atoms_of, published, counts.size());
  AddAtoms(rows.PartOf());
  for (const std::vector<int>& row : rows.all()) {
    std::vector<int>& columns = parts_[place_[row[0]].part]->rows.emplace_back();
    for (const int atom : row) columns.push_back(place_[atom].column);
  }
  for (const auto& part : parts_) part->Load(counts);
}

void Tables::AddAtoms(const std::vector<int>& part_of) {
  for (std::size_t atom = 0; atom < part_of.size(); ++atom) {
    if (part_of[atom] < 0) continue;
    while (static_cast<int>(parts_.size()) <= part_of[atom]) {
      parts_.push_back(std::make_unique<Part>());
    }
    std::vector<int>& atoms = parts_[part_of[atom]]->atoms;
    place_[atom] = {part_of[atom], static_cast<int>(atoms.size())};
    atoms.push_back(static_cast<int>(atom));
  }
}

void Tables::Part::Load(const std::vector<int>& counts) {
  std::vector<int> of_row, of_column;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (const int column : rows[row]) {
      of_row.push_back(static_cast<int>(row));
      of_column.push_back(column);
    }
  }
  const std::vector<double> ones(of_row.size(), 1);
  CoinPackedMatrix matrix(true, of_row.data(), of_column.data(), ones.data(),
                          static_cast<CoinBigIndex>(ones.size()));
  matrix.setDimensions(static_cast<int>(rows.size()), static_cast<int>(atoms.size()));
  std::vector<double> least;
  for (const int atom : atoms) least.push_back(-counts[atom]);
  const std::vector<double> most(atoms.size(), kFar);
  const std::vector<double> zeros(rows.size());
  sought.resize(atoms.size());
  model.setLogLevel(0);
  model.loadProblem(matrix, least.data(), most.data(), nullptr, zeros.data(), zeros.data());
}

void Tables::Part::FindExtreme(int direction, Change& change) {
  // The solver does not take programs without rows.
  if (rows.empty()) {
    for (std::size_t i = 0; i < atoms.size(); ++i) {
      const double least = model.columnLower()[i];
      if (sought[i] != 0) change.emplace_back(atoms[i], sought[i] * direction > 0 ? kFar : least);
    }
    return;
  }
  std::copy(sought.begin(), sought.end(), model.objective());
  model.setOptimizationDirection(-direction);  // Clp: 1 minimises
  model.primal(0, 7);
  const double* const by_column = model.primalColumnSolution();
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    if (std::abs(by_column[i]) > kSmall) change.emplace_back(atoms[i], by_column[i]);
  }
}

void Tables::Seek(const SparseVector& sum, double weight) {
  for (const Term& term : sum) {
    const Place& place = place_[term.at];
    if (place.part < 0) continue;
    parts_[place.part]->sought[place.column] += weight;
    sought_in_.insert(place.part);
  }
}

void Tables::SeekNothing() {
  for (const int part : sought_in_) {
    std::fill(parts_[part]->sought.begin(), parts_[part]->sought.end(), 0);
  }
  sought_in_.clear();
}

Change Tables::Extreme(int direction) {
  Change change;
  for (const int part : sought_in_) parts_[part]->FindExtreme(direction, change);
  return change;
}

SparseVector Tables::Block() const {
  std::map<int, FieldNumber> weights;
  for (const int index : sought_in_) {
    const Part& part = *parts_[index];
    const double* const prices = part.model.dualRowSolution();
    for (std::size_t row = 0; row < part.rows.size(); ++row) {
      if (std::abs(prices[row]) < kSmall) continue;
      const std::optional<FieldNumber> exact = AsFraction(prices[row]);
      if (!exact) return {};
      for (const int column : part.rows[row]) {
        FieldNumber& of_atom = weights[part.atoms[column]];
        of_atom = Add(of_atom, *exact);
      }
    }
  }
  SparseVector block;
  for (const auto& [atom, weight] : weights) {
    if (weight != 0) block.push_back({atom, weight});
  }
  return block;
}

}  // namespace ett::hr
