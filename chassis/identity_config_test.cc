#include "chassis/identity_config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "chassis/gate_testing.h"
#include "chassis/officer_testing.h"
#include "status/matchers.h"

namespace ett::chassis {
namespace {

using absl::StatusCode;
using status::IsOk;
using status::StatusSays;
using testing::HasSubstr;

constexpr char kLoopback[] = "127.0.0.1:0";

IdentityConfig ConfigOf(const std::string& mode) {
  IdentityConfig config;
  config.mode = mode;
  config.key_file = absl::StrCat(testing::TempDir(), "/", getpid(), "/key.json");
  return config;
}

TlsConfig Tls(const std::string& client_ca = "") {
  TlsConfig tls;
  tls.certificate = "/tls.crt";
  tls.key = "/tls.key";
  tls.client_ca = client_ca;
  return tls;
}

TEST(IdentityConfig, AnAddressIsLocalWhenNoOtherMachineReachesIt) {
  for (const char* local : {"127.0.0.1:0", "127.1.2.3:80", "localhost:80", "[::1]:80",
                            "unix:/run/ett", "unix-abstract:ett"}) {
    EXPECT_TRUE(IsLocal(local)) << local;
  }
  for (const char* open : {"0.0.0.0:80", "[::]:80", "10.0.0.1:80", "hr.example:80", ":80", "",
                           "127.0.0.1.example:80", "localhost.example:80", "1127.0.0.1:80"}) {
    EXPECT_FALSE(IsLocal(open)) << open;
  }
}

TEST(IdentityConfig, WithoutTokensAProcessListensOnItsOwnMachineAlone) {
  EXPECT_EQ(*ConfigOf("off").Make(kLoopback), nullptr);
  for (const char* mode : {"off", "development"}) {
    EXPECT_THAT(ConfigOf(mode).Make("0.0.0.0:80").status(),
                StatusSays(StatusCode::kInvalidArgument,
                           "--identity: want tokens where other machines can call"))
        << mode;
  }
}

TEST(IdentityConfig, DevelopmentSaysSoAloudAndNeverBesideTls) {
  testing::internal::CaptureStderr();
  const auto authenticator = ConfigOf("development").Make(kLoopback);
  EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("DEVELOPMENT IDENTITY"));
  ASSERT_THAT(authenticator, IsOk());
  const auto issuer = identity::DevelopmentIssuer::Open(ConfigOf("development").key_file);
  const std::string bearer = absl::StrCat("Bearer ", *issuer->Issue({"ola", {}}, absl::Now()));
  EXPECT_EQ((*(*authenticator)->Identify({bearer}))->name, "ola");
  EXPECT_THAT(ConfigOf("development").Make(kLoopback, Tls()).status(),
              StatusSays(StatusCode::kInvalidArgument,
                         "--identity: want tokens beside --tls-certificate=/tls.crt"));
}

TEST(IdentityConfig, TokensAreOfTheIssuersThatAreNamed) {
  IdentityConfig config = ConfigOf("tokens");
  config.issuers = {absl::StrCat(identity::kDevelopmentIssuer, "=",
                                 WriteOfficers("set.json", TestIssuer().KeySetText()))};
  const auto authenticator = config.Make("0.0.0.0:80", Tls());
  ASSERT_THAT(authenticator, IsOk());
  EXPECT_THAT((*authenticator)->Identify({TestBearer({})}), IsOk());
}

TEST(IdentityConfig, CertificatesAreOfCallersThatTlsAsksForOne) {
  IdentityConfig config = ConfigOf("tokens");
  config.certificates = WriteOfficers("certificates", "robot DNS:robot.example ett:hr.read *\n");
  EXPECT_THAT(config.Make(kLoopback, Tls()).status(),
              StatusSays(StatusCode::kInvalidArgument, "--certificates: want --tls-client-ca"));
  const auto authenticator = config.Make(kLoopback, Tls("/ca.crt"));
  ASSERT_THAT(authenticator, IsOk());
  const std::vector<std::string> names = {"DNS:robot.example"};
  const auto caller = (*authenticator)->Identify({.certificate_names = &names});
  ASSERT_THAT(caller, IsOk());
  EXPECT_EQ((*caller)->name, "robot");
}

TEST(IdentityConfig, AFileOfCallersIsReadAgainWhenItChanges) {
  IdentityConfig config = ConfigOf("tokens");
  config.certificates = WriteOfficers("changing", "robot CN:robot ett:hr.read *\n");
  const auto authenticator = config.Make(kLoopback, Tls("/ca.crt"));
  ASSERT_THAT(authenticator, IsOk());
  const std::vector<std::string> names = {"CN:robot"};
  const auto name = [&] {
    return (*(*authenticator)->Identify({.certificate_names = &names}))->name;
  };
  EXPECT_EQ(name(), "robot");
  WriteOfficers("changing", "other CN:robot ett:hr.read *\n");
  for (const absl::Time end = absl::Now() + absl::Seconds(30); absl::Now() < end;) {
    if (name() == "other") break;
  }
  EXPECT_EQ(name(), "other");
}

TEST(IdentityConfig, WhatIsWrongIsSaidWithItsFlag) {
  const std::string set = WriteOfficers("set.json", TestIssuer().KeySetText());
  const auto with_issuers = [](const std::string& mode, std::vector<std::string> issuers) {
    IdentityConfig config = ConfigOf(mode);
    config.issuers = std::move(issuers);
    return config;
  };
  IdentityConfig no_audience = with_issuers("tokens", {"a=" + set});
  no_audience.audience = "";
  IdentityConfig keys_while_off = ConfigOf("off");
  keys_while_off.api_keys = "/nowhere";
  IdentityConfig no_keys = ConfigOf("tokens");
  no_keys.api_keys = "/nowhere";
  const std::pair<IdentityConfig, const char*> cases[] = {
      {ConfigOf("on"), "--identity: want off, development or tokens, got \"on\""},
      {ConfigOf("tokens"), "--identity-issuer: want an issuer, --api-keys or"},
      {with_issuers("tokens", {"https://issuer.example"}), "--identity-issuer: want issuer=URL"},
      {with_issuers("tokens", {"a=/nowhere"}), "--identity-issuer: want a JWK set"},
      {with_issuers("tokens", {"a=" + set, "a=" + set}), "--identity-issuer: want each once"},
      {with_issuers("development", {"a=" + set}), "--identity-issuer: want --identity=tokens"},
      {with_issuers("off", {"a=" + set}), "--identity: want tokens"},
      {keys_while_off, "--identity: want tokens"},
      {no_keys, "--api-keys: want a file"},
      {no_audience, "--identity-audience"},
  };
  for (const auto& [config, said] : cases) {
    EXPECT_THAT(config.Make(kLoopback).status(), StatusSays(StatusCode::kInvalidArgument, said));
  }
}

}  // namespace
}  // namespace ett::chassis
