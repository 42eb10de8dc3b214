#include "services/hr/domain/interval.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <numeric>
#include <thread>
#include <utility>

namespace ett::hr {
namespace {

constexpr double kSmall = 1e-6;

// Most sums vary enough among tables that differ in their neighbourhood only, and many small
// programs are solved sooner than a large one.
constexpr std::size_t kNeighbourhoods[] = {250, 500};

// Fewer are done with sooner than a thread is started.
constexpr std::size_t kAtomsForThreads = 1000;

// Calls `act` with each part, in two threads if there is enough to do; the largest parts first.
template <typename Act>
void ForEachPart(const std::vector<Program>& parts, const Act& act) {
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return parts[a].atoms() > parts[b].atoms();
  });
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < order.size(); i = next++) act(order[i]);
  };
  std::size_t atoms = 0;
  for (const Program& part : parts) atoms += part.atoms();
  std::thread other;
  if (atoms >= kAtomsForThreads && parts.size() > 1) other = std::thread(work);
  work();
  if (other.joinable()) other.join();
}

}  // namespace

IntervalSearch::IntervalSearch(const std::vector<std::vector<int>>& atoms_of,
                               const AtomCounts& counts, const std::vector<SparseVector>& sums,
                               double width, std::vector<int> to_prove)
    : atoms_of_(atoms_of),
      counts_(counts),
      sums_(sums),
      width_(width),
      unproven_(std::move(to_prove)),
      ranges_(sums.size()) {}

bool IntervalSearch::IsWide(const Range& range) const {
  return range.most - range.least >= width_ - kSmall;
}

std::vector<Narrow> IntervalSearch::FindNarrow(const std::vector<bool>& published) {
  if (unproven_.empty()) return {};
  const Rows rows(atoms_of_, published, counts_.size());
  for (const std::size_t most_atoms : kNeighbourhoods) {
    Tables near(rows, counts_, most_atoms);
    Keep(Search(near, /*to_the_end=*/false));
  }
  Tables tables(rows, counts_, counts_.size());
  Pieces pieces = Search(tables, /*to_the_end=*/true);
  Keep(pieces);
  return NarrowAmong(std::move(pieces));
}

// Of what is to prove.
IntervalSearch::Pieces IntervalSearch::Divide(const Tables& tables) const {
  Pieces pieces(tables.parts().size());
  for (const int sum : unproven_) {
    std::map<int, std::vector<int>> columns;  // by part
    for (const Term& term : sums_[sum]) {
      const Tables::Place place = tables.PlaceOf(term.at);
      if (place.part >= 0) columns[place.part].push_back(place.column);
    }
    const bool is_all = columns.size() == 1;
    for (auto& [part, of_part] : columns) {
      Piece& piece = pieces[part].emplace_back();
      piece.sum = sum;
      piece.columns = std::move(of_part);
      piece.is_all = is_all;
      if (!is_all) continue;
      piece.least = ranges_[sum].least;
      piece.most = ranges_[sum].most;
    }
  }
  return pieces;
}

IntervalSearch::Pieces IntervalSearch::Search(Tables& tables, bool to_the_end) {
  Pieces pieces = Divide(tables);
  ForEachPart(tables.parts(), [&](std::size_t part) {
    Program& program = tables.parts()[part];
    PartSearch search(program, pieces[part], width_);
    search.ProveTogether();
    if (to_the_end) search.ProveEach();
    program.Forget();
  });
  return pieces;
}

// Parts change independently of each other: a sum varies by as much as its pieces do together.
void IntervalSearch::Keep(const Pieces& pieces) {
  std::map<int, Range> found;  // by sum
  for (const std::vector<Piece>& of_part : pieces) {
    for (const Piece& piece : of_part) {
      found[piece.sum].least += piece.least;
      found[piece.sum].most += piece.most;
    }
  }
  for (const auto& [sum, range] : found) {
    ranges_[sum].least = std::min(ranges_[sum].least, range.least);
    ranges_[sum].most = std::max(ranges_[sum].most, range.most);
  }
  std::erase_if(unproven_, [&](int sum) { return IsWide(ranges_[sum]); });
}

// A sum in several parts is bounded by the blocks of its pieces together. What cannot change at all
// has no pieces, and no proof.
std::vector<Narrow> IntervalSearch::NarrowAmong(Pieces pieces) const {
  std::map<int, Narrow> narrow;  // by sum
  std::map<int, bool> is_proven;
  for (const int sum : unproven_) narrow[sum] = {sum, {}};
  for (std::vector<Piece>& of_part : pieces) {
    for (Piece& piece : of_part) {
      const auto found = narrow.find(piece.sum);
      if (found == narrow.end()) continue;
      if (piece.found == Piece::Found::kCovered) {
        narrow.erase(found);
        continue;
      }
      const auto [known, fresh] = is_proven.try_emplace(piece.sum, true);
      known->second = known->second && !piece.block.empty();
      SparseVector& block = found->second.block;
      block.insert(block.end(), piece.block.begin(), piece.block.end());
      if (!known->second) block.clear();
    }
  }
  std::vector<Narrow> all;
  for (auto& [sum, one] : narrow) all.push_back(std::move(one));
  return all;
}

}  // namespace ett::hr
