#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace ett::ownership {

// x = b + M·x for a few unknowns, by elimination. M has no negative number and a spectral radius
// below 1, so pivots are above 0 and need not be chosen (I − M is an M-matrix).
template <typename Number>
class DenseSystem {
 public:
  explicit DenseSystem(std::size_t size) : size_(size), cells_(size * size) {
    for (std::size_t i = 0; i < size; ++i) At(i, i) = 1;
  }

  // To M.
  void Add(std::size_t row, std::size_t column, const Number& coefficient) {
    At(row, column) -= coefficient;
  }

  // Before the first Solve, after the last Add. False when rounding left a pivot that is not above
  // 0.
  bool Eliminate() {
    for (std::size_t pivot = 0; pivot < size_; ++pivot) {
      if (!(At(pivot, pivot) > 0)) return false;
      for (std::size_t row = pivot + 1; row < size_; ++row) EliminateIn(row, pivot);
    }
    return true;
  }

  std::vector<Number> Solve(std::vector<Number> b) const {
    for (std::size_t row = 0; row < size_; ++row) {
      for (std::size_t column = 0; column < row; ++column) b[row] -= At(row, column) * b[column];
    }
    for (std::size_t row = size_; row-- > 0;) {
      for (std::size_t column = row + 1; column < size_; ++column) {
        b[row] -= At(row, column) * b[column];
      }
      b[row] /= At(row, row);
    }
    return b;
  }

 private:
  Number& At(std::size_t row, std::size_t column) { return cells_[row * size_ + column]; }
  const Number& At(std::size_t row, std::size_t column) const {
    return cells_[row * size_ + column];
  }

  void EliminateIn(std::size_t row, std::size_t pivot) {
    if (At(row, pivot) == 0) return;
    const Number factor = At(row, pivot) / At(pivot, pivot);
    At(row, pivot) = factor;
    for (std::size_t column = pivot + 1; column < size_; ++column) {
      At(row, column) -= factor * At(pivot, column);
    }
  }

  std::size_t size_;
  std::vector<Number> cells_;  // lower part: factors; upper part: what is left
};

}  // namespace ett::ownership
