#include "chassis/gate.h"

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>
#include <prometheus/text_serializer.h>

#include <atomic>

#include "chassis/exchange.h"
#include "chassis/gate_testing.h"
#include "chassis/health.h"
#include "chassis/server.h"
#include "chassis/server_stream.h"
#include "chassis/testing/guarded.grpc.pb.h"
#include "status/matchers.h"

namespace ett::chassis {
namespace {

namespace pb = ett::guarded::v1;
using status::IsOk;
using status::MetadataOf;
using status::ReasonOf;
using testing::HasSubstr;
using testing::Not;

constexpr char kOwn[] = "municipalities/935478715";
constexpr char kOther[] = "municipalities/958935420";

// Counts what it is asked, as every kind of work does.
template <class Request>
struct Work final : Receiver<Request, pb::Thing>, Exchange<Request, pb::Thing>, Source<pb::Thing> {
  explicit Work(std::atomic<int>& counted) : done(counted) {}
  absl::Status Receive(const Request&) override {
    ++done;
    return absl::OkStatus();
  }
  absl::StatusOr<pb::Thing> Finish() override { return pb::Thing(); }
  void Close() override {}
  absl::StatusOr<bool> Advance(std::vector<pb::Thing>&) override { return false; }
  absl::StatusOr<bool> Next(pb::Thing&) override {
    ++done;
    return false;
  }
  std::atomic<int>& done;
};

class GuardedService final : public pb::GuardedService::CallbackService {
 public:
  explicit GuardedService(Calls& calls) : calls_(calls) {}
  using Context = grpc::CallbackServerContext;

  grpc::ServerUnaryReactor* GetThing(Context* context, const pb::GetThingRequest* request,
                                     pb::Thing* response) override {
    return Answer(context, request, response);
  }
  grpc::ServerUnaryReactor* UpdateThing(Context* context, const pb::UpdateThingRequest* request,
                                        pb::Thing* response) override {
    return Answer(context, request, response);
  }
  grpc::ServerUnaryReactor* Greet(Context* context, const pb::GreetRequest* request,
                                  pb::Thing* response) override {
    return Answer(context, request, response);
  }
  grpc::ServerReadReactor<pb::ImportThingsRequest>* ImportThings(Context* context,
                                                                 pb::Thing* response) override {
    return calls_.ClientStream<pb::ImportThingsRequest, pb::Thing>(
        context, response, std::make_unique<Work<pb::ImportThingsRequest>>(done));
  }
  grpc::ServerWriteReactor<pb::Thing>* ExportThings(
      Context* context, const pb::ExportThingsRequest* request) override {
    return ServerStream<pb::Thing>(calls_, context, *request,
                                   std::make_unique<Work<pb::ExportThingsRequest>>(done));
  }
  grpc::ServerBidiReactor<pb::ExchangeThingsRequest, pb::Thing>* ExchangeThings(
      Context* context) override {
    return Converse<pb::ExchangeThingsRequest, pb::Thing>(
        calls_, context, std::make_unique<Work<pb::ExchangeThingsRequest>>(done));
  }

  std::atomic<int> done = 0;  // calls and messages that were worked on

 private:
  template <class Request>
  grpc::ServerUnaryReactor* Answer(Context* context, const Request* request, pb::Thing* response) {
    return calls_.Unary<Request, pb::Thing>(context, request, response,
                                            [this](const Request&) -> absl::StatusOr<pb::Thing> {
                                              ++done;
                                              return pb::Thing();
                                            });
  }

  Calls& calls_;
};

class GateTest : public testing::Test {
 protected:
  GateTest() { calls_.Guard(gate_.get()); }
  ~GateTest() override { api_.server->Shutdown(std::chrono::system_clock::now()); }

  // What comes of a unary call; `headers` are more of its metadata.
  template <class Request>
  absl::Status Call(grpc::Status (pb::GuardedService::Stub::*method)(grpc::ClientContext*,
                                                                     const Request&, pb::Thing*),
                    const Request& request,
                    const std::vector<std::pair<std::string, std::string>>& headers) {
    grpc::ClientContext context;
    for (const auto& [name, value] : headers) context.AddMetadata(name, value);
    pb::Thing response;
    return status::FromGrpc((stub_.get()->*method)(&context, request, &response));
  }

  absl::Status Get(const std::string& name, const std::string& authorization) {
    pb::GetThingRequest request;
    request.set_name(name);
    return Call(&pb::GuardedService::Stub::GetThing, request, {{"authorization", authorization}});
  }

