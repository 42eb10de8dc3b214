#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "identity/caller.h"

namespace ett::identity {

// What a contract says of a method in ett.auth.v1.access.
struct Rule {
  std::string scope;       // empty: none
  bool anonymous = false;  // whoever calls, with any scope
};

// OK; UNAUTHENTICATED TOKEN_MISSING for nobody where somebody is wanted; PERMISSION_DENIED
// SCOPE_MISSING, with the metadata `scope`; PERMISSION_DENIED RULE_MISSING for a rule that names
// no scope and is not anonymous.
absl::Status Decide(const Rule& rule, const Caller& caller);

// Whether a resource's name, or the name of what a resource lies under, is one of the caller's
// municipalities: PERMISSION_DENIED MUNICIPALITY_NOT_COVERED, with the metadata `municipality`,
// otherwise. A name that is not below `municipalities/` is OK: it names nothing of anybody. Ask it
// only of methods that are not anonymous.
absl::Status CheckCoverage(const Caller& caller, absl::string_view name);

}  // namespace ett::identity
