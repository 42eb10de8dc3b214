#include "services/hr/domain/interval.h"

#include <algorithm>
#include <cmath>
#include <coin/ClpSimplex.hpp>
#include <memory>
#include <numeric>
#include <optional>
#include <utility>

namespace ett::hr {
namespace {

// Further than any width that is asked for, and near enough for the solver's precision.
constexpr double kFar = 1e5;
constexpr double kSmall = 1e-6;

// The atoms that vary together: what the vectors of the basis that share atoms are about.
struct Component {
  std::vector<int> atoms;                                  // in order
  std::vector<std::vector<std::pair<int, double>>> moves;  // by vector: place in `atoms`, weight
};

// What a sum has in one component.
struct Part {
  int sum = 0;
  std::vector<int> places;     // in the component's atoms
  double least = 0, most = 0;  // the changes that were found possible
};

class Components {
 public:
  Components(const std::vector<SparseVector>& basis, std::size_t atoms)
      : component_(atoms, -1), place_(atoms, -1), above_(atoms) {
    std::iota(above_.begin(), above_.end(), 0);
    for (const SparseVector& vector : basis) {
      for (const Term& term : vector) above_[Top(term.at)] = Top(vector[0].at);
    }
    for (const SparseVector& vector : basis) AddMove(vector);
  }

  std::vector<Component>& all() { return all_; }
  int component(int atom) const { return component_[atom]; }
  int place(int atom) const { return place_[atom]; }

 private:
  int Top(int atom) {
    while (above_[atom] != atom) atom = above_[atom] = above_[above_[atom]];
    return atom;
  }

  int ComponentOf(int atom) {
    int& of_top = component_[Top(atom)];
    if (of_top < 0) {
      of_top = static_cast<int>(all_.size());
      all_.emplace_back();
    }
    return of_top;
  }

  // A vector whose weights are not small whole numbers is left out: then less is found possible
  // than is, which errs on the safe side.
  void AddMove(const SparseVector& vector) {
    const int index = ComponentOf(vector[0].at);
    std::vector<std::pair<int, double>> move;
    for (const Term& term : vector) {
      const std::optional<int> weight = ToSmall(term.weight);
      if (!weight) return;
      if (place_[term.at] < 0) {
        component_[term.at] = index;
        place_[term.at] = static_cast<int>(all_[index].atoms.size());
        all_[index].atoms.push_back(term.at);
      }
      move.emplace_back(place_[term.at], *weight);
    }
    all_[index].moves.push_back(std::move(move));
  }

  std::vector<int> component_, place_, above_;  // by atom
  std::vector<Component> all_;
};

// The tables that are possible in one component: how far each vector may be gone along until some
// atom had fewer than nobody.
class Possible {
 public:
  Possible(const Component& component, const AtomCounts& counts) : component_(component) {
    model_.setLogLevel(0);
    const int rows = static_cast<int>(component.atoms.size());
    model_.resize(rows, 0);
    for (int i = 0; i < rows; ++i) {
      model_.setRowLower(i, -counts[component.atoms[i]]);
      model_.setRowUpper(i, COIN_DBL_MAX);
    }
    for (const auto& move : component.moves) {
      std::vector<int> places;
      std::vector<double> weights;
      for (const auto& [place, weight] : move) {
        places.push_back(place);
        weights.push_back(weight);
      }
      model_.addColumn(static_cast<int>(places.size()), places.data(), weights.data(), -kFar, kFar,
                       0);
    }
  }

  // The change of each atom that makes the part's change the largest (`direction` 1) or smallest
  // (−1).
  std::vector<double> Extreme(const Part& part, int direction) {
    std::vector<bool> in_part(component_.atoms.size());
    for (const int place : part.places) in_part[place] = true;
    for (std::size_t i = 0; i < component_.moves.size(); ++i) {
      double gain = 0;
      for (const auto& [place, weight] : component_.moves[i]) gain += in_part[place] ? weight : 0;
      model_.setObjectiveCoefficient(static_cast<int>(i), gain);
    }
    model_.setOptimizationDirection(-direction);  // Clp: 1 minimises
    model_.primal(1);
    const double* const along = model_.primalColumnSolution();
    std::vector<double> change(component_.atoms.size());
    for (std::size_t i = 0; i < component_.moves.size(); ++i) {
      for (const auto& [place, weight] : component_.moves[i]) change[place] += weight * along[i];
    }
    return change;
  }

  // Of the last extreme, a largest one: the weights with which atoms stop it.
  std::vector<double> Stops() const {
    const double* const prices = model_.dualRowSolution();
    std::vector<double> stops(component_.atoms.size());
    for (std::size_t i = 0; i < stops.size(); ++i) stops[i] = std::max(0.0, -prices[i]);
    return stops;
  }

