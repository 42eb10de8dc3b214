#include "services/hr/domain/protection.h"

#include <algorithm>
#include <utility>

#include "services/hr/domain/kernel.h"

namespace ett::hr {
namespace {

using Rule = Publication::Rule;

// Each round withholds at least one cell more; in practice three or four do.
constexpr int kMostRounds = 50;

class Protection {
 public:
  explicit Protection(const Publication& publication)
      : publication_(publication), cells_(static_cast<int>(publication.rule.size())) {
    for (int cell = 0; cell < cells_; ++cell) {
      if (publication.rule[cell] == Rule::kOpen) order_.push_back(cell);
    }
    std::stable_sort(order_.begin(), order_.end(),
                     [&](int a, int b) { return publication.weight[a] > publication.weight[b]; });
    AddSensitive();
    for (const AtomCounts& counts : publication.tables) unproven_.push_back(FewIn(counts));
  }

  std::vector<bool> Run() {
    for (int round = 0;; ++round) {
      Kernel kernel = PublishInOrder(publication_.cells_of, cells_, order_, contrasts_);
      const std::vector<Narrow> narrow = FindAllNarrow(kernel.basis);
      if (narrow.empty()) return std::move(kernel.published);
      // What was withheld stays so: then what was found wide stays wide.
      std::erase_if(order_, [&](int cell) { return !kernel.published[cell]; });
      for (const Narrow& one : narrow) {
        if (one.block.empty() || round >= kMostRounds) {
          WithholdAllWith(contrasts_[one.sum]);
        } else {
          contrasts_.push_back(one.block);
        }
      }
    }
  }

 private:
  void AddSensitive() {
    std::vector<int> contrast(cells_, -1);
    for (int cell = 0; cell < cells_; ++cell) {
      if (publication_.rule[cell] != Rule::kSensitive) continue;
      contrast[cell] = static_cast<int>(contrasts_.size());
      contrasts_.emplace_back();
    }
    for (std::size_t atom = 0; atom < publication_.cells_of.size(); ++atom) {
      for (const int cell : publication_.cells_of[atom]) {
        if (contrast[cell] < 0) continue;
        contrasts_[contrast[cell]].push_back({static_cast<int>(atom), 1});
      }
    }
    std::erase_if(contrasts_, [](const SparseVector& sum) { return sum.empty(); });
  }

  // The contrasts that are about somebody, but too few.
  std::vector<int> FewIn(const AtomCounts& counts) const {
    std::vector<int> few;
    for (std::size_t i = 0; i < contrasts_.size(); ++i) {
      int count = 0;
      for (const Term& term : contrasts_[i]) count += counts[term.at];
      if (count > 0 && count < publication_.fewest) few.push_back(static_cast<int>(i));
    }
    return few;
  }

  // With `sum` as an index of `contrasts_`.
  std::vector<Narrow> FindAllNarrow(const std::vector<SparseVector>& basis) {
    std::vector<Narrow> all;
    for (std::size_t i = 0; i < unproven_.size(); ++i) {
      std::vector<SparseVector> sums;
      for (const int contrast : unproven_[i]) sums.push_back(contrasts_[contrast]);
      auto narrow = FindNarrow(basis, publication_.tables[i], sums, publication_.fewest);
      for (Narrow& one : narrow) one.sum = unproven_[i][one.sum];
      unproven_[i].clear();
      for (const Narrow& one : narrow) unproven_[i].push_back(one.sum);
      all.insert(all.end(), narrow.begin(), narrow.end());
    }
    return all;
  }

  // Leaves the atoms of the sum to no published cell, so that nothing bounds it.
  void WithholdAllWith(const SparseVector& sum) {
    std::erase_if(order_, [&](int cell) {
      return std::any_of(sum.begin(), sum.end(), [&](const Term& term) {
        const auto& cells = publication_.cells_of[term.at];
        return std::find(cells.begin(), cells.end(), cell) != cells.end();
      });
    });
  }

  const Publication& publication_;
  const int cells_;
  std::vector<int> order_;
  std::vector<SparseVector> contrasts_;
  std::vector<std::vector<int>> unproven_;  // by table
};

}  // namespace

std::vector<bool> Protect(const Publication& publication) { return Protection(publication).Run(); }

}  // namespace ett::hr
