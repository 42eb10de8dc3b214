#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include <mutex>
#include <thread>

#include "gateway/edge/gateway.h"
#include "gateway/edge/testing/echo_upstream.h"
#include "gateway/edge/testing/eventually.h"
#include "status/matchers.h"

namespace ett::edge {
namespace {

using testing::EchoRequest;
using testing::EchoResponse;
using testing::EchoService;
using testing::EchoUpstream;
using testing::Eventually;
using testing::LaterService;

class Traffic : public ::testing::Test {
 protected:
  Traffic() {
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
    config_.upstreams = {{"echo", addresses, std::nullopt}};
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
  std::mutex mutex_;
  std::vector<CallRecord> records_;
  std::string problems_;
  std::unique_ptr<EchoUpstream> one_ = std::make_unique<EchoUpstream>();
  std::unique_ptr<EchoUpstream> two_ = std::make_unique<EchoUpstream>();
  std::unique_ptr<Gateway> gateway_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<EchoService::Stub> stub_;
};

TEST_F(Traffic, IsSharedByTwoReplicas) {
  StartBoth();
  for (int i = 0; i < 100; ++i) ASSERT_TRUE(Echo().ok());
  EXPECT_GT(one_->handler.calls, 10);
  EXPECT_GT(two_->handler.calls, 10);
}

TEST_F(Traffic, LosesNoCallThatMayBeRepeatedWhenAReplicaIsKilled) {
  StartBoth();
  std::atomic<bool> killed = false;
  std::atomic<int> failed = 0;
  std::vector<std::thread> callers;
  for (int i = 0; i < 4; ++i) {
    callers.emplace_back([&] {
      for (int after = 0; after < 50; after += killed ? 1 : 0) {
        const grpc::Status status = Echo();
        if (!status.ok()) ADD_FAILURE() << status.error_code() << " " << status.error_message();
        if (!status.ok()) ++failed;
      }
    });
  }
  EXPECT_TRUE(Eventually([&] { return one_->handler.calls > 10; }));
  one_->Stop();
  killed = true;
  for (std::thread& caller : callers) caller.join();
  EXPECT_EQ(failed, 0);
}

TEST_F(Traffic, RepeatsACallThatChangesNothingAtAnotherReplica) {
  StartBoth();
  EXPECT_EQ(Echo(Failing()).error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(calls(), 3);
  EXPECT_GT(one_->handler.calls, 0);
  EXPECT_GT(two_->handler.calls, 0);
  EXPECT_EQ(attempts(), 3);
}

TEST_F(Traffic, RepeatsACallThatOnlyTheServiceCancelled) {
  StartBoth();
  EXPECT_EQ(Echo(Failing(absl::StatusCode::kCancelled)).error_code(), grpc::StatusCode::CANCELLED);
  EXPECT_EQ(calls(), 3);
}

TEST_F(Traffic, DoesNotRepeatACallThatItsServiceHasAnswered) {
  StartBoth();
  EXPECT_EQ(Echo(Failing(absl::StatusCode::kInternal)).error_code(), grpc::StatusCode::INTERNAL);
  EXPECT_EQ(calls(), 1);
}

TEST_F(Traffic, DoesNotRepeatACallThatMayChangeSomething) {
  StartBoth();
  EXPECT_EQ(Post("unavailable").error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(calls(), 1);
  EXPECT_EQ(attempts(), 1);
}

TEST_F(Traffic, RepeatsACallThatReachedNobody) {
  config_.traffic.health_interval = absl::InfiniteDuration();
  StartBoth();
  one_->Stop();
  for (int i = 0; i < 20; ++i) {
    const grpc::Status status = Post("text/plain");
    ASSERT_TRUE(status.ok()) << status.error_message();
  }
}

TEST_F(Traffic, IsNotRepeatedWhereTheServiceDoesNotWantIt) {
  StartBoth();
  one_->handler.pushback = -1;
  two_->handler.pushback = -1;
  EXPECT_EQ(Echo(Failing()).error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(calls(), 1);
}

TEST_F(Traffic, IsRepeatedNoMoreThanTheBudgetAllows) {
  StartBoth();
  std::vector<std::thread> callers;
  for (int i = 0; i < 10; ++i) {
    callers.emplace_back([&] {
      for (int call = 0; call < 10; ++call) (void)Echo(Failing());
    });
  }
  for (std::thread& caller : callers) caller.join();
  EXPECT_GE(calls(), 110);
  // A fifth of a hundred; ten more for each ten seconds that a slow machine takes.
  EXPECT_LE(calls(), 150);
}

TEST_F(Traffic, AvoidsAReplicaThatSaysItDoesNotServe) {
  config_.traffic.health_interval = absl::Milliseconds(10);
  StartBoth();
  one_->health.serving = false;
  EXPECT_TRUE(Eventually([&] {
    const int before = one_->handler.calls;
    for (int i = 0; i < 20; ++i) (void)Echo();
    return one_->handler.calls == before;
  }));
  // When none does, all are asked.
  two_->health.serving = false;
  EXPECT_TRUE(Eventually([&] {
    const int before = one_->handler.calls;
    for (int i = 0; i < 20; ++i) EXPECT_TRUE(Echo().ok());
    return one_->handler.calls > before;
  }));
}

TEST_F(Traffic, IsRefusedAtOnceWhenTooMuchIsInFlight) {
  config_.traffic.calls_in_flight = 1;
  StartBoth();
  EchoRequest request;
  request.set_name("forever");
  grpc::ClientContext context;
  std::thread caller([&] {
    EchoResponse response;
    (void)stub_->Echo(&context, request, &response);
  });
  EXPECT_TRUE(Eventually([&] { return calls() == 1; }));
  const grpc::Status status = Echo();
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_NE(status.error_details().find("google.rpc.RetryInfo"), std::string::npos);
  context.TryCancel();
  caller.join();
  EXPECT_TRUE(Eventually([&] { return Echo().ok(); }));
}

TEST_F(Traffic, IsHedgedWhenAReplicaIsSlow) {
  config_.traffic.hedge_after = absl::Milliseconds(10);
  StartBoth();
  one_->handler.is_stuck = true;
  // Of as many as the budget has retries.
  for (int i = 0; i < 10; ++i) ASSERT_TRUE(Echo().ok());
  EXPECT_TRUE(Eventually([&] { return one_->handler.cancelled == one_->handler.calls; }));
}

TEST_F(Traffic, OfANewMethodGoesOnlyToReplicasThatHaveIt) {
  StartBoth();
  Restart(two_, /*later=*/true);
  EXPECT_TRUE(Eventually([this] { return Later().ok(); }));
  for (int i = 0; i < 20; ++i) {
    const grpc::Status status = Later();
    ASSERT_TRUE(status.ok()) << status.error_message();
  }
  // What both have goes to both.
  EXPECT_TRUE(Eventually([this] {
    EXPECT_TRUE(Echo().ok());
    return one_->handler.calls > 0 && two_->handler.calls > 0;
  }));
}

TEST_F(Traffic, StaysWithReplicasThatKeepTheContract) {
  one_ = std::make_unique<EchoUpstream>(0, /*later=*/true);
  two_ = std::make_unique<EchoUpstream>(0, /*later=*/true);
  StartBoth();
  Restart(two_, /*later=*/false);
  EXPECT_TRUE(
      Eventually([this] { return WasSaid("service ett.edge.testing.LaterService is gone"); }));
  EXPECT_TRUE(Eventually([this] {
    const int before = two_->handler.calls;
    for (int i = 0; i < 20; ++i) EXPECT_TRUE(Echo().ok());
    return two_->handler.calls == before;
  }));
  EXPECT_TRUE(Later().ok());
}

TEST_F(Traffic, EndsWhenNobodyKeepsTheContractAndSaysWhy) {
  config_.traffic.quarantine = absl::InfiniteDuration();
  RestartOneWithout();
  EXPECT_TRUE(Eventually([this] { return WasSaid("gets no calls, as it breaks the contract"); }));
  EXPECT_TRUE(Eventually([this] {
    return Echo().error_message().find(
               "is held back: service ett.edge.testing.LaterService is "
               "gone") != std::string::npos;
  }));
}

TEST_F(Traffic, GoesOnWithABrokenContractAfterAWhileWhenThereIsNoOther) {
  config_.traffic.quarantine = absl::Milliseconds(1);
  RestartOneWithout();
  EXPECT_TRUE(Eventually([this] { return WasSaid("another contract is served now"); }));
  EXPECT_TRUE(Eventually([this] { return Echo().ok(); }));
  EXPECT_EQ(Later().error_code(), grpc::StatusCode::UNIMPLEMENTED);
}

TEST_F(Traffic, GoesOnWithABrokenContractThatIsAccepted) {
  config_.traffic.quarantine = absl::InfiniteDuration();
  config_.traffic.accept_breaking = {"echo"};
  RestartOneWithout();
  EXPECT_TRUE(Eventually([this] {
    return !gateway_->schema()->OwnerOf("ett.edge.testing.LaterService").has_value();
  }));
  EXPECT_TRUE(Eventually([this] { return Echo().ok(); }));
}

TEST_F(Traffic, OfAServiceThatGoesBackToItsLastVersionGoesOn) {
  config_.traffic.quarantine = absl::InfiniteDuration();
  Start(one_->address());
  Restart(one_, /*later=*/true);
  EXPECT_TRUE(Eventually([this] { return Later().ok(); }));
  Restart(one_, /*later=*/false);
  EXPECT_TRUE(
      Eventually([this] { return Later().error_code() == grpc::StatusCode::UNIMPLEMENTED; }));
  EXPECT_TRUE(Echo().ok());
  EXPECT_TRUE(Eventually([this] { return WasSaid("another contract is served now"); }));
}

}  // namespace
}  // namespace ett::edge
