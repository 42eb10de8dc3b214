#pragma once

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "ett/ownership/v1/position.pb.h"
#include "services/ownership/register.h"

namespace ett::ownership {

// Where the newest register of a company, of a day up to `day`, differs from what transactions and
// participations say of that day; by owner. A register that only knows a range differs where the
// position is outside of it. Holdings through others are not compared.
absl::StatusOr<std::map<std::string, v1::RegisteredDifference>> DifferencesOf(
    const Register& known, const std::string& company, absl::CivilDay day);

}  // namespace ett::ownership
