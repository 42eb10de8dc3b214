#include "gateway/edge/call_trace.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace ett::edge {
namespace {

using telemetry::Span;
using testing::StartsWith;

constexpr char kParent[] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

class CallTraceTest : public testing::Test {
 protected:
  // What goes on of a head that came.
  Headers PassOn(Headers headers) {
    trace_.Enter(headers, record_);
    trace_.PassOn(headers);
    return headers;
  }

  std::vector<Span> spans_;
  const telemetry::Tracer tracer_{0, [this](Span span) { spans_.push_back(std::move(span)); }};
  CallTrace trace_{&tracer_};
  CallRecord record_;
};

TEST_F(CallTraceTest, ACallThatIsRecordedIsTwoSpans) {
  const Headers passed = PassOn({{"te", "trailers"}, {"traceparent", kParent}});
  record_.protocol = "rest";
  record_.method = "/ett.hr.v1.HrService/GetOrgUnit";
  record_.upstream = "hr";
  record_.attempts = 2;
  record_.grpc_code = 13;
  record_.http_status = 500;
  record_.duration = absl::Seconds(1);
  trace_.Answered(14);
  trace_.End(record_, absl::UnixEpoch());
  ASSERT_EQ(spans_.size(), 2U);
  const Span& call = spans_[0];
  const Span& asked = spans_[1];
  EXPECT_EQ(call.parent, 0xb7ad6b7169203331U);
  EXPECT_TRUE(call.is_parent_remote);
  EXPECT_EQ(call.context, record_.trace);
  EXPECT_EQ(call.grpc_code, 13);
  EXPECT_EQ(call.end, absl::UnixEpoch() + absl::Seconds(1));
  EXPECT_EQ(asked.parent, call.context.span);
  EXPECT_FALSE(asked.is_parent_remote);
  EXPECT_EQ(asked.kind, Span::Kind::kClient);
  EXPECT_EQ(asked.grpc_code, 14);
  std::string text;
  telemetry::WriteTraceparent(asked.context, text);
  EXPECT_EQ(Find(passed, "traceparent"), text);
  EXPECT_EQ(passed.size(), 2U);
}

TEST_F(CallTraceTest, WhereNobodyIsAskedThereIsOneSpan) {
  PassOn({{"traceparent", kParent}});
  record_.method = "/ett.hr.v1.HrService/GetOrgUnit";
  trace_.End(record_, absl::UnixEpoch());
  EXPECT_EQ(spans_.size(), 1U);
}

TEST_F(CallTraceTest, RoutineIsNoSpan) {
  for (const char* method :
       {"/grpc.health.v1.Health/Check", "/ett.gateway.v1.LimitPeerService/TellTakings"}) {
    PassOn({{"traceparent", kParent}});
    record_.method = method;
    trace_.End(record_, absl::UnixEpoch());
  }
  EXPECT_TRUE(spans_.empty());
}

TEST_F(CallTraceTest, WithoutATraceOneBeginsAndNoStateGoesOn) {
  for (const Headers& headers : std::vector<Headers>{
           {{"tracestate", "rojo=1"}},
           {{"traceparent", "wrong"}, {"tracestate", "rojo=1"}},
           {{"traceparent", kParent}, {"tracestate", "rojo=1"}, {"traceparent", kParent}}}) {
    const Headers passed = PassOn(headers);
    ASSERT_EQ(passed.size(), 1U);
    const auto begun = telemetry::ParseTraceparent(passed.front().value);
    ASSERT_TRUE(begun.has_value());
    EXPECT_FALSE(begun->is_sampled());
    EXPECT_EQ(begun->trace_low, record_.trace.trace_low);
    EXPECT_NE(begun->trace_low, 0x8448eb211c80319cU);
  }
}

TEST_F(CallTraceTest, AStateThatIsOneGoesOn) {
  EXPECT_EQ(
      Find(PassOn({{"traceparent", kParent}, {"tracestate", "rojo=1,congo=2"}}), "tracestate"),
      "rojo=1,congo=2");
  const Headers gathered =
      PassOn({{"tracestate", "rojo=1"}, {"traceparent", kParent}, {"tracestate", "congo=2"}});
  EXPECT_EQ(Find(gathered, "tracestate"), "rojo=1,congo=2");
  EXPECT_EQ(gathered.size(), 2U);
  EXPECT_EQ(PassOn({{"traceparent", kParent}, {"tracestate", "No State"}}).size(), 1U);
}

TEST_F(CallTraceTest, WithoutTracerATraceGoesOnAsItCame) {
  CallTrace off(nullptr);
  Headers headers = {{"traceparent", kParent}, {"tracestate", "rojo=1"}};
  off.Enter(headers, record_);
  off.PassOn(headers);
  EXPECT_EQ(Find(headers, "traceparent"), kParent);
  EXPECT_EQ(Find(headers, "tracestate"), "rojo=1");
  EXPECT_FALSE(record_.is_recorded);
  headers.clear();
  off.Enter(headers, record_);
  off.PassOn(headers);
  EXPECT_THAT(headers.front().value, StartsWith("00-"));
}

}  // namespace
}  // namespace ett::edge
