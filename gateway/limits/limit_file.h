#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gateway/limits/buckets.h"

namespace ett::limits {

// Whether a method, `ett.hr.v1.HrService/GetOrgUnit`, is meant by `methods`: its name, or its
// beginning up to a `.` or `/`, and `*`.
bool IsOf(absl::string_view methods, absl::string_view method);
// Whether they can mean any.
bool AreMethods(absl::string_view text);

// Which calls are held to which quota. Each caller has a bucket of its own, for all methods of the
// limit together.
struct Limit {
  std::string methods;        // see IsOf
  std::string callers = "*";  // a name, or `*` for all
  Quota quota;
};

// The limits of a file such as
//   [{"methods": "ett.hr.v1.*", "callers": "*", "rate": 100, "per": "1m", "burst": 20}]
// `callers` is `*` and `burst` the rate where they are left out. INVALID_ARGUMENT names the file,
// the line or the field, what was wanted and what came.
absl::StatusOr<std::vector<Limit>> ParseLimits(absl::string_view file, absl::string_view text);

}  // namespace ett::limits
