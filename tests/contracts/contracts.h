#pragma once

#include <string>
#include <vector>

namespace ett {

// Full names of all services of all contracts, which are linked into the program that asks; sorted.
std::vector<std::string> AllServices();

}  // namespace ett
