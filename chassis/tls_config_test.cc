#include "chassis/tls_config.h"

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include "absl/time/clock.h"
#include "chassis/gate.h"
#include "chassis/gate_testing.h"
#include "chassis/identity_config.h"
#include "chassis/server.h"
#include "chassis/testing/guarded.grpc.pb.h"
#include "status/matchers.h"
#include "tls/testing.h"

namespace ett::chassis {
namespace {

namespace pb = ett::guarded::v1;
using status::IsOk;
using status::ReasonOf;
using status::StatusIs;
using status::StatusSays;
using tls::TestAuthority;
using tls::TestPair;

class GuardedService final : public pb::GuardedService::CallbackService {
 public:
  explicit GuardedService(Calls& calls) : calls_(calls) {}
  grpc::ServerUnaryReactor* GetThing(grpc::CallbackServerContext* context,
                                     const pb::GetThingRequest* request,
                                     pb::Thing* response) override {
    return calls_.Unary<pb::GetThingRequest, pb::Thing>(
        context, request, response,
        [](const pb::GetThingRequest&) -> absl::StatusOr<pb::Thing> { return pb::Thing(); });
  }

 private:
  Calls& calls_;
};

class TlsPort : public testing::Test {
 protected:
  TlsPort() {
    files_.Write(authority_.Issue({"first"}));
    config_.certificate = files_.PathOf("tls.crt");
    config_.key = files_.PathOf("tls.key");
    config_.client_ca = files_.Write("ca.crt", authority_.pem());
    IdentityConfig identity;
    identity.mode = "tokens";
    identity.issuers = {absl::StrCat(identity::kDevelopmentIssuer, "=",
                                     files_.Write("set.json", TestIssuer().KeySetText()))};
    identity.certificates = files_.Write("certificates",
                                         "robot DNS:robot.example ett:test.read *\n"
                                         "spiffe URI:spiffe://ett/robot ett:test.read *\n"
                                         "common CN:common ett:test.read *\n");
    gate_ = *Gate::Make({pb::GuardedService::service_full_name()},
                        *identity.Make("127.0.0.1:0", config_), metrics_);
    calls_.Guard(gate_.get());
  }
  ~TlsPort() override {
    if (api_.server != nullptr) api_.server->Shutdown(std::chrono::system_clock::now());
  }

  void Start() {
    api_ = *StartApi("127.0.0.1:0", metrics_, {&service_}, *config_.ServerCredentials());
  }

  std::unique_ptr<pb::GuardedService::Stub> Stub(const TestPair& shown) {
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    return pb::GuardedService::NewStub(grpc::CreateCustomChannel(
        absl::StrCat("localhost:", api_.port),
        grpc::SslCredentials({authority_.pem(), shown.key, shown.certificate}), arguments));
  }

  // `served`: the common name of the server's certificate.
  absl::Status Get(pb::GuardedService::Stub& stub, const std::string& authorization = "",
                   std::string* served = nullptr) {
    grpc::ClientContext context;
    if (!authorization.empty()) context.AddMetadata("authorization", authorization);
    pb::GetThingRequest request;
    request.set_name("municipalities/935478715/things/a");
    pb::Thing response;
    absl::Status status = status::FromGrpc(stub.GetThing(&context, request, &response));
    if (served != nullptr && status.ok()) {
      const auto names = context.auth_context()->FindPropertyValues("x509_common_name");
      *served = std::string(names.front().data(), names.front().size());
    }
    return status;
  }
  absl::Status GetShowing(const TestPair& shown, const std::string& authorization = "") {
    return Get(*Stub(shown), authorization);
  }

