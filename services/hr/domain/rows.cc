#include "services/hr/domain/rows.h"

#include <algorithm>
#include <numeric>

namespace ett::hr {
Rows::Rows(const std::vector<std::vector<int>>& atoms_of, const std::vector<bool>& published,
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

std::vector<int> Rows::PartOf(std::size_t most_atoms) const {
  std::vector<int> above(rows_of_.size());
  std::vector<std::size_t> size(rows_of_.size(), 1);
  std::iota(above.begin(), above.end(), 0);
  const auto top = [&](int atom) {
    while (above[atom] != atom) atom = above[atom] = above[above[atom]];
    return atom;
  };
  for (const std::vector<int>& row : all_) {
    for (const int atom : row) {
      const int one = top(atom), other = top(row[0]);
      if (one == other || size[one] + size[other] > most_atoms) continue;
      above[one] = other;
      size[other] += size[one];
    }
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

// The smallest first.
void Rows::KeepDistinct() {
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
void Rows::TakeOutWithin() {
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
void Rows::TakeOutAround(int atom, int row, const std::vector<std::vector<int>>& whole,
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

void Rows::FixSingles() {
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

}  // namespace ett::hr
