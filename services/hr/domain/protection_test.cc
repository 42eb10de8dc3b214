#include "services/hr/domain/protection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <set>
#include <tuple>

#include "services/hr/domain/testing/attacker.h"

namespace ett::hr {
namespace {

using Rule = Publication::Rule;
using testing::ElementsAre;

constexpr int kFewest = 5;

// Persons by place in a tree, sex and age, in some months, and all cells of tree × sex × age.
struct Municipality {
  Publication publication;
  std::vector<std::vector<int>> atoms_of;  // by cell

  int Count(int cell, const AtomCounts& counts) const {
    int count = 0;
    for (const int atom : atoms_of[cell]) count += counts[atom];
    return count;
  }

  // As the service does: a cell about somebody must be about enough in every month.
  void Finish() {
    Publication& all = publication;
    atoms_of.resize(all.weight.size());
    all.rule.resize(all.weight.size());
    for (std::size_t atom = 0; atom < all.cells_of.size(); ++atom) {
      for (const int cell : all.cells_of[atom]) atoms_of[cell].push_back(static_cast<int>(atom));
    }
    for (std::size_t cell = 0; cell < all.weight.size(); ++cell) {
      for (const AtomCounts& counts : all.tables) {
        const int count = Count(static_cast<int>(cell), counts);
        all.weight[cell] += count;
        if (count < kFewest && !atoms_of[cell].empty()) all.rule[cell] = Rule::kSensitive;
      }
    }
  }
};

// A tree of units: each but the first below an earlier one.
using Parents = std::vector<int>;

Municipality Fill(const Parents& parents, int ages, int months, const std::function<int()>& some) {
  Municipality municipality;
  Publication& publication = municipality.publication;
  std::map<std::tuple<int, int, int>, int> cells;
  const auto cell = [&](int unit, int sex, int age) {
    const auto found = cells.emplace(std::tuple(unit, sex, age), static_cast<int>(cells.size()));
    if (found.second) publication.weight.push_back(0);
    return found.first->second;
  };
  publication.tables.resize(months);
  for (int unit = 0; unit < static_cast<int>(parents.size()); ++unit) {
    for (int sex = 1; sex <= 2; ++sex) {
      for (int age = 1; age <= ages; ++age) {
        int in_all = 0;
        for (AtomCounts& counts : publication.tables) in_all += counts.emplace_back(some());
        std::set<int> of_atom;
        for (int above = unit; above >= 0; above = parents[above]) {
          for (const int s : {0, sex}) {
            for (const int a : {0, age}) of_atom.insert(cell(above, s, a));
          }
        }
        if (in_all == 0) of_atom.clear();
        publication.cells_of.emplace_back(of_atom.begin(), of_atom.end());
      }
    }
  }
  municipality.Finish();
  return municipality;
}

Municipality Some(int most_units, int months) {
  Parents parents = {-1};
  const int units = *rc::gen::inRange(2, most_units + 1);
  for (int i = 1; i < units; ++i) parents.push_back(*rc::gen::inRange(0, i));
  const int ages = *rc::gen::inRange(1, 4);
  return Fill(parents, ages, months, [] {
    return *rc::gen::weightedOneOf<int>(
        {{2, rc::gen::just(0)}, {4, rc::gen::inRange(1, 4)}, {2, rc::gen::inRange(4, 30)}});
  });
}

Attacker AttackerOn(const Municipality& municipality, const std::vector<bool>& published,
                    const AtomCounts& counts) {
  std::vector<PublishedCell> cells;
  for (std::size_t i = 0; i < published.size(); ++i) {
    if (!published[i]) continue;
    const int cell = static_cast<int>(i);
    cells.push_back(
        {municipality.atoms_of[cell], static_cast<double>(municipality.Count(cell, counts))});
  }
  return Attacker(static_cast<int>(counts.size()), std::move(cells));
}

// The withheld cells that can be computed, and the sensitive ones about somebody that can be
// narrowed down, in any month.
std::vector<int> SeenThrough(const Municipality& municipality, const std::vector<bool>& published) {
  std::vector<int> seen;
  for (const AtomCounts& counts : municipality.publication.tables) {
    Attacker attacker = AttackerOn(municipality, published, counts);
    for (std::size_t i = 0; i < published.size(); ++i) {
      const int cell = static_cast<int>(i);
      if (published[i]) continue;
      const int count = municipality.Count(cell, counts);
      const bool few = municipality.publication.rule[i] == Rule::kSensitive && count > 0;
      if (attacker.CanCompute(municipality.atoms_of[i]) ||
          (few && count < kFewest && attacker.Width(municipality.atoms_of[i]) < kFewest - 1e-6)) {
        seen.push_back(cell);
      }
    }
  }
  return seen;
}

RC_GTEST_PROP(Protection, NoAttackerSeesThroughIt, ()) {
  const Municipality municipality = Some(7, 1);
  RC_ASSERT(SeenThrough(municipality, Protect(municipality.publication)).empty());
}

RC_GTEST_PROP(Protection, NoAttackerSeesThroughAnyOfTheMonths, ()) {
  const Municipality municipality = Some(5, 3);
  RC_ASSERT(SeenThrough(municipality, Protect(municipality.publication)).empty());
}

RC_GTEST_PROP(Protection, NothingWithheldFollowsExactly, ()) {
  const Municipality municipality = Some(3, 1);
  const auto published = Protect(municipality.publication);
  const Attacker attacker = AttackerOn(municipality, published, municipality.publication.tables[0]);
  for (std::size_t i = 0; i < published.size(); ++i) {
    RC_ASSERT(published[i] || !attacker.CanComputeExactly(municipality.atoms_of[i]));
  }
}

RC_GTEST_PROP(Protection, SensitiveIsWithheldAndNobodyIsNot, ()) {
  const Municipality municipality = Some(7, 1);
  const auto published = Protect(municipality.publication);
  for (std::size_t i = 0; i < published.size(); ++i) {
    if (municipality.publication.rule[i] == Rule::kSensitive) RC_ASSERT(!published[i]);
    if (municipality.atoms_of[i].empty()) RC_ASSERT(published[i]);
  }
}

// So that the attacker is known to bite: without what is withheld beside the sensitive cells it
// sees through nearly all of a hundred municipalities, and without the intervals through some.
TEST(Attacker, SeesThroughLesserProtection) {
  int seen_through = 0, narrowed = 0;
  for (int seed = 1; seed <= 100; ++seed) {
    unsigned state = seed;
    const auto some = [&state] {
      state = state * 1103515245 + 12345;
      return static_cast<int>((state >> 16) % 9);
    };
    const Municipality municipality = Fill({-1, 0, 0, 1, 1, 2, 2}, 2, 1, some);
    std::vector<bool> published;
    for (const Rule rule : municipality.publication.rule) {
      published.push_back(rule != Rule::kSensitive);
    }
    seen_through += !SeenThrough(municipality, published).empty();
    EXPECT_THAT(SeenThrough(municipality, Protect(municipality.publication)), testing::IsEmpty());
    Publication exact_only = municipality.publication;
    exact_only.tables.clear();
    narrowed += !SeenThrough(municipality, Protect(exact_only)).empty();
  }
  EXPECT_GT(seen_through, 90);
  EXPECT_GT(narrowed, 10);
}

// Cells 0 the whole, 1.. its parts.
Publication Parts(const std::vector<int>& persons) {
  Publication publication;
  publication.rule = {Rule::kOpen};
  publication.weight = {1000};
  publication.tables = {persons};
  for (std::size_t i = 0; i < persons.size(); ++i) {
    const bool few = persons[i] > 0 && persons[i] < kFewest;
    publication.rule.push_back(few ? Rule::kSensitive : Rule::kOpen);
    publication.weight.push_back(persons[i]);
    publication.cells_of.emplace_back();
    if (persons[i] > 0) publication.cells_of.back() = {0, static_cast<int>(i) + 1};
  }
  return publication;
}

TEST(Protection, TheSmallestIsWithheldBesideATooSmallOne) {
  EXPECT_THAT(Protect(Parts({4, 100, 9})), ElementsAre(true, false, true, false));
}

TEST(Protection, TwoTooSmallOnesHideEachOtherIfTogetherTheyAreEnough) {
  EXPECT_THAT(Protect(Parts({3, 3, 20})), ElementsAre(true, false, false, true));
  EXPECT_THAT(Protect(Parts({1, 1, 20})), ElementsAre(true, false, false, false));
}

TEST(Protection, NobodyHidesNobody) {
  EXPECT_THAT(Protect(Parts({0, 4, 20})), ElementsAre(true, true, false, false));
}

TEST(Protection, NothingIsWithheldWhereAllAreEnough) {
  EXPECT_THAT(Protect(Parts({5, 10})), ElementsAre(true, true, true));
}

TEST(Protection, AClosedCellMayBeComputed) {
  Publication publication = Parts({10, 20});
  publication.rule[1] = Rule::kClosed;
  EXPECT_THAT(Protect(publication), ElementsAre(true, false, true));
}

TEST(Protection, IsTheSameEveryTime) {
  const Municipality municipality =
      Fill({-1, 0, 0, 1, 2}, 3, 2, [n = 0]() mutable { return n = (n * 7 + 3) % 11; });
  EXPECT_EQ(Protect(municipality.publication), Protect(municipality.publication));
}

}  // namespace
}  // namespace ett::hr
