#include "services/hr/domain/grouping.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace ett::hr {

int Grouping::Add(Label label) {
  const int category = static_cast<int>(size());
  above.push_back({category});
  names.push_back(label.id);
  rows[0].push_back({std::move(label), category});
  return category;
}

void Grouping::AddRest() {
  if (size() == 1 || std::find(own.begin(), own.end(), 0) == own.end()) return;
  const int rest = static_cast<int>(size());
  above.push_back({rest});
  names.emplace_back("~");
  std::replace(own.begin(), own.end(), 0, rest);
}

int Grouping::RankOf(int category, const std::vector<int>& rank_of_tree) const {
  if (shown_in.empty() || shown_in[category].empty()) return 0;
  for (const int tree : shown_in[category]) {
    if (rank_of_tree[tree] >= 0) return rank_of_tree[tree];
  }
  return -1;
}

std::string Grouping::NameOn(int category, Day day) const {
  if (members.empty()) return names[category];
  std::uint64_t sum = 0;
  for (const Member& member : members[category]) {
    if (member.from <= day) sum += member.hash;
  }
  return absl::StrCat(absl::Hex(sum));
}

}  // namespace ett::hr
