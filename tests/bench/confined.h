#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "absl/time/time.h"

namespace ett::bench {

// Processor time of this process so far: others may use the machine.
absl::Duration ProcessorTime();

struct Confined {
  std::vector<double> numbers;
  absl::Duration time;  // of the processor
};

// Runs `compute`, which gives `count` numbers, in a process of its own that may use 8 GiB and so
// much of the processor. Nothing when that was not enough, or it gave other than `count`.
std::optional<Confined> RunConfined(std::size_t count, absl::Duration limit,
                                    const std::function<Confined()>& compute);

}  // namespace ett::bench
