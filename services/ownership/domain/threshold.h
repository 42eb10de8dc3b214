#pragma once

#include <array>
#include <cstdint>
#include <vector>

// What a part of a company's votes and capital gives a right to, by the Companies Act (aksjeloven).
namespace ett::ownership {

enum class Threshold {
  kDemandsMeeting,    // may demand an extraordinary general meeting: § 5-6
  kBlocksArticles,    // can keep the articles from being changed: § 5-18
  kOrdinaryMajority,  // decides, elects the board: § 5-17
  kChangesArticles,   // § 5-18
  kSqueezesOut,       // may take over the rest of the shares: § 4-26
  kSoleOwner,
};

// What has to reach it.
enum class Counted { kCapital, kVotes, kBoth, kEither };

struct ThresholdRule {
  Threshold threshold;
  std::int64_t numerator;
  std::int64_t denominator;
  bool is_inclusive;  // "at least" the part, else "more than"
  Counted counted;
};

// The least first.
inline constexpr std::array<ThresholdRule, 6> kThresholds = {{
    {Threshold::kDemandsMeeting, 1, 10, true, Counted::kCapital},
    // Whoever changes articles needs two thirds of both, so a third of either is enough to block.
    {Threshold::kBlocksArticles, 1, 3, false, Counted::kEither},
    {Threshold::kOrdinaryMajority, 1, 2, false, Counted::kVotes},
    {Threshold::kChangesArticles, 2, 3, true, Counted::kBoth},
    {Threshold::kSqueezesOut, 9, 10, false, Counted::kBoth},
    {Threshold::kSoleOwner, 1, 1, true, Counted::kCapital},
}};

// A part of a whole, neither negative. Nothing of 0 reaches no threshold.
struct Counting {
  std::int64_t part = 0;
  std::int64_t whole = 0;
};

// What an owner, or owners together, have of a company. Own shares are in neither whole: they are
// not represented.
struct Position {
  Counting capital;
  Counting votes;
};

// Exact: compares integers of 128 bits.
bool Reaches(const Counting& counting, const ThresholdRule& rule);
bool Reaches(const Position& position, const ThresholdRule& rule);

std::vector<Threshold> ThresholdsReached(const Position& position);

}  // namespace ett::ownership
