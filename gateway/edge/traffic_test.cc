#include <gtest/gtest.h>

#include <thread>

#include "gateway/edge/testing/traffic_fixture.h"

namespace ett::edge {
namespace {

using testing::EchoRequest;
using testing::EchoResponse;
using testing::Eventually;

class Traffic : public testing::TrafficFixture {};

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

}  // namespace
}  // namespace ett::edge
