#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "gateway/edge/testing/traffic_fixture.h"

namespace ett::edge {
namespace {

using grpc::StatusCode;
using testing::EchoRequest;
using testing::EchoResponse;
using testing::EchoUpstream;
using testing::Eventually;

// Upstreams that come, move and go while the gateway runs.
class UpstreamSwap : public testing::TrafficFixture {
 protected:
  UpstreamSwap() {
    config_.traffic.health_interval = absl::Milliseconds(10);
    config_.on_replicas = [this](const std::string& upstream, const ReplicaCounts* counts) {
      if (upstream == "echo" && counts == nullptr) is_told_gone_ = true;
    };
  }

  void Use(const std::vector<std::pair<std::string, std::string>>& addresses) {
    std::vector<UpstreamConfig> upstreams;
    for (const auto& [name, address] : addresses) {
      upstreams.push_back({name, address, std::nullopt});
    }
    ASSERT_THAT(gateway_->UseUpstreams(upstreams), status::IsOk());
  }

  bool EndsWith(StatusCode code) {
    return Eventually([this, code] { return Echo().error_code() == code; });
  }

  std::atomic<bool> is_told_gone_ = false;
  EchoUpstream later_{0, /*later=*/true};
};

TEST_F(UpstreamSwap, OneThatComesIsFound) {
  Start(one_->address());
  EXPECT_EQ(Later().error_code(), StatusCode::UNIMPLEMENTED);
  Use({{"echo", one_->address()}, {"later", later_.address()}});
  EXPECT_TRUE(Eventually([this] { return Later().ok(); }));
  // Who had a service before has it still.
  EXPECT_TRUE(Echo().ok());
  EXPECT_EQ(later_.handler.calls, 0);
}

TEST_F(UpstreamSwap, OneThatIsGoneIsOfferedNoMoreAndComesBack) {
  Start(one_->address());
  Use({{"later", later_.address()}});
  EXPECT_TRUE(Eventually([this] { return Echo().ok() && later_.handler.calls > 0; }));
  EXPECT_TRUE(Eventually([this] { return is_told_gone_.load(); }));
  Use({{"echo", one_->address()}});
  EXPECT_TRUE(Eventually([this] { return Later().error_code() == StatusCode::UNIMPLEMENTED; }));
  EXPECT_TRUE(Eventually([this] { return Echo().ok(); }));
}

TEST_F(UpstreamSwap, ACallThatHasBegunEndsThoughItsUpstreamIsGone) {
  Start(one_->address());
  EchoRequest request;
  request.set_name("wait");
  request.set_number(3);
  grpc::ClientContext context;
  const auto stream = stub_->Expand(&context, request);
  Use({});
  EXPECT_TRUE(EndsWith(StatusCode::UNIMPLEMENTED));
  EXPECT_TRUE(Eventually([this] { return is_told_gone_.load(); }));
  one_->handler.may_go_on = true;
  EchoResponse response;
  int came = 0;
  while (stream->Read(&response)) ++came;
  EXPECT_EQ(came, 3);
  EXPECT_TRUE(stream->Finish().ok());
}

TEST_F(UpstreamSwap, OneThatMovesLosesNoCall) {
  Start(one_->address());
  std::atomic<bool> stop = false;
  std::vector<std::thread> callers;
  for (int i = 0; i < 3; ++i) {
    callers.emplace_back([&] {
      while (!stop) {
        const grpc::Status status = Post("text/plain");
        EXPECT_TRUE(status.ok()) << status.error_message();
      }
    });
  }
  for (int i = 0; i < 3; ++i) {
    for (const auto* each : {two_.get(), one_.get()}) {
      const int before = each->handler.calls;
      Use({{"echo", each->address()}});
      EXPECT_TRUE(Eventually([&] { return each->handler.calls > before + 10; }));
    }
  }
  stop = true;
  for (std::thread& caller : callers) caller.join();
  const int before = two_->handler.calls;
  EXPECT_TRUE(Echo().ok());
  EXPECT_EQ(two_->handler.calls, before);
}

TEST_F(UpstreamSwap, OneWhoseNewAddressIsNotFoundStaysWhereItWas) {
  Start(one_->address());
  Use({{"echo", "nowhere.invalid:1"}, {"later", later_.address()}});
  EXPECT_TRUE(Eventually([this] { return WasSaid("cannot find nowhere.invalid"); }));
  // What was found of both is in force at once.
  EXPECT_TRUE(Eventually([this] { return Later().ok(); }));
  EXPECT_TRUE(Echo().ok());
  EXPECT_EQ(later_.handler.calls, 0);
}

TEST_F(UpstreamSwap, WhatIsWrongChangesNothing) {
  Start(one_->address());
  EXPECT_THAT(gateway_->UseUpstreams(
                  {{"later", later_.address(), std::nullopt}, {"echo", "nowhere", std::nullopt}}),
              status::StatusSays(absl::StatusCode::kInvalidArgument, "want host:port"));
  EXPECT_TRUE(Echo().ok());
  EXPECT_EQ(Later().error_code(), StatusCode::UNIMPLEMENTED);
}

}  // namespace
}  // namespace ett::edge
