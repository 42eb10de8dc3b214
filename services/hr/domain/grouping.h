#pragma once

#include <string>
#include <vector>

namespace ett::hr {

struct Label {
  std::string id;
  std::string nb;
  std::string en;
};

// A division of the employments into categories that may have categories of their own. The first
// category is the whole, and the only one without a parent; a parent stands before its children.
struct Grouping {
  std::vector<Label> labels;
  std::vector<int> parent;  // by category; -1 for the whole
  std::vector<int> own;     // by employment: its innermost category

  std::size_t size() const { return labels.size(); }

  // `count(category)` for each category that the employment counts in, innermost first.
  template <typename Count>
  void ForEachOf(std::size_t employment, Count count) const {
    for (int category = own[employment]; category >= 0; category = parent[category]) {
      count(category);
    }
  }

  // Whether the employment counts in the category.
  bool Has(int category, std::size_t employment) const {
    bool has = false;
    ForEachOf(employment, [&](int each) { has |= each == category; });
    return has;
  }
};

// Counts distinct persons by category, when fed in order of person.
class PersonCounter {
 public:
  explicit PersonCounter(std::size_t categories) : last_(categories, -1) {}

  // Whether the person is new to the category.
  bool IsNew(int category, int person) {
    if (last_[category] == person) return false;
    last_[category] = person;
    return true;
  }

 private:
  std::vector<int> last_;
};

}  // namespace ett::hr
