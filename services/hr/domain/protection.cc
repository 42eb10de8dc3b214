#include "services/hr/domain/protection.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <utility>

#include "services/hr/domain/kernel.h"

namespace ett::hr {
namespace {

using Rule = Publication::Rule;

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
    for (const AtomCounts& counts : publication.tables) {
      searches_.push_back(std::make_unique<IntervalSearch>(atoms_of_, counts, contrasts_,
                                                           publication.fewest, FewIn(counts)));
    }
  }

  std::vector<bool> Run() {
    while (true) {
      // Each round withholds at least one cell more; three or four are usual.
      std::vector<bool> published =
          PublishInOrder(publication_.cells_of, cells_, order_, contrasts_);
      const std::vector<Narrow> narrow = FindAllNarrow(published);
      if (narrow.empty()) return published;
      // What was withheld stays so: then what was found wide stays wide.
      std::erase_if(order_, [&](int cell) { return !published[cell]; });
      for (const Narrow& one : narrow) {
        if (one.block.empty()) {
          WithholdLightestWith(one.sum);
        } else {
          contrasts_.push_back(one.block);
        }
      }
    }
  }

 private:
  void AddSensitive() {
    atoms_of_.resize(cells_);
    for (std::size_t atom = 0; atom < publication_.cells_of.size(); ++atom) {
      for (const int cell : publication_.cells_of[atom]) {
        atoms_of_[cell].push_back(static_cast<int>(atom));
      }
    }
    for (int cell = 0; cell < cells_; ++cell) {
      if (publication_.rule[cell] != Rule::kSensitive || atoms_of_[cell].empty()) continue;
      SparseVector& sum = contrasts_.emplace_back();
      for (const int atom : atoms_of_[cell]) sum.push_back({atom, 1});
    }
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

  // With `sum` as an index of `contrasts_`, each once.
  std::vector<Narrow> FindAllNarrow(const std::vector<bool>& published) {
    std::map<int, Narrow> all;
    for (const auto& search : searches_) {
      for (Narrow& one : search->FindNarrow(published)) all.emplace(one.sum, std::move(one));
    }
    std::vector<Narrow> each_once;
    for (auto& [sum, narrow] : all) each_once.push_back(std::move(narrow));
    return each_once;
  }

  // Withholds the lightest published cells that any of the sum is in, twice as many each time. In
  // the end there are none, and then nothing bounds the sum.
  void WithholdLightestWith(int contrast) {
    const SparseVector& sum = contrasts_[contrast];
    const auto has_any = [&](int cell) {
      return std::any_of(sum.begin(), sum.end(), [&](const Term& term) {
        const auto& cells = publication_.cells_of[term.at];
        return std::find(cells.begin(), cells.end(), cell) != cells.end();
      });
    };
    int& count = withheld_for_[contrast];
    count = std::max(1, 2 * count);
    for (int i = 0; i < count; ++i) {
      const auto lightest = std::find_if(order_.rbegin(), order_.rend(), has_any);
      if (lightest == order_.rend()) return;
      order_.erase(std::next(lightest).base());
    }
  }

  const Publication& publication_;
  const int cells_;
  std::vector<std::vector<int>> atoms_of_;  // by cell
  std::vector<int> order_;
  std::vector<SparseVector> contrasts_;
  std::vector<std::unique_ptr<IntervalSearch>> searches_;  // by table
  std::map<int, int> withheld_for_;                        // by contrast without a block
};

}  // namespace

std::vector<bool> Protect(const Publication& publication) { return Protection(publication).Run(); }

}  // namespace ett::hr
