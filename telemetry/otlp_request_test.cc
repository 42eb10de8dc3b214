#include "telemetry/otlp_request.h"

#include <gtest/gtest.h>

#include <map>

namespace ett::telemetry {
namespace {

Span Example() {
  Span span;
  span.context = {1, 2, 3, kSampled};
  span.parent = 4;
  span.is_parent_remote = true;
  span.method = "/ett.hr.v1.HrService/GetOrgUnit";
  span.start = absl::FromUnixNanos(1'700'000'000'000'000'001);
  span.end = span.start + absl::Nanoseconds(5);
  span.attributes = {{"ett.protocol", std::string("rest")},
                     {"http.response.status_code", std::int64_t{404}}};
  return span;
}

auto Told(const Span& span) {
  return RequestOf({{"service.name", "hr"}}, {span}).resource_spans(0).scope_spans(0).spans(0);
}

template <class Owner>
std::map<std::string, std::string> AttributesOf(const Owner& owner) {
  std::map<std::string, std::string> found;
  for (const auto& each : owner.attributes()) {
    found[each.key()] = each.value().has_int_value() ? std::to_string(each.value().int_value())
                                                     : each.value().string_value();
  }
  return found;
}

TEST(OtlpRequestTest, ASpanSaysWhatItIsBySemanticConventions) {
  Span span = Example();
  span.grpc_code = 5;
  const auto told = Told(span);
  EXPECT_EQ(told.trace_id(), BytesOf(1, 2));
  EXPECT_EQ(told.span_id(), BytesOf(3));
  EXPECT_EQ(told.parent_span_id(), BytesOf(4));
  EXPECT_EQ(told.name(), "ett.hr.v1.HrService/GetOrgUnit");
  EXPECT_EQ(told.kind(), 2);
  EXPECT_EQ(told.start_time_unix_nano(), 1'700'000'000'000'000'001U);
  EXPECT_EQ(told.end_time_unix_nano(), 1'700'000'000'000'000'006U);
  EXPECT_EQ(told.flags(), 0x301U);
  const std::map<std::string, std::string> wanted = {
      {"rpc.system", "grpc"},       {"rpc.service", "ett.hr.v1.HrService"},
      {"rpc.method", "GetOrgUnit"}, {"rpc.grpc.status_code", "5"},
      {"ett.protocol", "rest"},     {"http.response.status_code", "404"}};
  EXPECT_EQ(AttributesOf(told), wanted);
}

TEST(OtlpRequestTest, TheProcessIsSaidOnce) {
  const auto request =
      RequestOf({{"service.name", "hr"}, {"service.version", "0.1.0"}}, {Example(), Example()});
  ASSERT_EQ(request.resource_spans_size(), 1);
  EXPECT_EQ(request.resource_spans(0).scope_spans(0).spans_size(), 2);
  EXPECT_EQ(AttributesOf(request.resource_spans(0).resource()).at("service.version"), "0.1.0");
}

TEST(OtlpRequestTest, WhatACallerDoesWrongIsNoErrorOfTheServer) {
  Span span = Example();
  const auto code = [&](int grpc_code, Span::Kind kind) {
    span.grpc_code = grpc_code;
    span.kind = kind;
    return static_cast<int>(Told(span).status().code());
  };
  for (const int blamed : {2, 4, 12, 13, 14, 15}) EXPECT_EQ(code(blamed, Span::Kind::kServer), 2);
  for (const int other : {0, 1, 3, 5, 7, 8, 16}) EXPECT_EQ(code(other, Span::Kind::kServer), 0);
  EXPECT_EQ(code(5, Span::Kind::kClient), 2);
  EXPECT_EQ(code(0, Span::Kind::kClient), 0);
}

TEST(OtlpRequestTest, ASpanWithoutMethodOrParentHasNone) {
  Span span = Example();
  span.method.clear();
  span.parent = 0;
  span.is_parent_remote = false;
  EXPECT_EQ(Told(span).name(), "unknown");
  EXPECT_EQ(Told(span).parent_span_id(), "");
  EXPECT_EQ(Told(span).flags(), 0x101U);
  EXPECT_EQ(AttributesOf(Told(span)).count("rpc.method"), 0U);
}

}  // namespace
}  // namespace ett::telemetry
