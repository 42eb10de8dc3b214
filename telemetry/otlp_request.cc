#include "telemetry/otlp_request.h"

#include <algorithm>
#include <array>

#include "absl/status/status.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace ett::telemetry {
namespace {

namespace otlp = ::opentelemetry::proto::collector::trace::v1;

constexpr std::uint32_t kKnowsParent = 0x100;
constexpr std::uint32_t kRemoteParent = 0x200;

// Of these a server is to blame; the others are its caller's.
constexpr std::array kOfServers = {
    absl::StatusCode::kUnknown,       absl::StatusCode::kDeadlineExceeded,
    absl::StatusCode::kUnimplemented, absl::StatusCode::kInternal,
    absl::StatusCode::kUnavailable,   absl::StatusCode::kDataLoss};

template <class Owner>
otlp::AnyValue& Add(Owner& owner, absl::string_view key) {
  otlp::KeyValue& attribute = *owner.add_attributes();
  attribute.set_key(key.data(), key.size());
  return *attribute.mutable_value();
}

bool IsError(const Span& span) {
  if (span.kind == Span::Kind::kClient) return span.grpc_code != 0;
  const auto code = static_cast<absl::StatusCode>(span.grpc_code);
  return std::find(kOfServers.begin(), kOfServers.end(), code) != kOfServers.end();
}

void Set(otlp::AnyValue& value, const std::string& text) { value.set_string_value(text); }
void Set(otlp::AnyValue& value, std::int64_t number) { value.set_int_value(number); }

void Describe(const Span& span, otlp::Span& told) {
  absl::string_view method = span.method;
  absl::ConsumePrefix(&method, "/");
  told.set_name(method.empty() ? "unknown" : std::string(method));
  Add(told, "rpc.system").set_string_value("grpc");
  const std::pair<absl::string_view, absl::string_view> parts =
      absl::StrSplit(method, absl::MaxSplits('/', 1));
  if (!method.empty()) {
    Set(Add(told, "rpc.service"), std::string(parts.first));
    Set(Add(told, "rpc.method"), std::string(parts.second));
  }
  Set(Add(told, "rpc.grpc.status_code"), std::int64_t{span.grpc_code});
  for (const auto& [key, value] : span.attributes) {
    otlp::AnyValue& set = Add(told, key);
    std::visit([&set](const auto& each) { Set(set, each); }, value);
  }
}

void Tell(const Span& span, otlp::Span& told) {
  told.set_trace_id(BytesOf(span.context.trace_high, span.context.trace_low));
  told.set_span_id(BytesOf(span.context.span));
  if (span.parent != 0) told.set_parent_span_id(BytesOf(span.parent));
  told.set_kind(static_cast<otlp::Span::SpanKind>(span.kind));
  told.set_start_time_unix_nano(static_cast<std::uint64_t>(absl::ToUnixNanos(span.start)));
  told.set_end_time_unix_nano(static_cast<std::uint64_t>(absl::ToUnixNanos(span.end)));
  told.set_flags(span.context.flags | kKnowsParent | (span.is_parent_remote ? kRemoteParent : 0));
  if (IsError(span)) told.mutable_status()->set_code(otlp::Status::STATUS_CODE_ERROR);
  Describe(span, told);
}

}  // namespace

otlp::ExportTraceServiceRequest RequestOf(const Resource& resource,
                                          const std::vector<Span>& spans) {
  otlp::ExportTraceServiceRequest request;
  otlp::ResourceSpans& group = *request.add_resource_spans();
  for (const auto& [key, value] : resource) Set(Add(*group.mutable_resource(), key), value);
  otlp::ScopeSpans& scope = *group.add_scope_spans();
  scope.mutable_scope()->set_name("ett");
  for (const Span& span : spans) Tell(span, *scope.add_spans());
  return request;
}

}  // namespace ett::telemetry
