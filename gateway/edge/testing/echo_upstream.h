#pragma once

#include <grpcpp/server.h>

#include <atomic>
#include <memory>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "chassis/data_version_metadata.h"
#include "chassis/metrics.h"
#include "chassis/reflection.h"
#include "chassis/server.h"
#include "gateway/edge/testing/echo.grpc.pb.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "status/errors.h"
#include "status/grpc.h"

namespace ett::edge::testing {

// Gives back what it gets; metadata named `x-back…` comes back as trailers.
class EchoHandler final : public EchoService::Service {
 public:
  grpc::Status Echo(grpc::ServerContext* context, const EchoRequest* request,
                    EchoResponse* response) override {
    ++calls;
    SendBack(*context);
    if (request->fail_code() > 0) {
      if (pushback != 0) {
        context->AddTrailingMetadata("grpc-retry-pushback-ms", absl::StrCat(pushback.load()));
      }
      return status::ToGrpc(Failure(*request));
    }
    // Waits for the caller to give up.
    while ((request->name() == "forever" || is_stuck) && !context->IsCancelled()) {
      absl::SleepFor(absl::Milliseconds(1));
    }
    if (context->IsCancelled()) ++cancelled;
    *response->mutable_request() = *request;
    response->set_title(request->name());
    response->set_etag(request->etag());
    return version == 0 ? grpc::Status::OK : Versioned(*context, *response);
  }

  grpc::Status Raw(grpc::ServerContext*, const google::api::HttpBody* request,
                   google::api::HttpBody* response) override {
    ++calls;
    if (request->content_type() == "unavailable") {
      return grpc::Status(grpc::StatusCode::UNAVAILABLE, "så synd");
    }
    *response = *request;
    return grpc::Status::OK;
  }

  grpc::Status Collect(grpc::ServerContext*, grpc::ServerReader<EchoRequest>* reader,
                       EchoResponse* response) override {
    EchoRequest request;
    int count = 0;
    // The first, with how many bytes all have.
    int bytes = 0;
    while (reader->Read(&request)) {
      if (count++ == 0) *response->mutable_request() = request;
      bytes += static_cast<int>(request.payload().size());
    }
    response->mutable_request()->clear_payload();
    if (bytes > 0) response->mutable_request()->set_number(bytes);
    response->set_count(count);
    return grpc::Status::OK;
  }

  grpc::Status Expand(grpc::ServerContext*, const EchoRequest* request,
                      grpc::ServerWriter<EchoResponse>* writer) override {
    while (request->name() == "wait" && !may_go_on) absl::SleepFor(absl::Milliseconds(1));
    EchoResponse response;
    *response.mutable_request() = *request;
    int first = 0;
    if (absl::SimpleAtoi(request->resume_token(), &first)) ++first;
    for (int i = first; i < request->number(); ++i) {
      response.set_count(i);
      response.set_resume_token(absl::StrCat(i));
      if (!writer->Write(response)) break;
    }
    if (request->fail_code() > 0) return status::ToGrpc(Failure(*request));
    return grpc::Status::OK;
  }

  grpc::Status Chat(grpc::ServerContext*,
                    grpc::ServerReaderWriter<EchoResponse, EchoRequest>* stream) override {
    EchoRequest request;
    EchoResponse response;
    while (stream->Read(&request)) {
      *response.mutable_request() = request;
      if (!stream->Write(response)) break;
    }
    return grpc::Status::OK;
  }

  std::atomic<int> calls = 0;
  std::atomic<int> cancelled = 0;
  // All calls wait until they are given up.
  std::atomic<bool> is_stuck = false;
  // What calls that fail say of when to try again, in milliseconds; 0: nothing.
  std::atomic<int> pushback = 0;
  std::atomic<bool> may_go_on = false;  // what waits for it
  std::atomic<int> version = 0;         // of the data; 0: it is not said
  std::atomic<int> computed = 0;        // answers of a version

