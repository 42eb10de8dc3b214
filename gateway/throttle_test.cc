#include "gateway/throttle.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "gateway/edge/refusal.h"
#include "gateway/edge/schema.h"
#include "gateway/limit_exchange.h"
#include "status/errors.h"
#include "status/matchers.h"

namespace ett::gateway {
namespace {

using std::chrono::milliseconds;

const limits::Instant kNow{std::chrono::hours(1000)};

class ThrottleTest : public ::testing::Test {
 protected:
  ThrottleTest() {
    limiter_.Use({{"ett.hr.v1.*", "*", {600, absl::Minutes(1), 2}}});
    method_.path = "/ett.hr.v1.HrService/GetOrgUnit";
  }

  edge::Allowance Ask(const std::string& caller, limits::Instant now = kNow) {
    return throttle_.Allow({method_, {}, "abc-123", "10.0.0.1"}, {caller, caller}, now);
  }
  double Refused() const {
    double count = 0;
    for (const auto& family : metrics_.registry()->Collect()) {
      if (family.name != "ett_calls_rate_limited_total") continue;
      for (const auto& metric : family.metric) count += metric.counter.value;
    }
    return count;
  }

  chassis::Metrics metrics_;
  limits::RateLimiter limiter_;
  const Throttle throttle_{limiter_, metrics_};
  edge::Method method_;
};

TEST_F(ThrottleTest, WhatIsLeftIsSaid) {
  const edge::Allowance allowance = Ask("anna");
  EXPECT_THAT(allowance.status, status::IsOk());
  EXPECT_EQ(edge::Find(allowance.headers, "ratelimit-policy"), "\"ett.hr.v1.*\";q=2;w=1");
  EXPECT_EQ(edge::Find(allowance.headers, "ratelimit"), "\"ett.hr.v1.*\";r=1;t=1");
}

TEST_F(ThrottleTest, ARefusalSaysWhichLimitAndWhenToAskAgain) {
  Ask("anna");
  Ask("anna");
  const edge::Allowance refused = Ask("anna", kNow + milliseconds(25));
  EXPECT_THAT(refused.status, status::StatusSays(absl::StatusCode::kResourceExhausted,
                                                 "600 calls in 60 s, 2 at once of ett.hr.v1.*"));
  EXPECT_EQ(status::ReasonOf(refused.status), "RATE_LIMITED");
  // Nothing of who calls.
  EXPECT_EQ(status::MetadataOf(refused.status), (status::Metadata{{"limit", "ett.hr.v1.*"}}));
  EXPECT_EQ(edge::RetryDelayOf(refused.status), absl::Milliseconds(75));
  EXPECT_EQ(edge::Find(edge::RetryAfterOf(refused.status, 429), "retry-after"), "1");
  EXPECT_EQ(edge::Find(refused.headers, "ratelimit"), "\"ett.hr.v1.*\";r=0;t=1");
  EXPECT_THAT(Ask("anna", kNow + milliseconds(100)).status, status::IsOk());
}

TEST_F(ThrottleTest, OnlyRefusalsAreCounted) {
  Ask("anna");
  Ask("anna");
  EXPECT_EQ(Refused(), 0);
  Ask("anna");
  Ask("anna");
  Ask("");
  EXPECT_EQ(Refused(), 2);
}

TEST_F(ThrottleTest, AMethodWithoutALimitSaysNothing) {
  method_.path = "/ett.property.v1.PropertyService/GetBuilding";
  for (int i = 0; i < 10; ++i) {
    const edge::Allowance allowance = Ask("anna");
    EXPECT_THAT(allowance.status, status::IsOk());
    EXPECT_TRUE(allowance.headers.empty());
  }
}

TEST_F(ThrottleTest, WhatGatewaysTellEachOtherHasNoLimit) {
  limiter_.Use({{"*", "*", {1, absl::Hours(1), 1}}});
  const auto& service = *v1::TellTakingsRequest::descriptor()->file()->service(0);
  method_.path = absl::StrCat("/", service.full_name(), "/", service.method(0)->name());
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(Ask("gateway").headers.empty());
  EXPECT_EQ(Refused(), 0);
}

TEST(RetryAfter, IsWholeSecondsRoundedUpAndOnlyWhereItBelongs) {
  const absl::Status status = edge::Overloaded("busy", absl::Milliseconds(2001));
  EXPECT_EQ(edge::Find(edge::RetryAfterOf(status, 503), "retry-after"), "3");
  EXPECT_TRUE(edge::RetryAfterOf(status, 413).empty());
  EXPECT_TRUE(edge::RetryAfterOf(absl::UnavailableError("gone"), 503).empty());
}

}  // namespace
}  // namespace ett::gateway
