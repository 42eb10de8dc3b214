#include "services/hr/domain/organisation.h"

#include <algorithm>
#include <limits>
#include <set>
#include <tuple>
#include <utility>

namespace ett::hr {
namespace {

class TreeMaker {
 public:
  TreeMaker(const std::vector<Unit>& units, Day day)
      : units_(units), day_(day), count_(static_cast<int>(units.size())) {}

  OrgTree Make() && {
    tree_.from = day_;
    for (const Unit& unit : units_) tree_.terms.push_back(TermsOn(unit));
    for (int unit = 0; unit < count_; ++unit) tree_.home.push_back(HomeOf(unit));
    for (int unit = 0; unit < count_; ++unit) tree_.parent.push_back(ParentOf(unit));
    BreakCycles();
    PlaceSplit();
    for (int unit = 0; unit < count_; ++unit) Inherit(unit);
    return std::move(tree_);
  }

 private:
  int TermsOn(const Unit& unit) const {
    const Day day = std::min(day_, unit.days.last);
    int terms = 0;
    while (unit.terms[terms].last < day) ++terms;
    return terms;
  }

  const UnitTerms& Terms(int unit) const { return units_[unit].terms[tree_.terms[unit]]; }

  bool HasEnded(int unit) const { return units_[unit].days.last < day_; }

  int HomeOf(int unit) const {
    // Ends also where successors go round in a ring.
    for (int steps = 0; steps < count_; ++steps) {
      if (!HasEnded(unit) || units_[unit].successors.size() != 1) return unit;
      unit = units_[unit].successors[0];
    }
    return unit;
  }

  int ParentOf(int unit) const {
    const int above = Terms(tree_.home[unit]).parent;
    return above < 0 ? -1 : tree_.home[above];
  }

  // What is above itself stands at the top.
  void BreakCycles() {
    std::vector<int> state(count_);  // 0 not seen; 1 on the way up; 2 done
    for (int unit = 0; unit < count_; ++unit) {
      std::vector<int> way;
      int at = unit;
      while (at >= 0 && state[at] == 0) {
        state[at] = 1;
        way.push_back(at);
        at = tree_.parent[at];
      }
      if (at >= 0 && state[at] == 1) tree_.parent[at] = -1;
      for (const int done : way) state[done] = 2;
    }
  }

  std::vector<int> WayUp(int unit) const {
    std::vector<int> way;
    for (; unit >= 0; unit = tree_.parent[unit]) way.push_back(unit);
    return way;
  }

  // A unit that was split belongs below the nearest that all that carry on are below.
  void PlaceSplit() {
    for (int unit = 0; unit < count_; ++unit) {
      if (!HasEnded(unit) || units_[unit].successors.size() < 2) continue;
      std::vector<int> common;
      for (const int successor : units_[unit].successors) {
        std::vector<int> way = WayUp(tree_.home[successor]);
        way.erase(way.begin());
        if (successor == units_[unit].successors[0]) common = way;
        std::erase_if(
            common, [&](int each) { return std::find(way.begin(), way.end(), each) == way.end(); });
      }
      const bool goes_round = std::find(common.begin(), common.end(), unit) != common.end();
      if (!common.empty() && !goes_round) tree_.parent[unit] = common[0];
    }
  }

  void Inherit(int unit) {
    int sector = 0;
    std::string service;
    bool is_counted = true;
    for (const int each : WayUp(tree_.home[unit])) {
      const UnitTerms& terms = Terms(each);
      if (sector == 0) sector = terms.sector;
      if (service.empty()) service = terms.service;
      is_counted = is_counted && terms.is_counted;
    }
    tree_.sector.push_back(sector);
    tree_.service.push_back(std::move(service));
    tree_.is_counted.push_back(is_counted);
  }

  const std::vector<Unit>& units_;
  const Day day_;
  const int count_;
  OrgTree tree_;
};

}  // namespace

std::vector<OrgTree> TreesOf(const std::vector<Unit>& units) {
  std::set<Day> days = {std::numeric_limits<Day>::min()};
  const auto add = [&](Day last) {
    if (last < kOpenEnd) days.insert(last + 1);
  };
  for (const Unit& unit : units) {
    for (const UnitTerms& terms : unit.terms) add(terms.last);
    if (!unit.successors.empty()) add(unit.days.last);
  }
  std::vector<OrgTree> trees;
  for (const Day day : days) trees.push_back(TreeMaker(units, day).Make());
  return trees;
}

bool AreAlike(const std::vector<OrgTree>& a, const std::vector<OrgTree>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const OrgTree& x, const OrgTree& y) {
    return std::tie(x.from, x.home, x.parent, x.sector, x.service, x.is_counted) ==
           std::tie(y.from, y.home, y.parent, y.sector, y.service, y.is_counted);
  });
}

int TreeOn(const std::vector<OrgTree>& trees, Day day) {
  int tree = static_cast<int>(trees.size()) - 1;
  while (tree > 0 && trees[tree].from > day && trees[tree - 1].version == trees[tree].version) {
    --tree;
  }
  return tree;
}

std::vector<int> RanksOn(const std::vector<OrgTree>& trees, Span days) {
  std::vector<int> ranks;
  int next_rank = 0;
  for (std::size_t tree = 0; tree < trees.size(); ++tree) {
    const auto is_of_version = [&](std::size_t other) {
      return other < trees.size() && trees[other].version == trees[tree].version;
    };
    const bool is_over = is_of_version(tree + 1) && trees[tree + 1].from <= days.first;
    const bool is_first = tree == 0 || !is_of_version(tree - 1) || ranks.back() < 0;
    // Together with the one before, if it began while the days went by.
    if (!is_over && (is_first || trees[tree].from > days.last)) ++next_rank;
    ranks.push_back(is_over ? -1 : next_rank - 1);
  }
  return ranks;
}

}  // namespace ett::hr
