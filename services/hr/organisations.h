#pragma once

#include <cstdint>
#include <vector>

#include "figures/figure.h"
#include "services/hr/domain/snapshot.h"

namespace ett::hr {

// The dimension that has a figure as the organisation was at the time (`then`), and as it is on the
// day of knowledge (`now`). Without it: then.
inline constexpr char kOrganisation[] = "organisation";

enum class Organisation : std::uint8_t { kThen, kNow };

const Label& OrganisationLabel(Organisation organisation);

// Those that the query asks for.
std::vector<Organisation> OrganisationsOf(const figures::Query& query);

// As an index of the snapshot's trees, for figures of that day.
int TreeOf(const Snapshot& staff, Organisation organisation, Day day);

}  // namespace ett::hr
