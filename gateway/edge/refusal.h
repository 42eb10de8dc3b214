#pragma once

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "gateway/edge/headers.h"

// What the gateway refuses for now: to be asked again, and when.
namespace ett::edge {

// RESOURCE_EXHAUSTED RATE_LIMITED, with QuotaFailure and RetryInfo. `limit` is the methods that it
// is of, `says` how often they may be called.
absl::Status RateLimited(const std::string& limit, const std::string& says, absl::Duration wait);

// UNAVAILABLE OVERLOADED, with RetryInfo.
absl::Status Overloaded(absl::string_view message, absl::Duration wait);

// Of RetryInfo; nothing for a status without.
std::optional<absl::Duration> RetryDelayOf(const absl::Status& status);

// `Retry-After`, in whole seconds rounded up, where the HTTP status is one that goes with it and
// the status says when.
Headers RetryAfterOf(const absl::Status& status, int http_status);

}  // namespace ett::edge
