#include "services/hr/organisations.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace ett::hr {

const Label& OrganisationLabel(Organisation organisation) {
  static const auto& labels =
      *new std::array<Label, 2>{{{"then", "organisasjonen da", "the organisation then"},
                                 {"now", "organisasjonen nå", "the organisation now"}}};
  return labels[static_cast<std::size_t>(organisation)];
}

std::vector<Organisation> OrganisationsOf(const figures::Query& query) {
  const auto& dimensions = query.dimensions;
  if (std::find(dimensions.begin(), dimensions.end(), kOrganisation) == dimensions.end()) {
    return {Organisation::kThen};
  }
  return {Organisation::kThen, Organisation::kNow};
}

int TreeOf(const Snapshot& staff, Organisation organisation, Day day) {
  return organisation == Organisation::kNow ? staff.tree_now : TreeOn(staff.trees, day);
}

}  // namespace ett::hr
