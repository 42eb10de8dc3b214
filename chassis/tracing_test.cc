#include "chassis/tracing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <prometheus/text_serializer.h>

#include <cmath>
#include <map>

#include "absl/time/clock.h"
#include "chassis/process_metrics.h"
#include "status/matchers.h"

namespace ett::chassis {
namespace {

using status::StatusSays;
using testing::HasSubstr;

std::map<std::string, std::string> Resource(const std::string& attributes) {
  const telemetry::Resource resource = ResourceOf("ett-hr", "0.1.0", attributes);
  return {resource.begin(), resource.end()};
}

TEST(TracingTest, WithoutACollectorNothingIsRecorded) {
  Metrics metrics;
  const auto tracing = TracingConfig().Make("hr", "0.1.0", metrics);
  ASSERT_THAT(tracing, status::IsOk());
  EXPECT_FALSE((*tracing)->tracer().is_on());
}

TEST(TracingTest, WhatIsWrongWithAFlagIsSaid) {
  Metrics metrics;
  for (const double ratio : {-0.1, 1.1, std::nan("")}) {
    TracingConfig config;
    config.ratio = ratio;
    EXPECT_THAT(config.Make("hr", "", metrics).status(),
                StatusSays(absl::StatusCode::kInvalidArgument, "--trace-ratio"));
  }
  TracingConfig config;
  config.endpoint = "collector";
  EXPECT_THAT(config.Make("hr", "", metrics).status(),
              StatusSays(absl::StatusCode::kInvalidArgument, "--otlp-endpoint"));
}

TEST(TracingTest, AProcessSaysWhatItIs) {
  auto resource = Resource("deployment.environment=prod, service.namespace=a%2Cb%zz,,none");
  EXPECT_EQ(resource["service.name"], "ett-hr");
  EXPECT_EQ(resource["service.version"], "0.1.0");
  EXPECT_EQ(resource["deployment.environment"], "prod");
  EXPECT_EQ(resource["service.namespace"], "a,b%zz");
  EXPECT_EQ(resource["none"], "");
  EXPECT_EQ(resource["service.instance.id"].size(), 32U);
  EXPECT_EQ(Resource("service.instance.id=one")["service.instance.id"], "one");
}

TEST(ProcessMetricsTest, TheProcessIsMeasured) {
  const std::string text = prometheus::TextSerializer().Serialize(ProcessMetrics().Collect());
  std::map<std::string, double> values;
  for (const auto& family : ProcessMetrics().Collect()) {
    const auto& metric = family.metric.front();
    values[family.name] = metric.counter.value + metric.gauge.value;
  }
  EXPECT_EQ(values.size(), 6U);
  EXPECT_GT(values["process_resident_memory_bytes"], 1'000'000);
  EXPECT_GT(values["process_virtual_memory_bytes"], values["process_resident_memory_bytes"]);
  EXPECT_GE(values["process_open_fds"], 3);
  EXPECT_GT(values["process_max_fds"], values["process_open_fds"]);
  const double now = absl::ToDoubleSeconds(absl::Now() - absl::UnixEpoch());
  EXPECT_GT(values["process_start_time_seconds"], now - 24 * 3600);
  EXPECT_LE(values["process_start_time_seconds"], now + 1);
  EXPECT_GE(values["process_cpu_seconds_total"], 0);
  EXPECT_THAT(text, HasSubstr("# TYPE process_cpu_seconds_total counter"));
}

TEST(ProcessMetricsTest, TheBuildIsKnown) {
  Metrics metrics;
  ShowBuild("hr", "0.1.0", metrics);
  EXPECT_THAT(prometheus::TextSerializer().Serialize(metrics.registry()->Collect()),
              HasSubstr("ett_build_info{service=\"hr\",version=\"0.1.0\"} 1"));
}

}  // namespace
}  // namespace ett::chassis
