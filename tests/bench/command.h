#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace ett::bench {

// What a process took.
struct Cost {
  absl::Duration processor;  // of all its threads
  std::int64_t bytes = 0;    // of resident memory, at the most
};

// Runs a program, found by PATH, to its end; what it prints is dropped.
absl::StatusOr<Cost> RunCommand(std::vector<std::string> command);

}  // namespace ett::bench
