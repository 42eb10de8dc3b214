#include "services/hr/domain/disclosure.h"

#include <algorithm>
#include <cstddef>

namespace ett::hr {
namespace {

struct Hidden {
  int categories = 0;
  int persons = 0;
};

bool NeedsMore(const Hidden& hidden, const Behind& parent, int fewest) {
  if (hidden.categories == 0 && parent.direct_persons == 0) return false;
  if (hidden.categories == 1 && parent.direct_persons == 0) return true;
  return hidden.persons + parent.direct_persons < fewest;
}

// Hides children of a published parent until none can be recomputed from it and the others.
void ProtectChildren(const Behind& parent, std::vector<int> children,
                     const std::vector<Behind>& cells, int fewest, std::vector<bool>& suppressed) {
  std::stable_sort(children.begin(), children.end(),
                   [&](int a, int b) { return cells[a].persons < cells[b].persons; });
  Hidden hidden;
  for (const int child : children) {
    if (!suppressed[child]) continue;
    ++hidden.categories;
    hidden.persons += cells[child].persons;
  }
  for (const int child : children) {
    if (!NeedsMore(hidden, parent, fewest)) return;
    if (suppressed[child] || cells[child].persons == 0) continue;
    suppressed[child] = true;
    ++hidden.categories;
    hidden.persons += cells[child].persons;
  }
}

}  // namespace

std::vector<bool> Suppressed(const std::vector<Behind>& cells, const std::vector<int>& parent,
                             int fewest) {
  std::vector<bool> suppressed(cells.size());
  std::vector<std::vector<int>> children(cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    suppressed[i] = cells[i].persons > 0 && (cells[i].persons < fewest || cells[i].unsafe);
    if (parent[i] >= 0) children[parent[i]].push_back(static_cast<int>(i));
  }
  // Parents stand before their children, so what is decided for one is decided in time.
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (suppressed[i]) {
      for (const int child : children[i]) suppressed[child] = true;
    } else {
      ProtectChildren(cells[i], children[i], cells, fewest, suppressed);
    }
  }
  return suppressed;
}

bool IsDominated(double total, double largest, double second, double percent) {
  return total - largest - second < percent * largest / 100;
}

}  // namespace ett::hr
