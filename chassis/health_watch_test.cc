#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "chassis/health.h"
#include "chassis/server.h"
#include "status/grpc.h"
#include "status/matchers.h"

namespace ett::chassis {
namespace {

using Response = grpc::health::v1::HealthCheckResponse;

// Who watches one service on the admin port.
class Watching {
 public:
  Watching(int port, const std::string& service)
      : stub_(grpc::health::v1::Health::NewStub(grpc::CreateChannel(
            absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials()))) {
    grpc::health::v1::HealthCheckRequest request;
    request.set_service(service);
    reader_ = stub_->Watch(&context_, request);
  }
  ~Watching() { context_.TryCancel(); }

  // What is said next; -1 at the end.
  int Next() {
    Response response;
    return reader_->Read(&response) ? response.status() : -1;
  }
  absl::Status End() { return status::FromGrpc(reader_->Finish()); }

 private:
  const std::unique_ptr<grpc::health::v1::Health::Stub> stub_;
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReader<Response>> reader_;
};

class HealthWatchTest : public testing::Test {
 protected:
  std::atomic<bool> database_is_there_ = true;
  Metrics metrics_;
  std::unique_ptr<Admin> admin_ = *Admin::Start(ServerConfig(), metrics_, [this] {
    return database_is_there_ ? absl::OkStatus() : absl::UnavailableError("gone");
  });
};

TEST_F(HealthWatchTest, AWatcherIsToldWhatIsSoAndEachChange) {
  Watching readiness(admin_->port(), "readiness");
  Watching startup(admin_->port(), "startup");
  EXPECT_EQ(readiness.Next(), Response::NOT_SERVING);
  EXPECT_EQ(startup.Next(), Response::NOT_SERVING);
  admin_->health().SetStarted();
  EXPECT_EQ(readiness.Next(), Response::SERVING);
  EXPECT_EQ(startup.Next(), Response::SERVING);
  database_is_there_ = false;
  EXPECT_EQ(readiness.Next(), Response::NOT_SERVING);
  database_is_there_ = true;
  EXPECT_EQ(readiness.Next(), Response::SERVING);
  admin_->health().SetDraining();
  EXPECT_EQ(readiness.Next(), Response::NOT_SERVING);
}

TEST_F(HealthWatchTest, AServiceThatNobodyKnowsIsSaidToBeUnknown) {
  Watching watching(admin_->port(), "ett.hr.v1.HrService");
  EXPECT_EQ(watching.Next(), Response::SERVICE_UNKNOWN);
}

TEST_F(HealthWatchTest, TheEndOfTheProcessEndsTheWatch) {
  Watching watching(admin_->port(), "liveness");
  EXPECT_EQ(watching.Next(), Response::SERVING);
  admin_ = nullptr;
  EXPECT_EQ(watching.Next(), -1);
  EXPECT_FALSE(watching.End().ok());
}

TEST_F(HealthWatchTest, WhoGoesAwayIsForgotten) {
  { Watching watching(admin_->port(), "liveness"); }
  Watching other(admin_->port(), "");
  EXPECT_EQ(other.Next(), Response::NOT_SERVING);
  admin_->health().SetStarted();
  EXPECT_EQ(other.Next(), Response::SERVING);
}

}  // namespace
}  // namespace ett::chassis