 private:
  const Component& component_;
  ClpSimplex model_;
};

// As a fraction of small numbers; nothing when it is none.
std::optional<FieldNumber> AsFraction(double number) {
  for (int denominator = 1; denominator <= 12; ++denominator) {
    const double numerator = std::round(number * denominator);
    if (std::abs(number * denominator - numerator) < kSmall) {
      return Fraction(static_cast<std::int64_t>(numerator), denominator);
    }
  }
  return std::nullopt;
}

// Terms of one atom as one.
SparseVector Merged(SparseVector terms) {
  std::sort(terms.begin(), terms.end(), [](const Term& a, const Term& b) { return a.at < b.at; });
  SparseVector merged;
  for (const Term& term : terms) {
    if (!merged.empty() && merged.back().at == term.at) {
      merged.back().weight = Subtract(merged.back().weight, Subtract(0, term.weight));
    } else {
      merged.push_back(term);
    }
  }
  return merged;
}

class Search {
 public:
  Search(const std::vector<SparseVector>& basis, const AtomCounts& counts,
         const std::vector<SparseVector>& sums, double width)
      : components_(basis, counts.size()), counts_(counts), sums_(sums), width_(width) {
    widths_.resize(sums.size());
    parts_.resize(components_.all().size());
    for (std::size_t i = 0; i < sums.size(); ++i) AddParts(static_cast<int>(i));
  }

  std::vector<Narrow> Run() {
    for (std::size_t i = 0; i < parts_.size(); ++i) SearchIn(static_cast<int>(i));
    std::vector<Narrow> narrow;
    for (std::size_t i = 0; i < sums_.size(); ++i) {
      if (!IsWide(static_cast<int>(i))) narrow.push_back({static_cast<int>(i), Block(i)});
    }
    return narrow;
  }

 private:
  void AddParts(int sum) {
    for (const Term& term : sums_[sum]) {
      const int component = components_.component(term.at);
      if (component < 0 || components_.place(term.at) < 0) continue;
      auto& parts = parts_[component];
      if (parts.empty() || parts.back().sum != sum) parts.push_back({sum, {}, 0, 0});
      parts.back().places.push_back(components_.place(term.at));
    }
  }

  bool IsWide(int sum) const { return widths_[sum] >= width_ - kSmall; }

  void Note(const std::vector<double>& change, std::vector<Part>& parts) {
    for (Part& part : parts) {
      double of_part = 0;
      for (const int place : part.places) of_part += change[place];
      widths_[part.sum] -= part.most - part.least;
      part.least = std::min(part.least, of_part);
      part.most = std::max(part.most, of_part);
      widths_[part.sum] += part.most - part.least;
    }
  }

  // An extreme of one part is a possible table for all others, too, and often all they need.
  void SearchIn(int component) {
    auto& parts = parts_[component];
    std::optional<Possible> possible;
    for (const Part& part : parts) {
      for (const int direction : {1, -1}) {
        if (IsWide(part.sum)) break;
        if (!possible) possible.emplace(components_.all()[component], counts_);
        Note(possible->Extreme(part, direction), parts);
      }
    }
  }

  // What bounds the sum in each of its components.
  SparseVector Block(std::size_t sum) {
    SparseVector block = sums_[sum];
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      for (const Part& part : parts_[i]) {
        if (part.sum == static_cast<int>(sum) && !AddStops(components_.all()[i], part, block)) {
          return {};
        }
      }
    }
    return Merged(std::move(block));
  }

  // False when what stops the part has no exact form.
  bool AddStops(const Component& component, const Part& part, SparseVector& block) {
    Possible possible(component, counts_);
    possible.Extreme(part, 1);
    const std::vector<double> stops = possible.Stops();
    for (std::size_t place = 0; place < stops.size(); ++place) {
      if (stops[place] < kSmall) continue;
      const auto weight = AsFraction(stops[place]);
      if (!weight) return false;
      block.push_back({component.atoms[place], *weight});
    }
    return true;
  }

  Components components_;
  const AtomCounts& counts_;
  const std::vector<SparseVector>& sums_;
  const double width_;
  std::vector<double> widths_;            // by sum: what was found possible
  std::vector<std::vector<Part>> parts_;  // by component
};

}  // namespace

std::vector<Narrow> FindNarrow(const std::vector<SparseVector>& basis, const AtomCounts& counts,
                               const std::vector<SparseVector>& sums, double width) {
  return Search(basis, counts, sums, width).Run();
}

}  // namespace ett::hr
