#include "chassis/call_tracer.h"

#include <utility>

#include "absl/time/clock.h"
#include "telemetry/header_names.h"

namespace ett::chassis {
namespace {

using grpc::experimental::InterceptionHookPoints;

class CallTracer final : public grpc::experimental::Interceptor {
 public:
  CallTracer(const telemetry::Tracer& tracer, const std::string& peer, const char* method)
      : tracer_(tracer), peer_(peer), method_(method) {}

  void Intercept(grpc::experimental::InterceptorBatchMethods* batch) override {
    if (batch->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_INITIAL_METADATA)) {
      Begin(*batch->GetSendInitialMetadata());
    }
    if (batch->QueryInterceptionHookPoint(InterceptionHookPoints::POST_RECV_STATUS)) {
      End(batch->GetRecvStatus()->error_code());
    }
    batch->Proceed();
  }

 private:
  void Begin(std::multimap<std::string, std::string>& metadata) {
    const auto found = metadata.find(telemetry::kTraceparent);
    if (found == metadata.end()) return;
    const auto parent = telemetry::ParseTraceparent(found->second);
    if (!parent.has_value() || !parent->is_sampled()) return;
    parent_ = parent->span;
    context_ = telemetry::Tracer::Child(*parent);
    start_ = absl::Now();
    telemetry::WriteTraceparent(context_, found->second);
  }

  void End(int code) {
    if (parent_ == 0) return;
    telemetry::Span span;
    span.context = context_;
    span.parent = std::exchange(parent_, 0);
    span.kind = telemetry::Span::Kind::kClient;
    span.method = method_;
    span.start = start_;
    span.end = absl::Now();
    span.grpc_code = code;
    span.attributes = {{"peer.service", peer_}};
    tracer_.Take(std::move(span));
  }

  const telemetry::Tracer& tracer_;
  const std::string& peer_;
  const std::string method_;
  telemetry::SpanContext context_;
  std::uint64_t parent_ = 0;  // 0: nothing is recorded
  absl::Time start_;
};

class Factory final : public grpc::experimental::ClientInterceptorFactoryInterface {
 public:
  Factory(const telemetry::Tracer& tracer, std::string peer)
      : tracer_(tracer), peer_(std::move(peer)) {}

  grpc::experimental::Interceptor* CreateClientInterceptor(
      grpc::experimental::ClientRpcInfo* call) override {
    return new CallTracer(tracer_, peer_, call->method());
  }

 private:
  const telemetry::Tracer& tracer_;
  const std::string peer_;
};

}  // namespace

std::vector<std::unique_ptr<grpc::experimental::ClientInterceptorFactoryInterface>> CallTracers(
    const telemetry::Tracer& tracer, const std::string& peer) {
  std::vector<std::unique_ptr<grpc::experimental::ClientInterceptorFactoryInterface>> tracers;
  if (tracer.is_on()) tracers.push_back(std::make_unique<Factory>(tracer, peer));
  return tracers;
}

}  // namespace ett::chassis
