#include "gateway/upstream_tls.h"

#include <gmock/gmock.h>
#include <grpcpp/create_channel.h>
#include <gtest/gtest.h>

#include "chassis/tls_config.h"
#include "gateway/edge/gateway.h"
#include "gateway/edge/testing/echo_upstream.h"
#include "gateway/merged_schema.h"
#include "status/matchers.h"
#include "tls/testing.h"

namespace ett::gateway {
namespace {

using absl::StatusCode;
using edge::testing::EchoRequest;
using edge::testing::EchoResponse;
using edge::testing::EchoService;
using edge::testing::EchoUpstream;
using status::IsOk;
using status::StatusIs;
using status::StatusSays;
using tls::TestAuthority;
using tls::TestPair;

class UpstreamTlsTest : public testing::Test {
 protected:
  UpstreamTlsTest() {
    config_.ca = gateways_.Write("ca.crt", authority_.pem());
    config_.certificate = gateways_.PathOf("tls.crt");
    config_.key = gateways_.PathOf("tls.key");
    gateways_.Write(authority_.Issue({"gateway", ""}));
    services_.Write("ca.crt", authority_.pem());
  }

  // A service that shows this and wants a certificate.
  void Serve(const TestPair& pair) {
    services_.Write(pair);
    chassis::TlsConfig tls;
    tls.certificate = services_.PathOf("tls.crt");
    tls.key = services_.PathOf("tls.key");
    tls.client_ca = services_.PathOf("ca.crt");
    upstream_ = std::make_unique<EchoUpstream>(0, false, *tls.ServerCredentials());
  }

  // What comes of a call through a gateway that knows the contracts already, or learns them.
  absl::Status Call(bool knows = true) {
    edge::Config config;
    config.listen = "127.0.0.1:0";
    config.threads = 1;
    std::optional<edge::UpstreamFiles> known;
    if (knows) known = LinkedFiles({EchoService::service_full_name()});
    const auto tls = config_.Make(chassis::IdentityConfig());
    config.upstreams = {{"echo", upstream_->address(), known, *tls}};
    const auto gateway = *edge::Gateway::Start(std::move(config));
    const auto stub = EchoService::NewStub(grpc::CreateChannel(
        absl::StrCat("127.0.0.1:", gateway->port()), grpc::InsecureChannelCredentials()));
    grpc::ClientContext context;
    EchoResponse response;
    return status::FromGrpc(stub->Echo(&context, EchoRequest(), &response));
  }

  const TestAuthority authority_;
  const tls::TestFiles gateways_;
  const tls::TestFiles services_;
  UpstreamTlsConfig config_;
  std::unique_ptr<EchoUpstream> upstream_;
};

TEST_F(UpstreamTlsTest, BothSidesShowWhoTheyAre) {
  Serve(authority_.Issue({"service", "IP:127.0.0.1"}));
  EXPECT_THAT(Call(), IsOk());
  EXPECT_THAT(Call(/*knows=*/false), IsOk());
}

TEST_F(UpstreamTlsTest, AServiceOfAnotherAuthorityIsNotCalled) {
  Serve(TestAuthority().Issue({"service", "IP:127.0.0.1"}));
  EXPECT_THAT(Call(), StatusSays(StatusCode::kUnavailable, "TLS: the certificate is not taken"));
  EXPECT_THAT(Call(/*knows=*/false), StatusIs(StatusCode::kUnimplemented));
}

TEST_F(UpstreamTlsTest, AServiceOfAnotherNameIsNotCalled) {
  Serve(authority_.Issue({"127.0.0.1", "DNS:localhost,IP:127.0.0.2"}));
  EXPECT_THAT(Call(), StatusSays(StatusCode::kUnavailable, "IP address mismatch"));
  EXPECT_THAT(Call(/*knows=*/false), StatusIs(StatusCode::kUnimplemented));
}

TEST_F(UpstreamTlsTest, AGatewayWithoutACertificateIsRefused) {
  Serve(authority_.Issue({"service", "IP:127.0.0.1"}));
  config_.certificate = "";
  config_.key = "";
  EXPECT_THAT(Call(), StatusIs(StatusCode::kUnavailable));
}

TEST_F(UpstreamTlsTest, APlainServiceIsNotCalledInTheOpen) {
  upstream_ = std::make_unique<EchoUpstream>();
  EXPECT_THAT(Call(), StatusSays(StatusCode::kUnavailable, "TLS: "));
  EXPECT_EQ(upstream_->handler.calls, 0);
}

TEST_F(UpstreamTlsTest, WhatIsWrongIsSaidWithItsFlag) {
  const auto expect = [](const UpstreamTlsConfig& config, const char* said,
                         const std::string& mode = "off") {
    chassis::IdentityConfig identity;
    identity.mode = mode;
    EXPECT_THAT(config.Make(identity), StatusSays(StatusCode::kInvalidArgument, said));
  };
  UpstreamTlsConfig config = config_;
  config.key = "";
  expect(config, "--upstream-key: want both --upstream-certificate and --upstream-key");
  config = config_;
  config.ca = "";
  expect(config, "--upstream-ca: want one beside --upstream-certificate");
  config.ca = "/nowhere";
  expect(config, "--upstream-ca: want a file, got /nowhere");
  config = config_;
  config.key = gateways_.Write("other.key", authority_.Issue().key);
  expect(config, "--upstream-key: want the key of /CN=gateway");
  expect(config_, "--identity: want tokens beside --upstream-ca=", "development");
  EXPECT_FALSE((*UpstreamTlsConfig().Make(chassis::IdentityConfig())).has_value());
}

}  // namespace
}  // namespace ett::gateway
