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

Tables::Tables(const Rows& rows, const std::vector<int>& counts, std::size_t most_atoms)
    : counts_(counts), place_(counts.size()) {
  AddAtoms(rows.PartOf(most_atoms));
  for (const std::vector<int>& row : rows.all()) {
    std::map<int, std::vector<int>> columns;  // by part
    for (const int atom : row) columns[place_[atom].part].push_back(place_[atom].column);
    for (auto& [part, of_part] : columns) parts_[part]->rows.push_back(std::move(of_part));
  }
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
    parts_[part_of[atom]]->sought.push_back(0);
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
  model = std::make_unique<ClpSimplex>();
  model->setLogLevel(0);
  model->loadProblem(matrix, least.data(), most.data(), nullptr, zeros.data(), zeros.data());
}

void Tables::Part::FindExtreme(const std::vector<int>& counts, int direction, Change& change) {
  // The solver does not take programs without rows.
  if (rows.empty()) {
    for (std::size_t i = 0; i < atoms.size(); ++i) {
      const double least = -counts[atoms[i]];
      if (sought[i] != 0) change.emplace_back(atoms[i], sought[i] * direction > 0 ? kFar : least);
    }
    return;
  }
  if (model == nullptr) Load(counts);
  std::copy(sought.begin(), sought.end(), model->objective());
  model->setOptimizationDirection(-direction);  // Clp: 1 minimises
  model->primal(0, 7);
  const double* const by_column = model->primalColumnSolution();
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    if (std::abs(by_column[i]) > kSmall) change.emplace_back(atoms[i], by_column[i]);
  }
}

const double* Tables::Part::Prices() const {
  return model == nullptr ? nullptr : model->dualRowSolution();
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
  for (const int part : sought_in_) parts_[part]->FindExtreme(counts_, direction, change);
  return change;
}

SparseVector Tables::Block() const {
  std::map<int, FieldNumber> weights;
  for (const int index : sought_in_) {
    const Part& part = *parts_[index];
    const double* const prices = part.Prices();
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
