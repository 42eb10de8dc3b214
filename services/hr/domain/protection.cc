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
      : publication_(publication),
        cells_(static_cast<int>(publication.rule.size())),
        atoms_of_(cells_) {
    for (std::size_t atom = 0; atom < publication.cells_of.size(); ++atom) {
      for (const int cell : publication.cells_of[atom]) {
        atoms_of_[cell].push_back(static_cast<int>(atom));
      }
    }
  }

  std::vector<bool> Run() {
    std::vector<bool> published;
    for (const auto& [rank, cells] : CellsByRank()) {
      AddSensitive(rank);
      order_ = cells;
      published = AddToPublished();
    }
    return published;
  }

 private:
  int RankOf(int cell) const { return publication_.rank.empty() ? 0 : publication_.rank[cell]; }

  std::map<int, std::vector<int>> CellsByRank() const {
    std::map<int, std::vector<int>> by_rank = {{0, {}}};
    for (int cell = 0; cell < cells_; ++cell) {
      if (publication_.rule[cell] == Rule::kOpen) by_rank[RankOf(cell)].push_back(cell);
      if (publication_.rule[cell] == Rule::kSensitive) by_rank[RankOf(cell)];
    }
    for (auto& [rank, cells] : by_rank) {
      std::stable_sort(cells.begin(), cells.end(), [&](int a, int b) {
        return publication_.weight[a] > publication_.weight[b];
      });
    }
    return by_rank;
  }

  void AddSensitive(int rank) {
    for (int cell = 0; cell < cells_; ++cell) {
      const bool is_new = publication_.rule[cell] == Rule::kSensitive && RankOf(cell) == rank;
      if (!is_new || atoms_of_[cell].empty()) continue;
      sensitive_.push_back(static_cast<int>(contrasts_.size()));
      SparseVector& sum = contrasts_.emplace_back();
      for (const int atom : atoms_of_[cell]) sum.push_back({atom, 1});
    }
    // What is given away by what was published before they were cells cannot be helped.
    while (!decided_.empty()) {
      StartSearches();
      const std::vector<Narrow> narrow = FindAllNarrow(Publish());
      for (const Narrow& one : narrow) std::erase(sensitive_, one.sum);
      if (narrow.empty()) break;
    }
  }

  void StartSearches() {
    searches_.clear();
    for (const AtomCounts& counts : publication_.tables) {
      searches_.push_back(std::make_unique<IntervalSearch>(atoms_of_, counts, contrasts_,
                                                           publication_.fewest, FewIn(counts)));
    }
  }

  // The sensitive cells that are about somebody, but too few, as contrasts.
  std::vector<int> FewIn(const AtomCounts& counts) const {
    std::vector<int> few;
    for (const int contrast : sensitive_) {
      int count = 0;
      for (const Term& term : contrasts_[contrast]) count += counts[term.at];
      if (count > 0 && count < publication_.fewest) few.push_back(contrast);
    }
    return few;
  }

  // What is decided on, and of `order_` what does not give anything away exactly.
  std::vector<bool> Publish() const {
    std::vector<int> all = decided_;
    all.insert(all.end(), order_.begin(), order_.end());
    return PublishInOrder(publication_.cells_of, cells_, all, contrasts_, decided_.size());
  }

  // Of `order_` what may be published besides what is decided on.
  std::vector<bool> AddToPublished() {
    StartSearches();
    std::vector<bool> last;
    while (true) {
      // Each round withholds at least one cell more; three or four are usual.
      std::vector<bool> published = Publish();
      const std::vector<Narrow> narrow = FindAllNarrow(published);
      // What was withheld stays so: then what was found wide stays wide.
      std::erase_if(order_, [&](int cell) { return !published[cell]; });
      if (narrow.empty()) {
        decided_.insert(decided_.end(), order_.begin(), order_.end());
        order_.clear();
        return published;
      }
      // A block that is computable from what is decided on withholds nothing.
      const bool is_stuck = published == last;
      for (const Narrow& one : narrow) {
        if (one.block.empty() || is_stuck) {
          WithholdLightestWith(one.sum);
        } else {
          contrasts_.push_back(one.block);
        }
      }
      last = std::move(published);
    }
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

  // Withholds the lightest published cells that any of the sum is in, twice as many each time; in
  // the end all.
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
      if (lightest == order_.rend()) {
        // Others bound it together with what is decided on, which does not alone.
        if (i == 0) order_.clear();
        return;
      }
      order_.erase(std::next(lightest).base());
    }
  }

  const Publication& publication_;
  const int cells_;
  std::vector<std::vector<int>> atoms_of_;                 // by cell
  std::vector<int> decided_;                               // published, in order
  std::vector<int> order_;                                 // of one rank, on which to decide
  std::vector<SparseVector> contrasts_;                    // what must not be computable
  std::vector<int> sensitive_;                             // of these: the cells themselves
  std::vector<std::unique_ptr<IntervalSearch>> searches_;  // by table
  std::map<int, int> withheld_for_;                        // by contrast without a block
};

}  // namespace

std::vector<bool> Protect(const Publication& publication) { return Protection(publication).Run(); }

}  // namespace ett::hr
