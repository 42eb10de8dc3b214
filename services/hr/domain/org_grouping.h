#pragma once

#include <functional>
#include <vector>

#include "services/hr/domain/grouping.h"
#include "services/hr/domain/organisation.h"

// Divisions of employments by where their units are, in several trees at once: a category is a set
// of units, and the same set is one category whatever it is called in which tree.
namespace ett::hr {

// `unit_of` is by employment: its unit, or −1 for none.
Grouping GroupByUnit(const std::vector<Unit>& units, const std::vector<OrgTree>& trees,
                     const std::vector<int>& unit_of);
// `label` is of a sector. Has all that are counted as a category, if some units are not.
Grouping GroupBySector(const std::vector<Unit>& units, const std::vector<OrgTree>& trees,
                       const std::vector<int>& unit_of, const std::function<Label(int)>& label);
Grouping GroupByService(const std::vector<Unit>& units, const std::vector<OrgTree>& trees,
                        const std::vector<int>& unit_of);

}  // namespace ett::hr
