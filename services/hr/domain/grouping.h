#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace ett::hr {

struct Label {
  std::string id;
  std::string nb;
  std::string en;
};

// A division of the employments into categories that may have categories of their own. The first
// category is the whole, and the only one without a parent; a parent stands before its children.
// Once it has its rests, a category's children add up to it.
struct Grouping {
  std::vector<Label> labels;
  std::vector<int> parent;  // by category; -1 for the whole
  std::vector<int> own;     // by employment: its innermost category

  std::size_t size() const { return labels.size(); }

  int Add(Label label, int above) {
    labels.push_back(std::move(label));
    parent.push_back(above);
    return static_cast<int>(size()) - 1;
  }

  // A rest is a category without id: it is never shown, but it could be computed as what its parent
  // has besides the other children, and so has to be protected as they are.
  bool IsRest(int category) const { return labels[category].id.empty(); }

  // Gives every category that has both children and employments of its own a rest for these.
  void AddRests();
};

}  // namespace ett::hr
