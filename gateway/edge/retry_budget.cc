#include "gateway/edge/retry_budget.h"

#include <algorithm>

namespace ett::edge {
namespace {

constexpr int kLeast = 10;
constexpr int kCallsOfARetry = 5;

}  // namespace

RetryBudget::Second& RetryBudget::At(absl::Time now) {
  const std::int64_t number = absl::ToUnixSeconds(now);
  Second& second = seconds_[static_cast<std::uint64_t>(number) % kSeconds];
  if (second.number != number) second = {number, 0, 0};
  return second;
}

bool RetryBudget::Take(absl::Time now) {
  Second& current = At(now);
  int calls = 0;
  int retries = 0;
  for (const Second& each : seconds_) {
    if (current.number - each.number >= static_cast<std::int64_t>(kSeconds)) continue;
    calls += each.calls;
    retries += each.retries;
  }
  if (retries >= std::max(kLeast, calls / kCallsOfARetry)) return false;
  ++current.retries;
  return true;
}

}  // namespace ett::edge