  const TestAuthority authority_;
  const tls::TestFiles files_;
  TlsConfig config_;
  Metrics metrics_;
  std::unique_ptr<Gate> gate_;
  Calls calls_{2, 100};
  GuardedService service_{calls_};
  ApiServer api_;
};

TEST_F(TlsPort, ACertificateIsWhoCalls) {
  Start();
  EXPECT_THAT(GetShowing(authority_.Issue({"a", "DNS:other,DNS:robot.example"})), IsOk());
  EXPECT_THAT(GetShowing(authority_.Issue({"a", "URI:spiffe://ett/robot"})), IsOk());
  EXPECT_THAT(GetShowing(authority_.Issue({"common", ""})), IsOk());
  EXPECT_EQ(ReasonOf(GetShowing(authority_.Issue({"robot.example", "DNS:robot"}))),
            "TOKEN_MISSING");
}

TEST_F(TlsPort, ATokenCountsBeforeACertificate) {
  Start();
  const TestPair robot = authority_.Issue({"a", "DNS:robot.example"});
  EXPECT_EQ(ReasonOf(GetShowing(robot, TestBearer({}))), "SCOPE_MISSING");
  EXPECT_THAT(GetShowing(authority_.Issue({"a", "DNS:b"}), TestBearer({"ett:test.read"})), IsOk());
}

TEST_F(TlsPort, AWrongCertificateOrNoneIsRefused) {
  Start();
  for (const TestPair& shown : {TestPair(), TestAuthority().Issue({"a", "DNS:robot.example"}),
                                authority_.Issue({"a", "DNS:robot.example", absl::Seconds(-1)})}) {
    EXPECT_THAT(GetShowing(shown, TestBearer({"ett:test.read"})),
                StatusIs(absl::StatusCode::kUnavailable));
  }
}

TEST_F(TlsPort, AnOptionalCertificateMayBeLeftOut) {
  config_.client_certificate = "optional";
  Start();
  EXPECT_EQ(ReasonOf(GetShowing(TestPair())), "TOKEN_MISSING");
  EXPECT_THAT(GetShowing(authority_.Issue({"a", "DNS:robot.example"})), IsOk());
}

TEST_F(TlsPort, ANewCertificateIsForNewConnections) {
  Start();
  const TestPair robot = authority_.Issue({"a", "DNS:robot.example"});
  const auto before = Stub(robot);
  std::string served;
  EXPECT_THAT(Get(*before, "", &served), IsOk());
  EXPECT_EQ(served, "first");
  files_.Write(authority_.Issue({"second"}));
  for (const absl::Time end = absl::Now() + absl::Seconds(30); absl::Now() < end;) {
    ASSERT_THAT(Get(*Stub(robot), "", &served), IsOk());
    if (served == "second") break;
  }
  EXPECT_EQ(served, "second");
  EXPECT_THAT(Get(*before, "", &served), IsOk());
  EXPECT_EQ(served, "first");
}

TEST_F(TlsPort, WhatIsWrongIsSaidWithItsFlag) {
  const auto expect = [](const TlsConfig& config, const char* said) {
    EXPECT_THAT(config.ServerCredentials(), StatusSays(absl::StatusCode::kInvalidArgument, said));
    EXPECT_THAT(config.Watch(), StatusSays(absl::StatusCode::kInvalidArgument, said));
  };
  TlsConfig config = config_;
  config.key = "";
  expect(config, "--tls-key: want both");
  config = config_;
  config.certificate = "";
  expect(config, "--tls-certificate: want both");
  config.key = "";
  expect(config, "--tls-client-ca: want --tls-certificate");
  config = config_;
  config.client_certificate = "perhaps";
  expect(config, "--tls-client-certificate: want off, optional or required, got \"perhaps\"");
  config.client_certificate = "off";
  expect(config, "--tls-client-certificate: want optional or required beside --tls-client-ca");
  config = config_;
  config.minimum = "1.1";
  expect(config, "--tls-minimum: want 1.3 or 1.2, got \"1.1\"");
  config = config_;
  config.key = files_.Write("other.key", authority_.Issue().key);
  expect(config, "--tls-key: want the key of /CN=first");
  config = config_;
  config.client_ca = "";
  EXPECT_THAT(config.ServerCredentials(), IsOk());
  config.client_certificate = "required";
  expect(config, "--tls-client-certificate: want off without --tls-client-ca, got required");
  config.client_certificate = "";
  config.revoked = "/nowhere";
  expect(config, "--tls-revoked: want --tls-client-ca beside it, got none");
  config.client_ca = config_.client_ca;
  expect(config, "--tls-revoked: want a file, got /nowhere");
  EXPECT_EQ(*TlsConfig().Watch(), nullptr);
}

}  // namespace
}  // namespace ett::chassis
