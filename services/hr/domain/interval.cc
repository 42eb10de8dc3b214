#include "services/hr/domain/interval.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "services/hr/domain/tables.h"

namespace ett::hr {
namespace {

constexpr double kSmall = 1e-6;

}  // namespace

IntervalSearch::IntervalSearch(const std::vector<std::vector<int>>& atoms_of,
                               const AtomCounts& counts, const std::vector<SparseVector>& sums,
                               double width, std::vector<int> to_prove)
    : atoms_of_(atoms_of),
      counts_(counts),
      sums_(sums),
      width_(width),
      unproven_(std::move(to_prove)),
      sums_of_(counts.size()),
      ranges_(sums.size()) {
  for (const int sum : unproven_) {
    for (const Term& term : sums[sum]) sums_of_[term.at].push_back(sum);
  }
}

bool IntervalSearch::IsWide(int sum) const {
  return ranges_[sum].most - ranges_[sum].least >= width_ - kSmall;
}

std::vector<Narrow> IntervalSearch::FindNarrow(const std::vector<bool>& published) {
  if (unproven_.empty()) return {};
  Tables tables(atoms_of_, published, counts_);
  ProveTogether(tables);
  std::vector<Narrow> narrow;
  std::unordered_set<int> known;
  for (const int sum : unproven_) {
    if (IsWide(sum) || known.contains(sum)) continue;
    auto one = ProveAlone(tables, sum);
    if (!one) continue;
    for (const int within : FindWithin(one->block)) known.insert(within);
    narrow.push_back(*std::move(one));
  }
  std::erase_if(unproven_, [&](int sum) { return IsWide(sum); });
  return narrow;
}

// An extreme of many sums at once, each with a sign by chance, is wide for a good part of them.
void IntervalSearch::ProveTogether(Tables& tables) {
  for (std::size_t proven = unproven_.size(); proven * 20 > unproven_.size();) {
    tables.SeekNothing();
    for (const int sum : unproven_) {
      random_ = random_ * 6364136223846793005U + 1442695040888963407U;
      const double weight = 1.0 / static_cast<double>(sums_[sum].size());
      tables.Seek(sums_[sum], random_ >> 63 != 0 ? weight : -weight);
    }
    Go(tables, 1);
    proven = std::erase_if(unproven_, [&](int sum) { return IsWide(sum); });
  }
}

std::optional<Narrow> IntervalSearch::ProveAlone(Tables& tables, int sum) {
  tables.SeekNothing();
  tables.Seek(sums_[sum], 1);
  Go(tables, 1);
  const bool could_be_wide = Count(sums_[sum]) + ranges_[sum].most >= width_ - kSmall;
  if (could_be_wide && !IsWide(sum)) {
    Go(tables, -1);
    if (!IsWide(sum)) Go(tables, 1);
  }
  if (IsWide(sum)) return std::nullopt;
  return Narrow{sum, tables.Block()};
}

// An extreme is a table for all sums.
void IntervalSearch::Go(Tables& tables, int direction) {
  std::unordered_map<int, double> by_sum;
  for (const auto& [atom, by] : tables.Extreme(direction)) {
    for (const int sum : sums_of_[atom]) by_sum[sum] += by;
  }
  for (const auto& [sum, by] : by_sum) {
    ranges_[sum].least = std::min(ranges_[sum].least, by);
    ranges_[sum].most = std::max(ranges_[sum].most, by);
  }
}

int IntervalSearch::Count(const SparseVector& sum) const {
  int count = 0;
  for (const Term& term : sum) count += counts_[term.at];
  return count;
}

// The sums that are narrow by the same proof: those within a block of few.
std::vector<int> IntervalSearch::FindWithin(const SparseVector& block) const {
  int count = 0;
  std::unordered_map<int, std::size_t> covered;
  for (const Term& term : block) {
    const std::optional<int> weight = ToSmall(term.weight);
    if (!weight) return {};
    count += *weight * counts_[term.at];
    for (const int sum : sums_of_[term.at]) ++covered[sum];
  }
  if (count >= width_ - kSmall) return {};
  std::vector<int> within;
  for (const auto& [sum, atoms] : covered) {
    if (atoms == sums_[sum].size()) within.push_back(sum);
  }
  return within;
}

}  // namespace ett::hr
