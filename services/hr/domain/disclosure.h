#pragma once

#include <cstdint>
#include <vector>

namespace ett::hr {

// Fewest persons that a published figure may be about. Practice; the law gives no number.
inline constexpr int kFewestPersons = 5;

// What lies behind one category of a breakdown.
struct Behind {
  int persons = 0;
  // Persons of the category that are in none of its own categories.
  int direct_persons = 0;
  // Must not be published whatever its number of persons.
  bool unsafe = false;
};

// Which categories must not be published. `parent` as in Grouping: the first is the whole.
//   - a category with fewer than `fewest` persons, but not none, or that is unsafe
//   - every category below one that is not published
//   - the next smallest ones beside these, until what a parent hides below it (the categories that
//     are not published and its direct persons) are `fewest` persons or more, and no hidden
//     category stands alone: otherwise it would be the difference between the parent and the rest
std::vector<bool> Suppressed(const std::vector<Behind>& cells, const std::vector<int>& parent,
                             int fewest = kFewestPersons);

// The p % rule: whether the second largest contributor could estimate the largest to within
// `percent` by subtracting its own from `total`. True also when there are no others.
bool IsDominated(double total, double largest, double second, double percent = 10);

}  // namespace ett::hr
