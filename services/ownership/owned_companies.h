#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/ownership/register.h"

namespace ett::ownership {

// Whether an entity of this form counts among the companies that somebody owns. A municipal
// enterprise is a part of the municipality, and neither a foundation nor cooperation by agreement
// is owned.
bool IsCompany(v1::EntityForm form);

// The ids of the companies that the municipality has a part of at the end of a day, in order.
absl::StatusOr<std::vector<std::string>> OwnedCompanies(const Register& known, absl::CivilDay day);

}  // namespace ett::ownership
