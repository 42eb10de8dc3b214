#include "gateway/edge/call_trace.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "chassis/routine.h"
#include "telemetry/header_names.h"

namespace ett::edge {
namespace {

const telemetry::Tracer& Off() {
  static const auto& off = *new telemetry::Tracer();
  return off;
}

// The only one; several are none.
absl::string_view FindOnly(const Headers& headers, absl::string_view name) {
  const Header* found = nullptr;
  for (const Header& header : headers) {
    if (header.name != name) continue;
    if (found != nullptr) return {};
    found = &header;
  }
  return found == nullptr ? absl::string_view() : absl::string_view(found->value);
}

void Erase(absl::string_view name, Headers& headers) {
  std::erase_if(headers, [name](const Header& header) { return header.name == name; });
}

// Several `tracestate` are one in pieces; it goes on as one, if it may.
void Gather(Headers& headers) {
  Header* first = nullptr;
  int count = 0;
  for (Header& header : headers) {
    if (header.name != telemetry::kTracestate) continue;
    if (++count == 1) first = &header;
    if (count > 1) absl::StrAppend(&first->value, ",", header.value);
  }
  if (count == 0) return;
  std::string whole = std::move(first->value);
  const bool may_go_on = telemetry::IsTracestate(whole);
  if (count == 1 && may_go_on) {
    first->value = std::move(whole);
    return;
  }
  Erase(telemetry::kTracestate, headers);
  if (may_go_on) headers.push_back({std::string(telemetry::kTracestate), std::move(whole)});
}

}  // namespace

CallTrace::CallTrace(const telemetry::Tracer* tracer)
    : tracer_(tracer == nullptr ? Off() : *tracer) {}

void CallTrace::Enter(const Headers& headers, CallRecord& record) {
  place_ = tracer_.Enter(FindOnly(headers, telemetry::kTraceparent));
  record.trace = place_.context;
  record.is_recorded = place_.is_recorded;
}

void CallTrace::PassOn(Headers& headers) {
  telemetry::SpanContext context = place_.context;
  if (place_.is_recorded) {
    context = telemetry::Tracer::Child(context);
    asked_span_ = context.span;
    asked_at_ = absl::Now();
  }
  if (!place_.has_parent()) {
    Erase(telemetry::kTraceparent, headers);
    Erase(telemetry::kTracestate, headers);
    headers.push_back({std::string(telemetry::kTraceparent), {}});
    return telemetry::WriteTraceparent(context, headers.back().value);
  }
  for (Header& header : headers) {
    if (header.name == telemetry::kTraceparent) telemetry::WriteTraceparent(context, header.value);
  }
  Gather(headers);
}

void CallTrace::Answered(int grpc_code) {
  if (asked_span_ == 0) return;
  answered_at_ = absl::Now();
  answered_code_ = grpc_code;
}

void CallTrace::End(const CallRecord& record, absl::Time start) const {
  if (!place_.is_recorded || chassis::IsRoutine(record.method)) return;
  telemetry::Span span;
  span.context = place_.context;
  span.parent = place_.parent;
  span.is_parent_remote = place_.has_parent();
  span.method = record.method;
  span.start = start;
  span.end = start + record.duration;
  span.grpc_code = record.grpc_code;
  span.attributes = {{"ett.protocol", record.protocol}};
  if (record.protocol != "grpc") {
    span.attributes.push_back({"http.response.status_code", std::int64_t{record.http_status}});
  }
  if (!record.cache.empty()) span.attributes.push_back({"ett.cache", record.cache});
  const absl::Time end = span.end;
  tracer_.Take(std::move(span));
  if (record.attempts > 0) EndAsked(record, end);
}

void CallTrace::EndAsked(const CallRecord& record, absl::Time end) const {
  const bool is_answered = answered_at_ != absl::InfiniteFuture();
  telemetry::Span span;
  span.context = place_.context;
  span.context.span = asked_span_;
  span.parent = place_.context.span;
  span.kind = telemetry::Span::Kind::kClient;
  span.method = record.method;
  span.start = asked_at_;
  span.end = is_answered ? answered_at_ : end;
  span.grpc_code = is_answered ? answered_code_ : record.grpc_code;
  span.attributes = {{"peer.service", record.upstream},
                     {"ett.attempts", std::int64_t{record.attempts}}};
  tracer_.Take(std::move(span));
}

}  // namespace ett::edge
