#pragma once

#include <cstdint>
#include <string>

namespace ett::reference {

// What municipality to make up. The same options give the same records on every machine.
struct Options {
  std::string municipality = "935478715";
  std::uint64_t seed = 1;
  double scale = 1.0;
};

}  // namespace ett::reference
