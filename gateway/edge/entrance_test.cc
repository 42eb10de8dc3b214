#include <grpcpp/create_channel.h>

#include "gateway/edge/peer.h"
#include "gateway/edge/refusal.h"
#include "gateway/edge/testing/rest_fixture.h"
#include "status/grpc.h"

namespace ett::edge {
namespace {

namespace http = boost::beast::http;
using testing::Reply;

constexpr char kPath[] = "/v1/shelves/a/books/b";
constexpr char kMethod[] = "/ett.edge.testing.EchoService/Echo";

// Who is named `anna` may call, nobody else.
class TheEntrance : public testing::RestFixture {
 protected:
  void Adapt(Config& config) override {
    config.allow = [](const Asked& asked, const Admitted& caller) -> Allowance {
      const Headers left = {{"ratelimit", "\"*\";r=1;t=1"}, {"x-peer", asked.peer}};
      if (caller.name == "anna") return {absl::OkStatus(), left};
      return {RateLimited("*", "1 call", absl::Milliseconds(1500)), left};
    };
  }
  Reply As(const std::string& caller, http::verb method, const std::string& target,
           const std::string& body = "", const std::string& type = "application/json") {
    return caller_->Ask(method, target, body, type, {{"x-caller", caller}});
  }
};

TEST_F(TheEntrance, RestSaysWhatIsLeftAndWhenToComeAgain) {
  const Reply let_in = As("anna", http::verb::get, kPath);
  EXPECT_EQ(let_in.status, 200);
  EXPECT_EQ(let_in.Header("ratelimit"), "\"*\";r=1;t=1");
  EXPECT_EQ(let_in.Header("x-peer"), "127.0.0.1");
  EXPECT_EQ(let_in.Header("retry-after"), "");
  const Reply refused = As("per", http::verb::get, kPath);
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.Header("retry-after"), "2");
  EXPECT_EQ(refused.Header("ratelimit"), "\"*\";r=1;t=1");
  EXPECT_EQ(refused.body["error"]["status"], "RESOURCE_EXHAUSTED");
  EXPECT_EQ(refused.body["error"]["details"].size(), 3);
}

TEST_F(TheEntrance, ConnectIsToldTheSame) {
  EXPECT_EQ(As("anna", http::verb::post, kMethod, "{}").Header("ratelimit"), "\"*\";r=1;t=1");
  const Reply refused = As("per", http::verb::post, kMethod, "{}");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.Header("retry-after"), "2");
  EXPECT_EQ(refused.body["code"], "resource_exhausted");
}

TEST_F(TheEntrance, GrpcWebIsToldInItsHead) {
  const std::string frame(5, '\0');
  const Reply let_in = As("anna", http::verb::post, kMethod, frame, "application/grpc-web+proto");
  EXPECT_EQ(let_in.Header("ratelimit"), "\"*\";r=1;t=1");
  const Reply refused = As("per", http::verb::post, kMethod, frame, "application/grpc-web+proto");
  EXPECT_EQ(refused.grpc_status, "8");
  EXPECT_EQ(refused.Header("retry-after"), "2");
}

TEST_F(TheEntrance, GrpcIsToldInMetadata) {
  const auto stub = testing::EchoService::NewStub(grpc::CreateChannel(
      absl::StrCat("127.0.0.1:", gateway_->port()), grpc::InsecureChannelCredentials()));
  testing::EchoResponse response;
  grpc::ClientContext let_in;
  let_in.AddMetadata("x-caller", "anna");
  EXPECT_TRUE(stub->Echo(&let_in, {}, &response).ok());
  EXPECT_EQ(let_in.GetServerInitialMetadata().find("ratelimit")->second, "\"*\";r=1;t=1");
  grpc::ClientContext context;
  const absl::Status refused = status::FromGrpc(stub->Echo(&context, {}, &response));
  EXPECT_EQ(refused.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(status::ReasonOf(refused), "RATE_LIMITED");
  EXPECT_EQ(RetryDelayOf(refused), absl::Milliseconds(1500));
  EXPECT_EQ(upstream_.handler.calls, 1);
}

TEST_F(TheEntrance, WhatIsNoCallIsNotHeldToLimits) {
  EXPECT_EQ(Get("/about").status, 200);
  EXPECT_EQ(Get("/nowhere").status, 404);
}

// Which calls were refused, counted.
class ShedCalls {
 public:
  void Watch(Config& config) {
    config.on_shed = [this](ShedReason reason, limits::Importance importance) {
      const bool is_read = importance == limits::Importance::kRead;
      if (reason == ShedReason::kCalls) ++(is_read ? full_reads : full_changes);
      if (reason == ShedReason::kLag) ++(is_read ? late_reads : late_changes);
    };
  }

  std::atomic<int> full_reads = 0;
  std::atomic<int> full_changes = 0;
  std::atomic<int> late_reads = 0;
  std::atomic<int> late_changes = 0;
};

// One call at a time.
class AFullProcess : public testing::RestFixture {
 protected:
  void Adapt(Config& config) override {
    config.max_calls = 1;
    shed_.Watch(config);
  }

  ShedCalls shed_;
};

TEST_F(AFullProcess, RefusesCallsButNeitherPagesNorHealth) {
  const auto channel = grpc::CreateChannel(absl::StrCat("127.0.0.1:", gateway_->port()),
                                           grpc::InsecureChannelCredentials());
  const auto stub = testing::EchoService::NewStub(channel);
  grpc::ClientContext context;
  const auto stream = stub->Chat(&context);
  testing::EchoResponse response;
  ASSERT_TRUE(stream->Write({}));
  ASSERT_TRUE(stream->Read(&response));
  const Reply refused = Get(kPath);
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.Header("retry-after"), "1");
  EXPECT_EQ(refused.body["error"]["details"][0]["reason"], "OVERLOADED") << refused.text;
  EXPECT_EQ(Get("/about").status, 200);
  EXPECT_EQ(shed_.full_reads, 1);
  EXPECT_EQ(Post("/v1/shelves:collect", "[]").status, 503);
  EXPECT_EQ(shed_.full_changes, 1);
  // The stream that is open goes on, and leaves its place.
  ASSERT_TRUE(stream->Write({}));
  ASSERT_TRUE(stream->Read(&response));
  stream->WritesDone();
  EXPECT_TRUE(stream->Finish().ok());
  EXPECT_TRUE(testing::Eventually([&] { return Get(kPath).status == 200; }));
}

// A loop that says it is late, always.
class ALateLoop : public testing::RestFixture {
 protected:
  void Adapt(Config& config) override {
    config.overload = {absl::Nanoseconds(1), absl::Milliseconds(1)};
    config.on_overload = [this](int pressure) { pressure_ = pressure; };
    shed_.Watch(config);
  }

  std::atomic<int> pressure_ = 0;
  ShedCalls shed_;
};

TEST_F(ALateLoop, RefusesCallsAndSaysSo) {
  EXPECT_TRUE(testing::Eventually([&] { return Get(kPath).status == 503; }));
  EXPECT_GT(pressure_, 0);
  EXPECT_EQ(shed_.late_reads, 1);
  EXPECT_EQ(shed_.full_reads, 0);
  EXPECT_EQ(Get("/about").status, 200);
}

TEST(Peer, IsAnAddressOrTheNetworkOfOneHost) {
  const auto peer = [](const char* text) { return PeerOf(boost::asio::ip::make_address(text)); };
  EXPECT_EQ(peer("192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(peer("::ffff:192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(peer("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
}

}  // namespace
}  // namespace ett::edge
