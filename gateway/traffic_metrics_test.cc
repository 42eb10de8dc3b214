#include "gateway/traffic_metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <prometheus/text_serializer.h>

#include <sstream>

namespace ett::gateway {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class TrafficMetricsTest : public ::testing::Test {
 protected:
  std::string Text() const {
    std::ostringstream text;
    prometheus::TextSerializer().Serialize(text, registry_.Collect());
    return text.str();
  }

  prometheus::Registry registry_;
  TrafficMetrics metrics_{registry_};
};

TEST_F(TrafficMetricsTest, CallsThatAreRefusedAreCountedByReasonAndKind) {
  metrics_.CountShed(edge::ShedReason::kCalls, limits::Importance::kRead);
  metrics_.CountShed(edge::ShedReason::kLag, limits::Importance::kRead);
  metrics_.CountShed(edge::ShedReason::kLag, limits::Importance::kRead);
  metrics_.CountShed(edge::ShedReason::kLag, limits::Importance::kChange);
  const std::string text = Text();
  EXPECT_THAT(text, HasSubstr("# HELP ett_gateway_shed_calls_total Calls that were refused"));
  for (const char* line : {"{kind=\"read\",reason=\"calls\"} 1", "{kind=\"read\",reason=\"lag\"} 2",
                           "{kind=\"write\",reason=\"lag\"} 1"}) {
    EXPECT_THAT(text, HasSubstr(std::string("ett_gateway_shed_calls_total") + line));
  }
}

TEST_F(TrafficMetricsTest, EventsAreCountedByUpstream) {
  metrics_.Count("hr", edge::TrafficEvent::kRefusal);
  EXPECT_THAT(Text(), HasSubstr("ett_upstream_events_total{event=\"refusal\",upstream=\"hr\"} 1"));
}

TEST_F(TrafficMetricsTest, ReplicasAreShownUntilTheirUpstreamIsGone) {
  const edge::ReplicaCounts counts{2, 1, 0};
  metrics_.Show("hr", &counts);
  metrics_.Show("property", &counts);
  EXPECT_THAT(Text(), HasSubstr("ett_upstream_replicas{state=\"healthy\",upstream=\"hr\"} 2"));
  metrics_.Show("hr", nullptr);
  metrics_.Show("hr", nullptr);
  EXPECT_THAT(Text(), Not(HasSubstr("upstream=\"hr\"")));
  EXPECT_THAT(Text(), HasSubstr("ett_upstream_replicas{state=\"unwell\",upstream=\"property\"} 1"));
}

TEST_F(TrafficMetricsTest, CallsInFlightAreCountedWhenSomebodyLooks) {
  std::int64_t calls = 3;
  const CallsInFlight in_flight([&calls] { return calls; });
  EXPECT_EQ(in_flight.Collect().front().metric.front().gauge.value, 3);
  calls = 0;
  EXPECT_EQ(in_flight.Collect().front().metric.front().gauge.value, 0);
  EXPECT_EQ(in_flight.Collect().front().name, "ett_calls_in_flight");
}

}  // namespace
}  // namespace ett::gateway
