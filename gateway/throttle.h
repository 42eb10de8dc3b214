#pragma once

#include <prometheus/counter.h>

#include "chassis/metrics.h"
#include "gateway/edge/config.h"
#include "gateway/limits/rate_limiter.h"

namespace ett::gateway {

// Holds callers to the limits of how often they may call, and tells them what is left
// (draft-ietf-httpapi-ratelimit-headers-10). What is refused is counted; the first of a caller in a
// limit's time is a line of the log with the event `rate_limited`, without addresses. What gateways
// tell each other has no limit. Thread-safe.
class Throttle {
 public:
  // Both must outlive it.
  Throttle(const limits::RateLimiter& limiter, chassis::Metrics& metrics);

  edge::Allowance Allow(const edge::Asked& asked, const edge::Admitted& caller,
                        limits::Instant now) const;

 private:
  const limits::RateLimiter& limiter_;
  prometheus::Family<prometheus::Counter>& refused_;
};

}  // namespace ett::gateway
