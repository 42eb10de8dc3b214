#include "services/hr/domain/tables.h"

#include <algorithm>
#include <cmath>
#include <coin/CoinPackedMatrix.hpp>
#include <map>
#include <optional>
#include <utility>

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

}  // namespace

int Program::AddAtom(int atom, int count) {
  atoms_.push_back(atom);
  counts_.push_back(count);
  sought_.push_back(0);
  return static_cast<int>(atoms_.size()) - 1;
}

void Program::Load() {
  std::vector<int> of_row, of_column;
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    for (const int column : rows_[row]) {
      of_row.push_back(static_cast<int>(row));
      of_column.push_back(column);
    }
  }
  const std::vector<double> ones(of_row.size(), 1);
  CoinPackedMatrix matrix(true, of_row.data(), of_column.data(), ones.data(),
                          static_cast<CoinBigIndex>(ones.size()));
  matrix.setDimensions(static_cast<int>(rows_.size()), static_cast<int>(atoms_.size()));
  std::vector<double> least;
  for (const int count : counts_) least.push_back(-count);
  const std::vector<double> most(atoms_.size(), kFar);
  const std::vector<double> zeros(rows_.size());
  model_ = std::make_unique<ClpSimplex>();
  model_->setLogLevel(0);
  model_->scaling(0);  // all coefficients are 1
  model_->loadProblem(matrix, least.data(), most.data(), nullptr, zeros.data(), zeros.data());
}

// The solver does not take programs without rows.
Program::Change Program::ExtremeWithoutRows(int direction) const {
  Change change;
  for (std::size_t i = 0; i < atoms_.size(); ++i) {
    if (sought_[i] == 0) continue;
    change.emplace_back(static_cast<int>(i), sought_[i] * direction > 0 ? kFar : -counts_[i]);
  }
  return change;
}

Program::Change Program::Extreme(int direction) {
  if (rows_.empty()) return ExtremeWithoutRows(direction);
  const bool is_first = model_ == nullptr;
  if (is_first) Load();
  std::copy(sought_.begin(), sought_.end(), model_->objective());
  model_->setOptimizationDirection(-direction);  // Clp: 1 minimises
  // All columns have bounds, so that the dual algorithm needs no first phase; the primal one goes
  // on from where the last extreme was.
  if (is_first) model_->dual(0, 7);
  model_->primal(0, 7);
  Change change;
  const double* const by_column = model_->primalColumnSolution();
  for (std::size_t i = 0; i < atoms_.size(); ++i) {
    if (std::abs(by_column[i]) > kSmall) change.emplace_back(static_cast<int>(i), by_column[i]);
  }
  return change;
}

SparseVector Program::Block() const {
  if (model_ == nullptr) return {};
  std::map<int, FieldNumber> weights;
  const double* const prices = model_->dualRowSolution();
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    if (std::abs(prices[row]) < kSmall) continue;
    const std::optional<FieldNumber> exact = AsFraction(prices[row]);
    if (!exact) return {};
    for (const int column : rows_[row]) {
      FieldNumber& of_atom = weights[atoms_[column]];
      of_atom = Add(of_atom, *exact);
    }
  }
  SparseVector block;
  for (const auto& [atom, weight] : weights) {
    if (weight != 0) block.push_back({atom, weight});
  }
  return block;
}

Tables::Tables(const Rows& rows, const std::vector<int>& counts, std::size_t most_atoms)
    : place_(counts.size()) {
  AddAtoms(rows.PartOf(most_atoms), counts);
  for (const std::vector<int>& row : rows.all()) {
    std::map<int, std::vector<int>> columns;  // by part
    for (const int atom : row) columns[place_[atom].part].push_back(place_[atom].column);
    for (auto& [part, of_part] : columns) parts_[part].AddRow(std::move(of_part));
  }
}

void Tables::AddAtoms(const std::vector<int>& part_of, const std::vector<int>& counts) {
  for (std::size_t atom = 0; atom < part_of.size(); ++atom) {
    const int part = part_of[atom];
    if (part < 0) continue;
    if (static_cast<int>(parts_.size()) <= part) parts_.resize(part + 1);
    place_[atom] = {part, parts_[part].AddAtom(static_cast<int>(atom), counts[atom])};
  }
}

}  // namespace ett::hr
