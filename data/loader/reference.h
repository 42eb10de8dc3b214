#pragma once

#include <string>

#include "absl/status/status.h"
#include "data/generator/options.h"
#include "data/loader/loader.h"

namespace ett::loader {

// Loads the reference municipality, domain by domain: the sourced facts below
// `{reference}/{domain}/` in order of their numbers, and the generated records between the files
// below 50 and those from 50 on, which build on them.
absl::Status LoadReference(Loader& loader, const reference::Options& options,
                           const std::string& reference);

}  // namespace ett::loader
