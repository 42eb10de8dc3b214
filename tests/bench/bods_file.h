#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"

namespace ett::bench {

// Writes JSON Lines of BODS 0.4: companies that persons own, directly and through a holding, ten
// statements a company. The same for every call. `count` is a multiple of 10.
absl::Status WriteStatements(const std::string& path, std::int64_t count);

}  // namespace ett::bench
