#include "services/ownership/domain/threshold.h"

#include "absl/numeric/int128.h"

namespace ett::ownership {

bool Reaches(const Counting& counting, const ThresholdRule& rule) {
  if (counting.whole == 0) return false;
  const absl::int128 has = absl::int128(counting.part) * rule.denominator;
  const absl::int128 wanted = absl::int128(counting.whole) * rule.numerator;
  return rule.is_inclusive ? has >= wanted : has > wanted;
}

bool Reaches(const Position& position, const ThresholdRule& rule) {
  const bool capital = Reaches(position.capital, rule);
  const bool votes = Reaches(position.votes, rule);
  switch (rule.counted) {
    case Counted::kCapital:
      return capital;
    case Counted::kVotes:
      return votes;
    case Counted::kBoth:
      return capital && votes;
    case Counted::kEither:
      return capital || votes;
  }
  return false;
}

std::vector<Threshold> ThresholdsReached(const Position& position) {
  std::vector<Threshold> reached;
  for (const ThresholdRule& rule : kThresholds) {
    if (Reaches(position, rule)) reached.push_back(rule.threshold);
  }
  return reached;
}

}  // namespace ett::ownership
