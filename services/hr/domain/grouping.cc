#include "services/hr/domain/grouping.h"

namespace ett::hr {

void Grouping::AddRests() {
  const std::size_t count = size();
  std::vector<bool> has_children(count);
  for (const int above : parent) {
    if (above >= 0) has_children[above] = true;
  }
  std::vector<int> rest(count, -1);
  for (int& category : own) {
    if (!has_children[category]) continue;
    if (rest[category] < 0) rest[category] = Add({}, category);
    category = rest[category];
  }
}

}  // namespace ett::hr