  std::string MetricsText() {
    return prometheus::TextSerializer().Serialize(metrics_.registry()->Collect());
  }

  Metrics metrics_;
  std::unique_ptr<Gate> gate_ =
      *Gate::Make({pb::GuardedService::service_full_name()}, TestAuthenticator(), metrics_);
  Calls calls_{2, 100};
  GuardedService service_{calls_};
  Health health_{calls_, [] { return absl::OkStatus(); }};
  ApiServer api_ = *StartApi("127.0.0.1:0", metrics_, {&service_, &health_});
  std::shared_ptr<grpc::Channel> channel_ = grpc::CreateChannel(
      absl::StrCat("127.0.0.1:", api_.port), grpc::InsecureChannelCredentials());
  std::unique_ptr<pb::GuardedService::Stub> stub_ = pb::GuardedService::NewStub(channel_);
  const std::string reader_ = TestBearer({"ett:test.read"});
  const std::string writer_ = TestBearer({"ett:test.write"});
};

TEST_F(GateTest, ACallerWithTheScopeAndTheMunicipalityIsLetIn) {
  EXPECT_THAT(Get("municipalities/935478715/things/a", reader_), IsOk());
  EXPECT_EQ(service_.done, 1);
  EXPECT_THAT(MetricsText(), Not(HasSubstr("ett_calls_denied_total{")));
}

TEST_F(GateTest, EveryKindOfCallWantsATokenBeforeAnyWork) {
  for (const char* method :
       {"GetThing", "UpdateThing", "ImportThings", "ExportThings", "ExchangeThings"}) {
    const std::string path = absl::StrCat("/ett.guarded.v1.GuardedService/", method);
    EXPECT_EQ(ReasonOf(CallEmpty(channel_, path)), "TOKEN_MISSING") << method;
    EXPECT_EQ(ReasonOf(CallEmpty(channel_, path, "Bearer x")), "TOKEN_MALFORMED") << method;
    const absl::Status denied = CallEmpty(channel_, path, TestBearer({"ett:other"}));
    EXPECT_EQ(ReasonOf(denied), "SCOPE_MISSING") << method;
    EXPECT_THAT(MetadataOf(denied).at("scope"), HasSubstr("ett:test.")) << method;
  }
  EXPECT_EQ(service_.done, 0);
}

TEST_F(GateTest, AnotherMunicipalityIsRefusedWhereverItIsNamed) {
  EXPECT_EQ(ReasonOf(Get(kOther, reader_)), "MUNICIPALITY_NOT_COVERED");
  pb::GetThingRequest get;
  get.set_name(kOwn);
  get.add_others(kOwn);
  get.add_others(absl::StrCat(kOther, "/things/b"));
  EXPECT_EQ(ReasonOf(Call(&pb::GuardedService::Stub::GetThing, get, {{"authorization", reader_}})),
            "MUNICIPALITY_NOT_COVERED");
  pb::UpdateThingRequest update;
  update.mutable_thing()->set_name(absl::StrCat(kOther, "/things/a"));
  EXPECT_EQ(
      ReasonOf(Call(&pb::GuardedService::Stub::UpdateThing, update, {{"authorization", writer_}})),
      "MUNICIPALITY_NOT_COVERED");
  EXPECT_EQ(service_.done, 0);
}

TEST_F(GateTest, AnExportOfAnotherMunicipalityIsRefused) {
  for (const auto& [parent, reason] :
       {std::pair(kOwn, "OK"), std::pair(kOther, "MUNICIPALITY_NOT_COVERED")}) {
    grpc::ClientContext context;
    context.AddMetadata("authorization", reader_);
    pb::ExportThingsRequest request;
    request.set_parent(parent);
    const auto stream = stub_->ExportThings(&context, request);
    pb::Thing thing;
    EXPECT_FALSE(stream->Read(&thing));
    EXPECT_EQ(ReasonOf(status::FromGrpc(stream->Finish())), reason);
  }
  EXPECT_EQ(service_.done, 1);
}

TEST_F(GateTest, EveryMessageOfAnImportIsLookedAt) {
  grpc::ClientContext context;
  context.AddMetadata("authorization", writer_);
  pb::Thing response;
  const auto stream = stub_->ImportThings(&context, &response);
  for (const char* parent : {kOwn, "", kOther, kOwn}) {
    pb::ImportThingsRequest request;
    request.set_parent(parent);
    stream->Write(request);
  }
  stream->WritesDone();
  EXPECT_EQ(ReasonOf(status::FromGrpc(stream->Finish())), "MUNICIPALITY_NOT_COVERED");
  EXPECT_EQ(service_.done, 2);
}

TEST_F(GateTest, EveryMessageOfAnExchangeIsLookedAt) {
  grpc::ClientContext context;
  context.AddMetadata("authorization", writer_);
  const auto stream = stub_->ExchangeThings(&context);
  for (const char* parent : {kOwn, kOther}) {
    pb::ExchangeThingsRequest request;
    request.set_parent(parent);
    stream->Write(request);
  }
  stream->WritesDone();
  pb::Thing thing;
  while (stream->Read(&thing)) continue;
  EXPECT_EQ(ReasonOf(status::FromGrpc(stream->Finish())), "MUNICIPALITY_NOT_COVERED");
  EXPECT_EQ(service_.done, 1);
}

TEST_F(GateTest, AMethodForAnybodyAnswersNobodyAboutAnyMunicipality) {
  pb::GreetRequest request;
  request.set_parent(kOther);
  EXPECT_THAT(Call(&pb::GuardedService::Stub::Greet, request, {}), IsOk());
  EXPECT_THAT(Call(&pb::GuardedService::Stub::Greet, request, {{"authorization", reader_}}),
              IsOk());
  EXPECT_EQ(
      ReasonOf(Call(&pb::GuardedService::Stub::Greet, request, {{"authorization", "Bearer x"}})),
      "TOKEN_MALFORMED");
}

TEST_F(GateTest, HealthIsOpen) {
  EXPECT_THAT(CallEmpty(channel_, "/grpc.health.v1.Health/Check"), IsOk());
}

TEST_F(GateTest, SeveralCredentialsOfAKindAreNone) {
  const absl::Status denied = Call(&pb::GuardedService::Stub::Greet, pb::GreetRequest(),
                                   {{"authorization", reader_}, {"authorization", writer_}});
  EXPECT_EQ(ReasonOf(denied), "CREDENTIALS_UNKNOWN");
}

TEST_F(GateTest, WhatIsDeniedIsCountedAndLogged) {
  testing::internal::CaptureStderr();
  (void)Get(kOther, reader_);
  (void)Get(kOwn, "Bearer abc.def.ghi");
  (void)Get(kOwn, "Bearer abc.def.ghi");
  const std::string log = testing::internal::GetCapturedStderr();
  const std::string method = "method=\"/ett.guarded.v1.GuardedService/GetThing\"";
  EXPECT_THAT(MetricsText(), HasSubstr(absl::StrCat("ett_calls_denied_total{", method,
                                                    ",reason=\"MUNICIPALITY_NOT_COVERED\"} 1")));
  EXPECT_THAT(MetricsText(), HasSubstr(absl::StrCat("ett_calls_denied_total{", method,
                                                    ",reason=\"TOKEN_MALFORMED\"} 2")));
  EXPECT_THAT(log,
              HasSubstr(R"("event":"denied","method":"/ett.guarded.v1.GuardedService/GetThing",)"
                        R"("reason":"MUNICIPALITY_NOT_COVERED","caller":"~)"));
  // The subject of a token may be a person.
  EXPECT_THAT(log, Not(HasSubstr("kari")));
  EXPECT_THAT(log, Not(HasSubstr("abc.def.ghi")));
  EXPECT_THAT(log, Not(HasSubstr(reader_.substr(7))));
  EXPECT_THAT(log, Not(HasSubstr(R"("request_id":"")"))) << "one is made for who sends none";
}

TEST(Gate, AContractThatDoesNotSayWhoMayCallStartsNothing) {
  Metrics metrics;
  for (const std::string name :
       {pb::UnruledService::service_full_name(), pb::ContradictoryService::service_full_name(),
        pb::TwiceService::service_full_name()}) {
    const auto gate = Gate::Make({name}, TestAuthenticator(), metrics);
    EXPECT_THAT(gate.status(), status::StatusSays(absl::StatusCode::kFailedPrecondition, name));
  }
}

TEST_F(GateTest, AMethodThatTheGateDoesNotKnowIsShut) {
  const auto empty = *Gate::Make({}, TestAuthenticator(), metrics_);
  calls_.Guard(empty.get());
  EXPECT_EQ(ReasonOf(Get(kOwn, reader_)), "RULE_MISSING");
}

}  // namespace
}  // namespace ett::chassis