 private:
  // As chassis::TellVersion has it; lets all in but one.
  grpc::Status Versioned(grpc::ServerContext& context, EchoResponse& response) {
    const auto& metadata = context.client_metadata();
    const auto is = [&](const char* name, const std::string& value) {
      const auto found = metadata.find(name);
      return found != metadata.end() && found->second == value;
    };
    if (is("authorization", "Bearer nobody")) return {grpc::StatusCode::PERMISSION_DENIED, "no"};
    const std::string now = absl::StrCat(version.load());
    context.AddInitialMetadata(chassis::kDataVersion, now);
    if (is(chassis::kIfDataVersion, now)) {
      context.AddInitialMetadata(chassis::kNotModified, "1");
      response.Clear();
      return grpc::Status::OK;
    }
    ++computed;
    response.set_title(absl::StrCat("version ", now));
    return grpc::Status::OK;
  }

  static void SendBack(grpc::ServerContext& context) {
    for (const auto& [name, value] : context.client_metadata()) {
      const std::string key(name.data(), name.size());
      if (absl::StartsWith(key, "x-back")) {
        context.AddTrailingMetadata(key, std::string(value.data(), value.size()));
      }
    }
  }

  static absl::Status Failure(const EchoRequest& request) {
    if (request.fail_code() == static_cast<int>(absl::StatusCode::kInvalidArgument)) {
      return status::InvalidField("name", "a better one", request.name());
    }
    return absl::Status(static_cast<absl::StatusCode>(request.fail_code()), "så synd");
  }
};

class LaterHandler final : public LaterService::Service {
 public:
  grpc::Status Later(grpc::ServerContext*, const EchoRequest* request,
                     EchoResponse* response) override {
    *response->mutable_request() = *request;
    return grpc::Status::OK;
  }
};

class HealthHandler final : public grpc::health::v1::Health::Service {
 public:
  grpc::Status Check(grpc::ServerContext*, const grpc::health::v1::HealthCheckRequest*,
                     grpc::health::v1::HealthCheckResponse* response) override {
    response->set_status(serving ? grpc::health::v1::HealthCheckResponse::SERVING
                                 : grpc::health::v1::HealthCheckResponse::NOT_SERVING);
    return grpc::Status::OK;
  }

  std::atomic<bool> serving = true;
};

// A server with reflection, as the services of Ett have it, or without it.
class EchoUpstream {
 public:
  // Port 0 takes a free one. `later`: it is of a later version. Plain without `credentials`.
  explicit EchoUpstream(int port = 0, bool later = false,
                        const std::shared_ptr<grpc::ServerCredentials>& credentials = nullptr) {
    std::vector<std::string> names = {EchoService::service_full_name()};
    std::vector<grpc::Service*> services = {&handler, &health};
    if (later) {
      names.push_back(LaterService::service_full_name());
      services.push_back(&later_);
    }
    schema_ = chassis::LinkedSchema(names);
    reflection_ = chassis::MakeReflection(*schema_);
    for (const auto& each : reflection_) services.push_back(each.get());
    Start(port, services, credentials);
  }
  struct WithoutReflection {};
  explicit EchoUpstream(WithoutReflection) { Start(0, {&handler, &health}, nullptr); }
  ~EchoUpstream() { Stop(); }

  void Stop() { api_.server->Shutdown(std::chrono::system_clock::now()); }
  int port() const { return api_.port; }
  std::string address() const { return absl::StrCat("127.0.0.1:", port()); }

  EchoHandler handler;
  HealthHandler health;

 private:
  void Start(int port, const std::vector<grpc::Service*>& services,
             const std::shared_ptr<grpc::ServerCredentials>& credentials) {
    auto started =
        chassis::StartApi(absl::StrCat("127.0.0.1:", port), metrics_, services, credentials);
    api_ = *std::move(started);
  }

  LaterHandler later_;
  chassis::Metrics metrics_;
  std::unique_ptr<chassis::SchemaSource> schema_;
  std::vector<std::unique_ptr<grpc::Service>> reflection_;
  chassis::ApiServer api_;
};

}  // namespace ett::edge::testing
