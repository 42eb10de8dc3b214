#pragma once

#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "gateway/edge/gateway.h"
#include "gateway/edge/testing/echo_upstream.h"
#include "gateway/edge/testing/eventually.h"
#include "status/matchers.h"

namespace ett::edge::testing {

// A caller, a gateway, and two replicas of one service behind it.
class TrafficFixture : public ::testing::Test {
 protected:
  TrafficFixture() {
    config_.listen = "127.0.0.1:0";
    config_.threads = 1;
    config_.learn_interval = absl::Milliseconds(50);
    config_.on_call = [this](const CallRecord& record) {
      const std::lock_guard lock(mutex_);
      records_.push_back(record);
    };
    config_.on_problem = [this](const std::string&, const std::string& problem) {
      const std::lock_guard lock(mutex_);
      problems_ += problem + "\n";
    };
  }

  void Start(const std::string& addresses) {
    config_.upstreams = {{"echo", addresses, std::nullopt, std::nullopt, descriptor_set_}};
    auto started = Gateway::Start(config_);
    ASSERT_THAT(started, status::IsOk());
    gateway_ = *std::move(started);
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    arguments.SetInt(GRPC_ARG_ENABLE_RETRIES, 0);
    channel_ = grpc::CreateCustomChannel(absl::StrCat("127.0.0.1:", gateway_->port()),
                                         grpc::InsecureChannelCredentials(), arguments);
    stub_ = EchoService::NewStub(channel_);
  }
  void StartBoth() { Start(absl::StrCat(one_->address(), ",", two_->address())); }

  static void Restart(std::unique_ptr<EchoUpstream>& upstream, bool later) {
    const int port = upstream->port();
    upstream.reset();
    upstream = std::make_unique<EchoUpstream>(port, later);
  }
  // A single replica, that has less when it comes back.
  void RestartOneWithout() {
    one_ = std::make_unique<EchoUpstream>(0, /*later=*/true);
    Start(one_->address());
    Restart(one_, /*later=*/false);
  }

  grpc::Status Echo(const EchoRequest& request = {}) {
    grpc::ClientContext context;
    EchoResponse response;
    return stub_->Echo(&context, request, &response);
  }
  // A call that the contract does not say changes nothing.
  grpc::Status Post(const std::string& content_type) {
    grpc::ClientContext context;
    google::api::HttpBody request;
    google::api::HttpBody response;
    request.set_content_type(content_type);
    return stub_->Raw(&context, request, &response);
  }
  grpc::Status Later() {
    grpc::ClientContext context;
    EchoResponse response;
    return LaterService::NewStub(channel_)->Later(&context, EchoRequest(), &response);
  }

  int calls() const { return one_->handler.calls + two_->handler.calls; }
  bool WasSaid(const std::string& text) {
    const std::lock_guard lock(mutex_);
    return problems_.find(text) != std::string::npos;
  }
  int attempts() {
    EXPECT_TRUE(Eventually([this] {
      const std::lock_guard lock(mutex_);
      return !records_.empty();
    }));
    const std::lock_guard lock(mutex_);
    return records_.back().attempts;
  }

  static EchoRequest Failing(absl::StatusCode code = absl::StatusCode::kUnavailable) {
    EchoRequest request;
    request.set_fail_code(static_cast<int>(code));
    return request;
  }

  Config config_;
  std::string descriptor_set_;  // UpstreamConfig::descriptor_set
  std::mutex mutex_;
  std::vector<CallRecord> records_;
  std::string problems_;
  std::unique_ptr<EchoUpstream> one_ = std::make_unique<EchoUpstream>();
  std::unique_ptr<EchoUpstream> two_ = std::make_unique<EchoUpstream>();
  std::unique_ptr<Gateway> gateway_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<EchoService::Stub> stub_;
};

}  // namespace ett::edge::testing
