#include "services/hr/domain/org_grouping.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "services/hr/domain/stable_hash.h"

namespace ett::hr {
namespace {

// Stands for all that are counted.
constexpr int kCounted = -1;

// What a tree divides units into. Rows are told apart by a number.
struct Division {
  // Of a tree and a unit: the rows that it counts in.
  std::function<std::vector<int>(int, int)> rows_of;
  // Of a tree and a row.
  std::function<Label(int, int)> label;
  // Of a tree: its rows, in the order in which they are shown.
  std::function<std::vector<int>(int)> rows;
};

class Maker {
 public:
  Maker(const std::vector<Unit>& units, const std::vector<OrgTree>& trees, Division division)
      : units_(units),
        org_trees_(trees),
        trees_(static_cast<int>(trees.size())),
        division_(std::move(division)) {}

  Grouping Make(const std::vector<int>& unit_of) && {
    FindElements();
    for (int tree = 0; tree < trees_; ++tree) FindSets(tree);
    grouping_.rows.clear();
    for (int tree = 0; tree < trees_; ++tree) AddRows(tree);
    AddMembers();
    for (const int unit : unit_of) {
      grouping_.own.push_back(unit < 0 ? NoUnit() : element_[unit] + 1);
    }
    return std::move(grouping_);
  }

 private:
  // Units that are in the same rows of all trees up to one are together in a class of it. Those of
  // the last tree are the elements, whose categories are 1, 2, …
  void FindElements() {
    const std::size_t count = units_.size();
    element_.assign(count, 0);
    for (int tree = 0; tree < trees_; ++tree) {
      std::map<std::pair<int, std::vector<int>>, int> found;
      for (std::size_t unit = 0; unit < count; ++unit) {
        const std::pair key(element_[unit], division_.rows_of(tree, static_cast<int>(unit)));
        element_[unit] = found.try_emplace(key, static_cast<int>(found.size())).first->second;
      }
      element_count_ = static_cast<int>(found.size());
      classes_.push_back(element_);
    }
    for (int element = 0; element < element_count_; ++element) AddCategory({element});
    for (int tree = 0; tree < trees_; ++tree) {
      std::map<int, std::set<int>> elements;  // by class
      for (std::size_t unit = 0; unit < count; ++unit) {
        elements[classes_[tree][unit]].insert(element_[unit]);
      }
      for (const auto& [each, set] : elements) Show(tree, {set.begin(), set.end()});
    }
  }

  int Show(int tree, const std::vector<int>& elements) {
    const int category = AddCategory(elements);
    grouping_.shown_in.resize(grouping_.size());
    std::vector<int>& trees = grouping_.shown_in[category];
    const auto place = std::lower_bound(trees.begin(), trees.end(), tree);
    if (place == trees.end() || *place != tree) trees.insert(place, tree);
    return category;
  }

  int AddCategory(const std::vector<int>& elements) {
    const auto [entry, fresh] = category_.try_emplace(elements, static_cast<int>(grouping_.size()));
    if (!fresh) return entry->second;
    grouping_.above.emplace_back();
    grouping_.names.emplace_back();
    for (const int element : elements) grouping_.above[element + 1].push_back(entry->second);
    return entry->second;
  }

  void FindSets(int tree) {
    std::map<int, std::set<int>> elements;  // by row
    for (std::size_t unit = 0; unit < units_.size(); ++unit) {
      for (const int row : division_.rows_of(tree, static_cast<int>(unit))) {
        elements[row].insert(element_[unit]);
      }
    }
    auto& of_tree = category_of_.emplace_back();
    for (const auto& [row, set] : elements) of_tree[row] = Show(tree, {set.begin(), set.end()});
  }

  void AddRows(int tree) {
    std::vector<Row>& rows = grouping_.rows.emplace_back();
    // Of what was known earlier nothing is shown.
    if (org_trees_[tree].version != org_trees_.back().version) return;
    for (const int row : division_.rows(tree)) {
      const auto found = category_of_[tree].find(row);
      if (found == category_of_[tree].end()) continue;
      if (row == kCounted) {
        grouping_.counted.resize(trees_);
        grouping_.counted[tree] = found->second;
      } else {
        rows.push_back({division_.label(tree, row), found->second});
      }
    }
  }

  void AddMembers() {
    grouping_.members.resize(grouping_.size());
    for (std::size_t unit = 0; unit < units_.size(); ++unit) {
      for (const int category : grouping_.above[element_[unit] + 1]) {
        grouping_.members[category].push_back(
            {StableHash(units_[unit].id), units_[unit].days.first});
      }
    }
  }

