#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace ett::edge {

// The addresses of an upstream's servers, sorted: of a host with several, each; of `unix:` the path
// itself. Asks the system and waits for it. UNAVAILABLE for a host that is not known.
absl::StatusOr<std::vector<std::string>> Resolve(const std::string& addresses);

}  // namespace ett::edge
