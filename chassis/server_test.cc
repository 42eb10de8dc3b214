#include "chassis/server.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.pb.h>
#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>
#include <prometheus/text_serializer.h>

#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "chassis/reflection.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "grpc/reflection/v1/reflection.grpc.pb.h"
#include "grpc/reflection/v1alpha/reflection.grpc.pb.h"
#include "status/matchers.h"

namespace ett::chassis {
namespace {

using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;
using status::IsOk;
using status::StatusIs;
using testing::HasSubstr;

std::shared_ptr<grpc::Channel> Connect(int port) {
  return grpc::CreateChannel(absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials());
}

absl::StatusOr<HealthCheckResponse::ServingStatus> Check(int port, const std::string& service) {
  grpc::ClientContext context;
  HealthCheckRequest request;
  request.set_service(service);
  HealthCheckResponse response;
  const absl::Status status = status::FromGrpc(
      grpc::health::v1::Health::NewStub(Connect(port))->Check(&context, request, &response));
  if (!status.ok()) return status;
  return response.status();
}

class AdminTest : public testing::Test {
 protected:
  bool Serves(const std::string& service) {
    const auto status = Check(admin_->port(), service);
    EXPECT_THAT(status, IsOk());
    return status.ok() && *status == HealthCheckResponse::SERVING;
  }

