#include "telemetry/tracer.h"

#include <gtest/gtest.h>

#include <vector>

#include "absl/strings/str_cat.h"

namespace ett::telemetry {
namespace {

constexpr char kSampledParent[] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
constexpr char kOtherParent[] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";

Tracer Taking(double ratio) {
  return Tracer(ratio, [](Span) {});
}

TEST(TracerTest, ACallIsRecordedWhenItsCallerSaysThatItIs) {
  const Place place = Taking(0).Enter(kSampledParent);
  EXPECT_TRUE(place.is_recorded);
  EXPECT_TRUE(place.context.is_sampled());
  EXPECT_EQ(place.parent, 0xb7ad6b7169203331U);
  EXPECT_EQ(place.context.trace_low, 0x8448eb211c80319cU);
  EXPECT_NE(place.context.span, place.parent);
  EXPECT_FALSE(Taking(1).Enter(kOtherParent).is_recorded);
}

TEST(TracerTest, ATraceThatBeginsHereIsNewEachTime) {
  const Tracer tracer = Taking(1);
  const Place first = tracer.Enter("");
  EXPECT_TRUE(first.is_recorded);
  EXPECT_TRUE(first.context.is_sampled());
  EXPECT_FALSE(first.has_parent());
  EXPECT_NE(first.context.trace_high, tracer.Enter("").context.trace_high);
  EXPECT_FALSE(tracer.Enter("no traceparent").has_parent());
}

TEST(TracerTest, OfTracesThatBeginHereAShareIsRecorded) {
  const Tracer tenth = Taking(0.1);
  const Tracer none = Taking(0);
  int recorded = 0;
  for (int i = 0; i < 100'000; ++i) {
    const Place place = tenth.Enter("");
    EXPECT_EQ(place.context.is_sampled(), place.is_recorded);
    recorded += place.is_recorded ? 1 : 0;
    EXPECT_FALSE(none.Enter("").is_recorded);
  }
  // Twenty standard deviations.
  EXPECT_NEAR(recorded, 10'000, 1900);
}

TEST(TracerTest, WithoutRecordsATraceIsPassedOnAsItCame) {
  const Tracer off;
  EXPECT_FALSE(off.is_on());
  const Place place = off.Enter(kSampledParent);
  EXPECT_FALSE(place.is_recorded);
  std::string text;
  WriteTraceparent(place.context, text);
  EXPECT_EQ(text, kSampledParent);
  const Place begun = off.Enter("");
  EXPECT_FALSE(begun.context.is_sampled());
  EXPECT_NE(begun.context.trace_high | begun.context.trace_low, 0U);
}

TEST(TracerTest, AChildIsOfTheSameTrace) {
  const SpanContext parent = *ParseTraceparent(kSampledParent);
  const SpanContext child = Tracer::Child(parent);
  EXPECT_EQ(child.trace_high, parent.trace_high);
  EXPECT_EQ(child.trace_low, parent.trace_low);
  EXPECT_EQ(child.flags, parent.flags);
  EXPECT_NE(child.span, parent.span);
}

}  // namespace
}  // namespace ett::telemetry
