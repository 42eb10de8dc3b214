#pragma once

#include <string>

#include "identity/caller.h"

namespace ett::chassis {

// What lines of the log call a caller: never a person. One with an API key or a certificate by the
// name that the operator gave it; one with a token, whose subject may be a person, by the number of
// the organisation that it acts for, if it says one, and a pseudonym: `935478715/~1f0c…`. A
// pseudonym is the same as long as the process runs, and says nothing to anybody else: its key is
// of the process alone. Empty for nobody.
std::string LoggedCaller(const identity::Caller& caller);

}  // namespace ett::chassis