  absl::Status database_;
  Metrics metrics_;
  std::unique_ptr<Admin> admin_ =
      *Admin::Start(ServerConfig(), metrics_, [this] { return database_; });
};

TEST_F(AdminTest, StartsAliveButNotReady) {
  EXPECT_TRUE(Serves("liveness"));
  EXPECT_FALSE(Serves("startup"));
  EXPECT_FALSE(Serves("readiness"));
  admin_->health().SetStarted();
  EXPECT_TRUE(Serves("startup"));
  EXPECT_TRUE(Serves("readiness"));
  EXPECT_TRUE(Serves(""));
}

TEST_F(AdminTest, OnlyReadinessAsksTheDatabase) {
  admin_->health().SetStarted();
  database_ = absl::UnavailableError("gone");
  EXPECT_FALSE(Serves("readiness"));
  EXPECT_TRUE(Serves("liveness"));
  EXPECT_TRUE(Serves("startup"));
  database_ = absl::OkStatus();
  EXPECT_TRUE(Serves("readiness"));
}

TEST_F(AdminTest, DrainingIsNotReadyButAlive) {
  admin_->health().SetStarted();
  admin_->health().SetDraining();
  EXPECT_FALSE(Serves("readiness"));
  EXPECT_TRUE(Serves("liveness"));
}

TEST_F(AdminTest, AnUnknownServiceIsNotFound) {
  EXPECT_THAT(Check(admin_->port(), "ett.hr.v1.HrService"), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(AdminTest, ATakenPortIsSaid) {
  ServerConfig config;
  config.admin_listen = absl::StrCat("127.0.0.1:", admin_->port());
  const auto second = Admin::Start(config, metrics_, [] { return absl::OkStatus(); });
  EXPECT_THAT(second.status(),
              status::StatusSays(absl::StatusCode::kUnavailable, config.admin_listen));
}

TEST_F(AdminTest, PortsAreWrittenWhole) {
  const std::string path = testing::TempDir() + "/ports.json";
  ASSERT_THAT(WritePorts(path, 1234, *admin_), IsOk());
  std::ifstream file(path);
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  EXPECT_THAT(text, HasSubstr("\"listen\":1234,"));
  EXPECT_FALSE(std::filesystem::exists(path + ".part"));
  EXPECT_THAT(WritePorts("/nowhere/ports.json", 1, *admin_),
              StatusIs(absl::StatusCode::kUnavailable));
}

// An API that is the health service and reflection.
class ApiTest : public testing::Test {
 protected:
  ApiTest() {
    std::vector<grpc::Service*> services = {&health_};
    for (const auto& each : reflection_) services.push_back(each.get());
    api_ = *StartApi("127.0.0.1:0", metrics_, services);
  }
  ~ApiTest() override { api_.server->Shutdown(std::chrono::system_clock::now()); }

  std::string MetricsText() {
    return prometheus::TextSerializer().Serialize(metrics_.registry()->Collect());
  }

  // The request id that comes back.
  std::string RequestId(const std::string& sent) {
    grpc::ClientContext context;
    if (!sent.empty()) context.AddMetadata("x-request-id", sent);
    HealthCheckResponse response;
    (void)grpc::health::v1::Health::NewStub(Connect(api_.port))
        ->Check(&context, HealthCheckRequest(), &response);
    const auto& metadata = context.GetServerInitialMetadata();
    const auto found = metadata.find("x-request-id");
    if (found == metadata.end()) return "";
    return std::string(found->second.data(), found->second.size());
  }

  Calls calls_{2, 10};
  Health health_{calls_, [] { return absl::OkStatus(); }};
  Metrics metrics_;
  std::unique_ptr<SchemaSource> schema_ =
      LinkedSchema({grpc::health::v1::Health::service_full_name()});
  std::vector<std::unique_ptr<grpc::Service>> reflection_ = MakeReflection(*schema_);
  ApiServer api_;
};

TEST_F(ApiTest, ARequestIdIsKeptOrMade) {
  EXPECT_EQ(RequestId("abc-123"), "abc-123");
  EXPECT_EQ(RequestId("").size(), 32);
  EXPECT_EQ(RequestId("not well-formed!").size(), 32);
  EXPECT_NE(RequestId(""), RequestId(""));
}

TEST_F(ApiTest, CallsAreCountedByMethodAndCode) {
  health_.SetStarted();
  (void)Check(api_.port, "");
  (void)Check(api_.port, "wrong");
  const std::string text = MetricsText();
  const std::string method = "grpc_method=\"/grpc.health.v1.Health/Check\"";
  EXPECT_THAT(text, HasSubstr(absl::StrCat("grpc_server_started_total{", method, "} 2")));
  EXPECT_THAT(text, HasSubstr("grpc_code=\"NOT_FOUND\""));
  EXPECT_THAT(text, HasSubstr("grpc_code=\"OK\""));
  EXPECT_THAT(text, HasSubstr(absl::StrCat("grpc_server_handling_seconds_count{", method, "} 2")));
}

// Asks one question of either version of reflection.
template <class Contract, class Request, class Response>
Response Reflect(int port, const std::function<void(Request&)>& ask) {
  grpc::ClientContext context;
  const auto stub = Contract::NewStub(Connect(port));
  const auto stream = stub->ServerReflectionInfo(&context);
  Request request;
  ask(request);
  Response response;
  EXPECT_TRUE(stream->Write(request));
  EXPECT_TRUE(stream->Read(&response));
  stream->WritesDone();
  EXPECT_TRUE(stream->Finish().ok());
  return response;
}

template <class Contract, class Request, class Response>
void ExpectReflection(int port) {
  const auto ask = [&](const std::function<void(Request&)>& question) {
    return Reflect<Contract, Request, Response>(port, question);
  };
  const auto list = ask([](Request& request) { request.set_list_services("*"); });
  ASSERT_EQ(list.list_services_response().service_size(), 1);
  EXPECT_EQ(list.list_services_response().service(0).name(), "grpc.health.v1.Health");
  const auto file = ask([](Request& request) {
    request.set_file_containing_symbol("grpc.health.v1.HealthCheckRequest");
  });
  google::protobuf::FileDescriptorProto descriptor;
  ASSERT_TRUE(descriptor.ParseFromString(file.file_descriptor_response().file_descriptor_proto(0)));
  EXPECT_EQ(descriptor.package(), "grpc.health.v1");
  const auto wrong = ask([](Request& request) { request.set_file_by_filename("wrong.proto"); });
  EXPECT_EQ(wrong.error_response().error_code(), grpc::StatusCode::NOT_FOUND);
}

TEST_F(ApiTest, ReflectionTellsOfTheContractsInBothVersions) {
  namespace v1 = grpc::reflection::v1;
  namespace v1alpha = grpc::reflection::v1alpha;
  ExpectReflection<v1::ServerReflection, v1::ServerReflectionRequest, v1::ServerReflectionResponse>(
      api_.port);
  ExpectReflection<v1alpha::ServerReflection, v1alpha::ServerReflectionRequest,
                   v1alpha::ServerReflectionResponse>(api_.port);
}

TEST(Calls, WhatDoesNotFitIsRefused) {
  absl::Notification go_on;
  absl::Notification busy;
  Calls calls(1, 1);
  ASSERT_TRUE(calls.Submit([&] {
    busy.Notify();
    go_on.WaitForNotification();
  }));
  busy.WaitForNotification();
  EXPECT_TRUE(calls.Submit([] {}));
  EXPECT_FALSE(calls.Submit([] {}));
  go_on.Notify();
}

TEST(Calls, WhatWasAcceptedRunsBeforeTheEnd) {
  int done = 0;
  {
    Calls calls(1, 100);
    for (int i = 0; i < 50; ++i) calls.Submit([&] { ++done; });
  }
  EXPECT_EQ(done, 50);
}

}  // namespace
}  // namespace ett::chassis
