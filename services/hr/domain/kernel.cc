#include "services/hr/domain/kernel.h"

#include <algorithm>
#include <utility>

namespace ett::hr {
namespace {

// A vector of the kernel, seen from the cells still to be decided and from the contrasts: what
// these are on it, where that is not 0. Terms stand by falling `at`, cells by place in the order:
// the next to be decided is last.
struct View {
  SparseVector cells, contrasts;

  std::size_t size() const { return cells.size() + contrasts.size(); }
};

void SortDown(SparseVector& terms) {
  std::sort(terms.begin(), terms.end(), [](const Term& a, const Term& b) { return a.at > b.at; });
}

FieldNumber WeightAt(const SparseVector& terms, int at) {
  const auto found = std::lower_bound(terms.begin(), terms.end(), at,
                                      [](const Term& term, int place) { return term.at > place; });
  return found != terms.end() && found->at == at ? found->weight : 0;
}

// `terms` −= `factor` × `other`.
void SubtractMultiple(SparseVector& terms, const SparseVector& other, FieldNumber factor) {
  SparseVector difference;
  difference.reserve(terms.size() + other.size());
  auto mine = terms.begin();
  auto its = other.begin();
  while (mine != terms.end() || its != other.end()) {
    if (its == other.end() || (mine != terms.end() && mine->at > its->at)) {
      difference.push_back(*mine++);
    } else if (mine == terms.end() || its->at > mine->at) {
      difference.push_back({its->at, Subtract(0, Multiply(factor, its->weight))});
      ++its;
    } else {
      const FieldNumber weight = Subtract(mine->weight, Multiply(factor, its->weight));
      if (weight != 0) difference.push_back({mine->at, weight});
      ++mine;
      ++its;
    }
  }
  terms = std::move(difference);
}

class Elimination {
 public:
  Elimination(const std::vector<std::vector<int>>& cells_of, int cells,
              const std::vector<int>& order, const std::vector<SparseVector>& contrasts)
      : having_next_(order.size()), having_contrast_(contrasts.size()) {
    std::vector<int> place(cells, -1);
    for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = static_cast<int>(i);
    std::vector<SparseVector> contrasts_of(cells_of.size());
    for (std::size_t i = 0; i < contrasts.size(); ++i) {
      for (const Term& term : contrasts[i]) {
        contrasts_of[term.at].push_back({static_cast<int>(i), term.weight});
      }
    }
    for (std::size_t atom = 0; atom < cells_of.size(); ++atom) {
      if (cells_of[atom].empty()) continue;
      View view;
      view.contrasts = std::move(contrasts_of[atom]);
      for (const int cell : cells_of[atom]) {
        if (place[cell] >= 0) view.cells.push_back({place[cell], 1});
      }
      SortDown(view.cells);
      SortDown(view.contrasts);
      views_.push_back(std::move(view));
      CountContrasts(views_.back(), 1);
      AwaitNext(static_cast<int>(views_.size()) - 1);
    }
  }

  // Whether the cell at `place` was published. Places must come in order.
  bool Decide(int place, bool is_fixed) {
    const std::vector<int> having = std::move(having_next_[place]);
    if (having.empty()) return true;  // nobody, or computable already
    const bool publish = is_fixed || !WouldReveal(having);
    if (publish) {
      Eliminate(having);
    } else {
      for (const int view : having) views_[view].cells.pop_back();
    }
    for (const int view : having) AwaitNext(view);
    return publish;
  }

 private:
  void AwaitNext(int view) {
    if (!views_[view].cells.empty()) having_next_[views_[view].cells.back().at].push_back(view);
  }

  void CountContrasts(const View& view, int by) {
    for (const Term& term : view.contrasts) having_contrast_[term.at] += by;
  }

  // The contrast and the cell that is next are the same, but for a factor, on all of the kernel.
  bool IsProportional(const std::vector<int>& having, int contrast) const {
    const View& first = views_[having[0]];
    const FieldNumber of_first = WeightAt(first.contrasts, contrast);
    return std::all_of(having.begin(), having.end(), [&](int each) {
      const View& view = views_[each];
      return Multiply(WeightAt(view.contrasts, contrast), first.cells.back().weight) ==
             Multiply(of_first, view.cells.back().weight);
    });
  }

  // Whether a contrast would be 0 on what is left of the kernel when the cell that is next for
  // `having`, all the vectors that it is not 0 on, were published.
  bool WouldReveal(const std::vector<int>& having) const {
    const int shortest = *std::min_element(having.begin(), having.end(), [&](int a, int b) {
      return views_[a].contrasts.size() < views_[b].contrasts.size();
    });
    const auto& contrasts = views_[shortest].contrasts;
    return std::any_of(contrasts.begin(), contrasts.end(), [&](const Term& term) {
      return having_contrast_[term.at] == static_cast<int>(having.size()) &&
             IsProportional(having, term.at);
    });
  }

  // Makes the cell that is next 0 on the kernel, which loses one dimension.
  void Eliminate(const std::vector<int>& having) {
    const int pivot = *std::min_element(having.begin(), having.end(), [&](int a, int b) {
      return views_[a].size() < views_[b].size();
    });
    const View gone = std::move(views_[pivot]);
    views_[pivot] = View();
    CountContrasts(gone, -1);
    const FieldNumber inverse = Invert(gone.cells.back().weight);
    for (const int each : having) {
      if (each == pivot) continue;
      View& view = views_[each];
      const FieldNumber factor = Multiply(view.cells.back().weight, inverse);
      CountContrasts(view, -1);
      SubtractMultiple(view.cells, gone.cells, factor);
      SubtractMultiple(view.contrasts, gone.contrasts, factor);
      CountContrasts(view, 1);
    }
  }

  std::vector<View> views_;
  std::vector<std::vector<int>> having_next_;  // by place: the vectors with this cell next
  std::vector<int> having_contrast_;           // by contrast: how many vectors it is not 0 on
};

}  // namespace

std::vector<bool> PublishInOrder(const std::vector<std::vector<int>>& cells_of, int cells,
                                 const std::vector<int>& order,
                                 const std::vector<SparseVector>& contrasts, std::size_t fixed) {
  std::vector<bool> published(cells, true);
  for (const auto& of_atom : cells_of) {
    for (const int cell : of_atom) published[cell] = false;
  }
  Elimination elimination(cells_of, cells, order, contrasts);
  for (std::size_t i = 0; i < order.size(); ++i) {
    published[order[i]] = elimination.Decide(static_cast<int>(i), i < fixed);
  }
  return published;
}

}  // namespace ett::hr