  // Made when needed: for employments whose unit is not known.
  int NoUnit() {
    if (no_unit_ == 0) {
      no_unit_ = static_cast<int>(grouping_.size());
      grouping_.above.push_back({no_unit_});
      grouping_.names.emplace_back();
      grouping_.members.push_back({{StableHash("no unit"), 0}});
      grouping_.shown_in.emplace_back();
    }
    return no_unit_;
  }

  const std::vector<Unit>& units_;
  const std::vector<OrgTree>& org_trees_;
  const int trees_;
  const Division division_;
  int element_count_ = 0;
  std::vector<int> element_;                     // by unit
  std::vector<std::vector<int>> classes_;        // by tree and unit
  std::map<std::vector<int>, int> category_;     // by elements
  std::vector<std::map<int, int>> category_of_;  // by tree and row
  int no_unit_ = 0;
  Grouping grouping_;
};

// Parents before what is below them, level by level.
std::vector<int> InOrder(const OrgTree& tree) {
  const int count = static_cast<int>(tree.home.size());
  std::vector<std::vector<int>> below(count);
  std::vector<int> order;
  for (int unit = 0; unit < count; ++unit) {
    if (tree.home[unit] != unit) continue;
    (tree.parent[unit] < 0 ? order : below[tree.parent[unit]]).push_back(unit);
  }
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::vector<int>& children = below[order[i]];
    order.insert(order.end(), children.begin(), children.end());
  }
  return order;
}

}  // namespace

Grouping GroupByUnit(const std::vector<Unit>& units, const std::vector<OrgTree>& trees,
                     const std::vector<int>& unit_of) {
  Division division;
  division.rows_of = [&](int tree, int unit) {
    std::vector<int> rows;
    if (!trees[tree].is_counted[unit]) return rows;
    for (int at = trees[tree].home[unit]; at >= 0; at = trees[tree].parent[at]) rows.push_back(at);
    return rows;
  };
  division.label = [&](int tree, int unit) {
    return units[unit].terms[trees[tree].terms[unit]].label;
  };
  division.rows = [&](int tree) { return InOrder(trees[tree]); };
  return Maker(units, trees, std::move(division)).Make(unit_of);
}

Grouping GroupBySector(const std::vector<Unit>& units, const std::vector<OrgTree>& trees,
                       const std::vector<int>& unit_of, const std::function<Label(int)>& label) {
  std::vector<bool> all_counted;  // by tree
  for (const OrgTree& tree : trees) {
    const auto& is_counted = tree.is_counted;
    all_counted.push_back(std::find(is_counted.begin(), is_counted.end(), false) ==
                          is_counted.end());
  }
  Division division;
  division.rows_of = [&](int tree, int unit) {
    std::vector<int> rows;
    if (!trees[tree].is_counted[unit]) return rows;
    if (trees[tree].sector[unit] > 0) rows.push_back(trees[tree].sector[unit]);
    if (!all_counted[tree]) rows.push_back(kCounted);
    return rows;
  };
  division.label = [&](int, int sector) { return label(sector); };
  division.rows = [&](int tree) {
    std::set<int> sectors(trees[tree].sector.begin(), trees[tree].sector.end());
    sectors.insert(kCounted);
    return std::vector<int>(sectors.begin(), sectors.end());
  };
  return Maker(units, trees, std::move(division)).Make(unit_of);
}

Grouping GroupByService(const std::vector<Unit>& units, const std::vector<OrgTree>& trees,
                        const std::vector<int>& unit_of) {
  std::map<std::string, int> number;
  for (const OrgTree& tree : trees) {
    for (const std::string& service : tree.service) number[service] = 0;
  }
  number.erase("");
  std::vector<std::string> services;
  for (auto& [service, at] : number) {
    at = static_cast<int>(services.size());
    services.push_back(service);
  }
  Division division;
  division.rows_of = [&](int tree, int unit) {
    const auto found = number.find(trees[tree].service[unit]);
    const bool counts = found != number.end() && trees[tree].is_counted[unit];
    return counts ? std::vector<int>{found->second} : std::vector<int>();
  };
  division.label = [&](int, int service) {
    return Label{services[service], services[service], services[service]};
  };
  division.rows = [&](int) {
    std::vector<int> all;
    for (const auto& [service, at] : number) all.push_back(at);
    return all;
  };
  return Maker(units, trees, std::move(division)).Make(unit_of);
}

}  // namespace ett::hr
