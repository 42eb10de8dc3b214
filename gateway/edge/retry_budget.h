#pragma once

#include <array>
#include <cstdint>

#include "absl/time/time.h"

namespace ett::edge {

// Keeps retries from drowning a service that is failing: in any ten seconds, a fifth of the calls
// may be repeated, or ten where there are few.
class RetryBudget {
 public:
  void CountCall(absl::Time now) { ++At(now).calls; }
  // False when it is used up.
  bool Take(absl::Time now);

 private:
  struct Second {
    std::int64_t number = 0;  // since the epoch
    int calls = 0;
    int retries = 0;
  };
  static constexpr std::size_t kSeconds = 10;

  Second& At(absl::Time now);

  std::array<Second, kSeconds> seconds_;
};

}  // namespace ett::edge
