#include "telemetry/span_context.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace ett::telemetry {
namespace {

constexpr char kTrace[] = "0af7651916cd43dd8448eb211c80319c";
constexpr char kSpan[] = "b7ad6b7169203331";

std::string Text(absl::string_view version, absl::string_view flags, absl::string_view more = "") {
  return absl::StrCat(version, "-", kTrace, "-", kSpan, "-", flags, more);
}

std::string Members(int count) {
  std::string members;
  for (int i = 0; i < count; ++i) absl::StrAppend(&members, i == 0 ? "" : ",", "k", i, "=v");
  return members;
}

TEST(SpanContextTest, ATraceparentIsReadAndWrittenAsItWas) {
  const auto context = ParseTraceparent(Text("00", "01"));
  ASSERT_TRUE(context.has_value());
  EXPECT_EQ(context->trace_high, 0x0af7651916cd43ddU);
  EXPECT_EQ(context->trace_low, 0x8448eb211c80319cU);
  EXPECT_EQ(context->span, 0xb7ad6b7169203331U);
  EXPECT_TRUE(context->is_sampled());
  std::string written =
      "something longer than a traceparent is, which is gone afterwards, all of it";
  WriteTraceparent(*context, written);
  EXPECT_EQ(written, Text("00", "01"));
}

TEST(SpanContextTest, IdsAreWrittenAsDigitsAndAsBytes) {
  const SpanContext context{1, 0xab, 0x0102030405060708, 0};
  const TraceDigits trace = TraceDigitsOf(context);
  EXPECT_EQ(std::string(trace.data(), trace.size()), "000000000000000100000000000000ab");
  const SpanDigits span = SpanDigitsOf(context.span);
  EXPECT_EQ(std::string(span.data(), span.size()), "0102030405060708");
  EXPECT_EQ(BytesOf(context.span), "\x01\x02\x03\x04\x05\x06\x07\x08");
  EXPECT_EQ(BytesOf(1, 0xab), std::string("\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0\xab", 16));
}

TEST(SpanContextTest, WhatIsNoTraceparentIsNone) {
  const std::string zeros16(16, '0');
  const std::string zeros32(32, '0');
  for (const std::string& text :
       {std::string(), std::string("00"), Text("ff", "01"), Text("0F", "01"), Text("00", "0g"),
        Text("00", "01", "-more"), Text("00", "01", "."), Text("00", "1"), Text("01", "01", "more"),
        absl::StrCat("00-", zeros32, "-", kSpan, "-01"),
        absl::StrCat("00-", kTrace, "-", zeros16, "-01"),
        absl::StrCat("00-0AF7651916CD43DD8448EB211C80319C-", kSpan, "-01"),
        absl::StrCat("00-", kTrace, "-B7AD6B7169203331-01"),
        absl::StrCat("00-", kTrace, "_", kSpan, "-01"), absl::StrCat("00-", kTrace, kSpan, "--01"),
        absl::StrCat(" ", Text("00", "01"))}) {
    EXPECT_FALSE(ParseTraceparent(text).has_value()) << text;
  }
}

TEST(SpanContextTest, OfANewerVersionIsReadWhatThisOneHas) {
  for (const std::string& text :
       {Text("01", "01"), Text("cc", "01", "-what-the-future-brings"), Text("fe", "01", "-")}) {
    const auto context = ParseTraceparent(text);
    ASSERT_TRUE(context.has_value()) << text;
    std::string written;
    WriteTraceparent(*context, written);
    EXPECT_EQ(written, Text("00", "01"));
  }
}

TEST(SpanContextTest, FlagsThatAreNotKnownAreLeftOut) {
  EXPECT_EQ(ParseTraceparent(Text("00", "ff"))->flags, kSampled);
  EXPECT_EQ(ParseTraceparent(Text("00", "fe"))->flags, 0);
}

TEST(SpanContextTest, ATracestateHasItsCharacters) {
  for (const std::string& text :
       {std::string("rojo=00f067aa0ba902b7"), std::string("fw529a3039@dt=FfAz,congo=t61rcWkgMzE"),
        std::string("a=1 , b=2,\t,c=3"), std::string("0tenant@system=1"),
        std::string("a/*-_1=!~")}) {
    EXPECT_TRUE(IsTracestate(text)) << text;
  }
  for (const std::string& text :
       {std::string(), std::string(","), std::string("rojo"), std::string("Rojo=1"),
        std::string("0rojo=1"), std::string("rojo="), std::string("=1"), std::string("a=b=c"),
        std::string("a@=1"), std::string("@b=1"), std::string("a@0b=1"), std::string("a=\x7f"),
        std::string("a=\xc3\xa5"), std::string("a b=1")}) {
    EXPECT_FALSE(IsTracestate(text)) << text;
  }
}

TEST(SpanContextTest, ATracestateHasItsLimits) {
  EXPECT_TRUE(IsTracestate(Members(32)));
  EXPECT_FALSE(IsTracestate(Members(33)));
  const auto with_key = [](std::size_t length) { return std::string(length, 'k') + "=v"; };
  EXPECT_TRUE(IsTracestate(with_key(256)));
  EXPECT_FALSE(IsTracestate(with_key(257)));
  EXPECT_TRUE(IsTracestate("k=" + std::string(256, 'v')));
  EXPECT_FALSE(IsTracestate("k=" + std::string(257, 'v')));
  const std::string tenant(241, 't');
  EXPECT_TRUE(IsTracestate(tenant + "@abcdefghijklmn=v"));
  EXPECT_FALSE(IsTracestate(tenant + "t@s=v"));
  EXPECT_FALSE(IsTracestate("t@abcdefghijklmno=v"));
  const std::string half = "k=" + std::string(253, 'v');
  EXPECT_TRUE(IsTracestate(absl::StrCat(half, ",l", half)));
  EXPECT_FALSE(IsTracestate(absl::StrCat(half, ",ll", half)));
}

}  // namespace
}  // namespace ett::telemetry
