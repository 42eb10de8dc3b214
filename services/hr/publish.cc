#include "services/hr/publish.h"

#include <algorithm>
#include <utility>

namespace ett::hr {

figures::Text ToText(const Label& label) { return figures::MakeText(label.nb, label.en); }

figures::Absent Withheld() {
  return {figures::pb::CELL_REASON_SUPPRESSED,
          figures::MakeText("færre enn 5 kunne bli gjenkjent", "fewer than 5 could be recognised")};
}

std::vector<figures::Entry> Publish(const figures::Query& query, figures::Period period,
                                    const Breakdown& breakdown, const Standing& standing) {
  const bool broken_down = !query.dimensions.empty();
  std::vector<Behind> behind;
  for (const Found& found : breakdown.found) behind.push_back(found.behind);
  const std::vector<bool> suppressed = Suppressed(behind, breakdown.parent);
  std::vector<figures::Entry> entries;
  const std::size_t count = broken_down ? breakdown.found.size() : 1;
  for (std::size_t i = 0; i < std::min(count, breakdown.found.size()); ++i) {
    const Label& label = breakdown.labels[i];
    if (!breakdown.found[i].number) continue;
    if (broken_down && !figures::Keeps(query, query.dimensions[0], label.id)) continue;
    figures::Entry entry{period, {}, Withheld()};
    if (broken_down) entry.categories.push_back({label.id, ToText(label)});
    if (!suppressed[i]) {
      figures::Value value{*breakdown.found[i].number};
      value.status = standing.status;
      value.synthetic = standing.synthetic;
      entry.figure = std::move(value);
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace ett::hr
