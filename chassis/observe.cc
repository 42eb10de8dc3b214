#include "chassis/observe.h"

#include <grpcpp/server_context.h>
#include <prometheus/gauge.h>

#include <algorithm>
#include <map>
#include <utility>

#include "absl/random/random.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "chassis/call_notes.h"
#include "chassis/log.h"
#include "chassis/routine.h"
#include "status/errors.h"
#include "status/grpc.h"
#include "telemetry/header_names.h"

namespace ett::chassis {
namespace {

using grpc::experimental::InterceptionHookPoints;

using Metadata = std::multimap<grpc::string_ref, grpc::string_ref>;

constexpr char kRequestId[] = "x-request-id";

// Empty where there is none, and where there are several.
absl::string_view OnlyValue(const Metadata& metadata, const char* name) {
  if (metadata.count(name) != 1) return {};
  const grpc::string_ref value = metadata.find(name)->second;
  return {value.data(), value.size()};
}

// Calls of a process that are open, by method.
prometheus::Family<prometheus::Gauge>& CallsInFlight(Metrics& metrics) {
  return prometheus::BuildGauge()
      .Name("ett_calls_in_flight")
      .Help("Calls that have begun and not ended, by method.")
      .Register(*metrics.registry());
}

// What all calls of a server have.
struct Observed {
  Metrics& metrics;
  const telemetry::Tracer& tracer;
  prometheus::Family<prometheus::Gauge>& in_flight;
};

class Observer final : public grpc::experimental::Interceptor {
 public:
  Observer(grpc::experimental::ServerRpcInfo* call, const Observed& observed)
      : observed_(observed),
        method_(call->method()),
        start_(absl::Now()),
        in_flight_(observed.in_flight.Add({{"grpc_method", method_}})),
        notes_(call->server_context()) {
    observed_.metrics.Started(method_);
    in_flight_.Increment();
  }

  // A call that ended without a status of ours was cancelled by its caller.
  ~Observer() override {
    if (!ended_) End(grpc::Status(grpc::StatusCode::CANCELLED, ""));
  }

  void Intercept(grpc::experimental::InterceptorBatchMethods* batch) override {
    if (batch->QueryInterceptionHookPoint(InterceptionHookPoints::POST_RECV_INITIAL_METADATA)) {
      Metadata& metadata = *batch->GetRecvInitialMetadata();
      TakeRequestId(metadata);
      TakeTrace(metadata);
    }
    if (batch->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_INITIAL_METADATA)) {
      batch->GetSendInitialMetadata()->emplace(kRequestId, request_id_);
    }
    if (batch->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_STATUS)) {
      End(batch->GetSendStatus());
    }
    batch->Proceed();
  }

 private:
  // So that whoever answers the call logs the same one.
  void TakeRequestId(Metadata& metadata) {
    const auto given = metadata.find(kRequestId);
    if (given != metadata.end()) {
      request_id_ = std::string(given->second.data(), given->second.size());
    }
    if (!IsRequestId(request_id_)) request_id_ = NewRequestId();
    metadata.erase(kRequestId);
    metadata.emplace(kRequestId, request_id_);
  }

  // So that whoever answers the call asks others within the same trace.
  void TakeTrace(Metadata& metadata) {
    place_ = observed_.tracer.Enter(OnlyValue(metadata, telemetry::kTraceparent));
    telemetry::WriteTraceparent(place_.context, traceparent_);
    metadata.erase(telemetry::kTraceparent);
    metadata.emplace(telemetry::kTraceparent, traceparent_);
    if (!place_.has_parent() ||
        !telemetry::IsTracestate(OnlyValue(metadata, telemetry::kTracestate))) {
      metadata.erase(telemetry::kTracestate);
    }
  }

  void End(const grpc::Status& status) {
    ended_ = true;
    const absl::Time now = absl::Now();
    in_flight_.Decrement();
    observed_.metrics.Handled(method_, CodeName(status.error_code()), now - start_);
    Log(status, now - start_);
    if (!place_.is_recorded || IsRoutine(method_)) return;
    telemetry::Span span;
    span.context = place_.context;
    span.parent = place_.parent;
    span.is_parent_remote = place_.has_parent();
    span.method = method_;
    span.start = start_;
    span.end = now;
    span.grpc_code = status.error_code();
    observed_.tracer.Take(std::move(span));
  }

  // The text of an error may repeat what was asked; its reason is one of a few words.
  void Log(const grpc::Status& status, absl::Duration duration) const {
    if (status.ok() && IsRoutine(method_)) return;
    const telemetry::TraceDigits trace = telemetry::TraceDigitsOf(place_.context);
    const telemetry::SpanDigits span = telemetry::SpanDigitsOf(place_.context.span);
    const std::string caller = notes_.caller();
    const std::string reason = status.ok() ? "" : status::ReasonOf(status::FromGrpc(status));
    LogInfo("call",
            {{"method", method_},
             {"code", CodeName(status.error_code())},
             {"reason", reason},
             {"duration_ms", absl::ToDoubleMilliseconds(duration)},
             {"request_id", request_id_},
             {"trace_id", absl::string_view(trace.data(), trace.size())},
             {"span_id", absl::string_view(span.data(), place_.is_recorded ? span.size() : 0)},
             {"caller", caller}});
  }

  const Observed& observed_;
  const std::string method_;
  const absl::Time start_;
  prometheus::Gauge& in_flight_;
  const CallNotes notes_;
  std::string request_id_;
  telemetry::Place place_;
  std::string traceparent_;
  bool ended_ = false;
};

class Factory final : public grpc::experimental::ServerInterceptorFactoryInterface {
 public:
  Factory(Metrics& metrics, const telemetry::Tracer& tracer)
      : observed_{metrics, tracer, CallsInFlight(metrics)} {}
  grpc::experimental::Interceptor* CreateServerInterceptor(
      grpc::experimental::ServerRpcInfo* call) override {
    return new Observer(call, observed_);
  }

 private:
  const Observed observed_;
};

bool IsOfRequestId(char c) { return absl::ascii_isalnum(c) || c == '.' || c == '_' || c == '-'; }

// Of words: eleven digits, or six and then five.
bool HasNationalId(absl::string_view text) {
  std::size_t before = 0;  // digits of the word before; 0 for one that has others
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("._-"), text.size());
    const absl::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const bool is_number = std::all_of(word.begin(), word.end(), absl::ascii_isdigit);
    const std::size_t digits = is_number ? word.size() : 0;
    if (digits == 11 || (before == 6 && digits == 5)) return true;
    before = digits;
  }
  return false;
}

}  // namespace

std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface> MakeObserver(
    Metrics& metrics, const telemetry::Tracer& tracer) {
  return std::make_unique<Factory>(metrics, tracer);
}

bool IsRequestId(const std::string& text) {
  return !text.empty() && text.size() <= 64 &&
         std::all_of(text.begin(), text.end(), IsOfRequestId) && !HasNationalId(text);
}

std::string NewRequestId() {
  thread_local absl::BitGen random;
  return absl::StrCat(absl::Hex(absl::Uniform<std::uint64_t>(random), absl::kZeroPad16),
                      absl::Hex(absl::Uniform<std::uint64_t>(random), absl::kZeroPad16));
}

}  // namespace ett::chassis
