#include "chassis/observe.h"

#include <grpcpp/server_context.h>

#include <algorithm>

#include "absl/random/random.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "chassis/log.h"

namespace ett::chassis {
namespace {

using grpc::experimental::InterceptionHookPoints;

constexpr char kGateways[] = "/ett.gateway.";

class Observer final : public grpc::experimental::Interceptor {
 public:
  Observer(grpc::experimental::ServerRpcInfo* call, Metrics& metrics)
      : metrics_(metrics), method_(call->method()), start_(absl::Now()) {
    metrics_.Started(method_);
  }

  // A call that ended without a status of ours was cancelled by its caller.
  ~Observer() override {
    if (!ended_) End(static_cast<int>(grpc::StatusCode::CANCELLED), "");
  }

  void Intercept(grpc::experimental::InterceptorBatchMethods* batch) override {
    if (batch->QueryInterceptionHookPoint(InterceptionHookPoints::POST_RECV_INITIAL_METADATA)) {
      TakeRequestId(batch->GetRecvInitialMetadata());
    }
    if (batch->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_INITIAL_METADATA)) {
      batch->GetSendInitialMetadata()->emplace("x-request-id", request_id_);
    }
    if (batch->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_STATUS)) {
      const grpc::Status status = batch->GetSendStatus();
      End(status.error_code(), status.error_message());
    }
    batch->Proceed();
  }

 private:
  void TakeRequestId(std::multimap<grpc::string_ref, grpc::string_ref>* metadata) {
    const auto given = metadata->find("x-request-id");
    if (given != metadata->end()) {
      request_id_ = std::string(given->second.data(), given->second.size());
    }
    if (!IsRequestId(request_id_)) request_id_ = NewRequestId();
    // So that whoever answers the call logs the same one.
    metadata->erase("x-request-id");
    metadata->emplace("x-request-id", request_id_);
  }

  void End(int code, const std::string& message) {
    ended_ = true;
    const absl::Duration duration = absl::Now() - start_;
    metrics_.Handled(method_, CodeName(code), duration);
    // What gateways tell each other several times a second is a line only where it does not come
    // through.
    if (code == 0 && absl::StartsWith(method_, kGateways)) return;
    LogInfo("call", {{"method", method_},
                     {"code", CodeName(code)},
                     {"duration_ms", absl::ToDoubleMilliseconds(duration)},
                     {"request_id", request_id_},
                     {"error", message}});
  }

  Metrics& metrics_;
  const std::string method_;
  const absl::Time start_;
  std::string request_id_;
  bool ended_ = false;
};

class Factory final : public grpc::experimental::ServerInterceptorFactoryInterface {
 public:
  explicit Factory(Metrics& metrics) : metrics_(metrics) {}
  grpc::experimental::Interceptor* CreateServerInterceptor(
      grpc::experimental::ServerRpcInfo* call) override {
    return new Observer(call, metrics_);
  }

 private:
  Metrics& metrics_;
};

}  // namespace

std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface> MakeObserver(
    Metrics& metrics) {
  return std::make_unique<Factory>(metrics);
}

bool IsRequestId(const std::string& text) {
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isalnum(c) || c == '.' || c == '_' || c == '-';
  });
}

std::string NewRequestId() {
  thread_local absl::BitGen random;
  return absl::StrCat(absl::Hex(absl::Uniform<std::uint64_t>(random), absl::kZeroPad16),
                      absl::Hex(absl::Uniform<std::uint64_t>(random), absl::kZeroPad16));
}

}  // namespace ett::chassis
