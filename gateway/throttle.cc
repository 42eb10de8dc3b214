#include "gateway/throttle.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "chassis/log.h"
#include "chassis/routine.h"
#include "gateway/edge/refusal.h"
#include "gateway/edge/schema.h"

namespace ett::gateway {
namespace {

std::int64_t WholeSeconds(absl::Duration duration) {
  return absl::ToInt64Seconds(absl::Ceil(duration, absl::Seconds(1)));
}

// Of a bucket, the quota is what it holds and the window how long it takes to be full.
edge::Headers HeadersOf(const limits::Ruling& ruling) {
  const limits::Quota& quota = ruling.quota;
  const std::int64_t window = std::max<std::int64_t>(1, WholeSeconds(quota.window()));
  return {
      {"ratelimit-policy", absl::StrCat("\"", ruling.methods, "\";q=", quota.burst, ";w=", window)},
      {"ratelimit", absl::StrCat("\"", ruling.methods, "\";r=", ruling.taken.remaining,
                                 ";t=", WholeSeconds(ruling.taken.full_in))}};
}

std::string TextOf(const limits::Quota& quota) {
  return absl::StrCat(quota.calls, " calls in ", WholeSeconds(quota.per), " s, ", quota.burst,
                      " at once");
}

void Log(const edge::Asked& asked, const edge::Admitted& caller, const limits::Ruling& ruling) {
  chassis::LogWarning("rate limited", {{"event", "rate_limited"},
                                       {"method", asked.method.path},
                                       {"limit", ruling.methods},
                                       {"caller", caller.logged},
                                       {"caller_kind", caller.name.empty() ? "address" : "name"},
                                       {"request_id", asked.request_id}});
}

}  // namespace

Throttle::Throttle(const limits::RateLimiter& limiter, chassis::Metrics& metrics)
    : limiter_(limiter),
      refused_(prometheus::BuildCounter()
                   .Name("ett_calls_rate_limited_total")
                   .Help("Calls that came too often, by method and the limit's methods.")
                   .Register(*metrics.registry())) {}

edge::Allowance Throttle::Allow(const edge::Asked& asked, const edge::Admitted& caller,
                                limits::Instant now) const {
  if (chassis::IsBetweenGateways(asked.method.path)) return {};
  const absl::string_view method = absl::string_view(asked.method.path).substr(1);
  const auto ruling = limiter_.Take(method, {caller.name, asked.peer}, now);
  if (!ruling.has_value()) return {};
  edge::Allowance allowance{absl::OkStatus(), HeadersOf(*ruling)};
  if (ruling->taken.is_allowed) return allowance;
  refused_.Add({{"method", asked.method.path}, {"limit", ruling->methods}}).Increment();
  if (ruling->taken.is_first) Log(asked, caller, *ruling);
  allowance.status = edge::RateLimited(ruling->methods, TextOf(ruling->quota), ruling->taken.wait);
  return allowance;
}

}  // namespace ett::gateway
