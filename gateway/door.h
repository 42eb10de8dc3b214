#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "chassis/metrics.h"
#include "gateway/admission.h"
#include "gateway/edge/config.h"
#include "gateway/limit_exchange.h"
#include "gateway/limit_watch.h"
#include "gateway/limits/rate_limiter.h"
#include "gateway/throttle.h"
#include "identity/authenticator.h"

namespace ett::gateway {

// Who may call, and how often.
class Door {
 public:
  // Null for `authenticator` lets all in. `metrics` must outlive it.
  Door(std::unique_ptr<identity::Authenticator> authenticator, LimitWatch::Sources limits,
       LimitExchange::Options peers, chassis::Metrics& metrics);

  // Looks once at what limits are, and says what is wrong with them.
  absl::Status Look() { return watch_.Look(); }
  // From now on limits are followed, and other gateways told, where there can be any: once they can
  // call.
  void Watch();
  // Other gateways are told no more: before nobody can call any more, this one either.
  void Close() { exchange_.Stop(); }
  // The door outlives what is configured.
  void Keep(edge::Config& config) const;
  LimitExchange& exchange() { return exchange_; }

 private:
  LimitWatch::Sources WithExchange(LimitWatch::Sources limits);

  const bool knows_callers_;
  const bool has_peers_;
  const Admission admission_;
  limits::RateLimiter limiter_;
  const Throttle throttle_;
  LimitExchange exchange_;
  LimitWatch watch_;
};

}  // namespace ett::gateway
