#include "identity/access.h"

#include <gtest/gtest.h>
#include <openssl/x509v3.h>

#include <filesystem>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "identity/authenticator.h"
#include "identity/digest.h"
#include "identity/testing.h"
#include "status/errors.h"
#include "status/matchers.h"

namespace ett::identity {
namespace {

using absl::StatusCode;
using status::IsOk;
using status::MetadataOf;
using status::ReasonOf;
using status::StatusIs;
using status::StatusSays;

Caller CallerWith(std::vector<std::string> scopes) {
  Caller caller;
  caller.kind = Caller::Kind::kToken;
  caller.name = "kari";
  caller.scopes = std::move(scopes);
  caller.municipalities = {kTestMunicipality};
  return caller;
}

TEST(Access, AMethodWantsItsScopeToTheLetter) {
  const Rule rule{"ett:hr.read", false};
  EXPECT_THAT(Decide(rule, CallerWith({"ett:hr.read", "ett:hr.write"})), IsOk());
  for (const char* other : {"ett:hr", "ett:hr.readers", "ETT:HR.READ", "ett:hr.write", "*", ""}) {
    const absl::Status denied = Decide(rule, CallerWith({other}));
    EXPECT_THAT(denied, StatusIs(StatusCode::kPermissionDenied)) << other;
    EXPECT_EQ(ReasonOf(denied), "SCOPE_MISSING");
    EXPECT_EQ(MetadataOf(denied).at("scope"), "ett:hr.read");
  }
}

TEST(Access, NobodyMayCallWhatDoesNotSaySo) {
  EXPECT_THAT(Decide({"", true}, Caller()), IsOk());
  EXPECT_EQ(ReasonOf(Decide({"ett:hr.read", false}, Caller())), "TOKEN_MISSING");
  const absl::Status unruled = Decide({"", false}, CallerWith({""}));
  EXPECT_THAT(unruled, StatusIs(StatusCode::kPermissionDenied));
  EXPECT_EQ(ReasonOf(unruled), "RULE_MISSING");
}

TEST(Access, ACallerCoversItsMunicipalitiesAndWhatLiesBelow) {
  const Caller caller = CallerWith({});
  for (const char* name :
       {"municipalities/935478715", "municipalities/935478715/buildings/b", "", "buildings/b"}) {
    EXPECT_THAT(CheckCoverage(caller, name), IsOk()) << name;
  }
  for (const char* name :
       {"municipalities/958935420", "municipalities/958935420/buildings/b", "municipalities/",
        "municipalities/-", "municipalities/9354787150", "municipalities/*"}) {
    const absl::Status denied = CheckCoverage(caller, name);
    EXPECT_THAT(denied, StatusIs(StatusCode::kPermissionDenied)) << name;
    EXPECT_EQ(ReasonOf(denied), "MUNICIPALITY_NOT_COVERED");
  }
  EXPECT_EQ(MetadataOf(CheckCoverage(caller, "municipalities/958935420")).at("municipality"),
            "958935420");
  EXPECT_EQ(MetadataOf(CheckCoverage(caller, "municipalities/\xff")).at("municipality"), "another");
}

std::string DigestText(const std::string& key) { return absl::BytesToHexString(Sha256(key)); }

TEST(Grants, AFileThatIsWrongSaysWhereAndNotWhatItHolds) {
  const std::string digest = DigestText("k");
  const auto load = [](const std::string& text) {
    return ApiKeys::Load(WriteTestFile("wrong-keys", text)).status();
  };
  const std::pair<std::string, std::string> cases[] = {
      {"", "got none"},
      {"# nothing\n\n", "got none"},
      {absl::StrCat("loader ", digest, " ett:hr.read\n"), "line 1"},
      {absl::StrCat("loader ", digest, " ett:hr.read * more\n"), "line 1"},
      {"\nloader plain-key ett:hr.read *\n", "line 2: want the SHA-256"},
      {absl::StrCat("loader ", digest, " ett:hr.read 93547871\n"), "municipalities of 9 digits"},
      {absl::StrCat("a ", digest, " s *\nb ", digest, " s *\n"), "line 2: want each name"},
      {absl::StrCat("a ", digest, " s *\na ", DigestText("l"), " s *\n"), "line 2: want each name"},
  };
  for (const auto& [text, said] : cases) {
    const absl::Status refused = load(text);
    EXPECT_THAT(refused, StatusSays(StatusCode::kInvalidArgument, said)) << text;
    EXPECT_THAT(refused, StatusSays(StatusCode::kInvalidArgument, "--api-keys")) << text;
    EXPECT_FALSE(absl::StrContains(refused.message(), "plain-key"));
    EXPECT_FALSE(absl::StrContains(refused.message(), digest));
  }
  EXPECT_THAT(ApiKeys::Load("/nowhere").status(),
              StatusSays(StatusCode::kInvalidArgument, "/nowhere"));
}

class AuthenticatorTest : public testing::Test {
 protected:
  static TestKey& Key() {
    static TestKey& key = *new TestKey(TestKey::Ec("a"));
    return key;
  }

  static std::unique_ptr<TokenVerifier> Tokens() {
    auto keys =
        std::make_shared<KeySource>([] { return SetOf({Key().Jwk()}); },
                                    KeySource::Options{absl::Minutes(5), [] { return kTestNow; }});
    keys->RefreshIfDue();
    return std::make_unique<TokenVerifier>(std::vector<Issuer>{{kTestIssuer, keys}}, "ett",
                                           [] { return kTestNow; });
  }

  const std::string keys_ =
      WriteTestFile("keys", absl::StrCat("# machines\nloader ", DigestText("random"),
                                         " ett:hr.write,ett:hr.read 935478715\nall ",
                                         DigestText("other"), " ett:hr.read *\n"));
  const std::string certificates_ =
      WriteTestFile("certificates", "robot DNS:robot.example ett:hr.read 935478715\n");
  const Authenticator authenticator_{Tokens(), *ApiKeys::Load(keys_),
                                     *Certificates::Load(certificates_)};
};

TEST(ApiKeys, AFileThatChangesIsReadAgain) {
  const std::string path =
      WriteTestFile("changing-keys", absl::StrCat("a ", DigestText("first"), " s *\n"));
  const ApiKeys keys = *ApiKeys::Load(path);
  EXPECT_EQ((*keys.Identify("first"))->name, "a");
  WriteTestFile("changing-keys", absl::StrCat("b ", DigestText("second"), " s *\n"));
  EXPECT_THAT(keys.Look(), IsOk());
  EXPECT_EQ((*keys.Identify("second"))->name, "b");
  EXPECT_EQ(ReasonOf(keys.Identify("first").status()), "API_KEY_UNKNOWN");
  WriteTestFile("changing-keys", "b\n");
  EXPECT_THAT(keys.Look(), StatusSays(StatusCode::kInvalidArgument, "--api-keys: line 1: want"));
  EXPECT_EQ((*keys.Identify("second"))->name, "b");
}

TEST(Certificates, AFileThatChangesIsReadAgain) {
  const std::string path = WriteTestFile("changing-certificates", "a DNS:a.example s *\n");
  const Certificates certificates = *Certificates::Load(path);
  const auto caller = certificates.Identify({"DNS:a.example"});
  ASSERT_NE(caller, nullptr);
  WriteTestFile("changing-certificates", "b CN:b s *\n");
  EXPECT_THAT(certificates.Look(), IsOk());
  EXPECT_EQ(certificates.Identify({"DNS:a.example"}), nullptr);
  EXPECT_EQ(certificates.Identify({"CN:b"})->name, "b");
  // Who was found before is still whole.
  EXPECT_EQ(caller->name, "a");
  std::filesystem::remove(path);
  EXPECT_THAT(certificates.Look(), StatusSays(StatusCode::kInvalidArgument, path));
  EXPECT_EQ(certificates.Identify({"CN:b"})->name, "b");
}

TEST_F(AuthenticatorTest, ATokenSaysWhoCalls) {
  const std::string token = Key().Sign(TestClaims());
  for (const char* scheme : {"Bearer ", "bearer ", "BEARER  "}) {
    const std::string header = scheme + token;
    EXPECT_EQ((*authenticator_.Identify({header}))->name, "kari") << scheme;
  }
  for (const char* other : {"Basic a2FyaTpwYXNz", "Bearer", "Token x", "BearerX y"}) {
    EXPECT_EQ(ReasonOf(authenticator_.Identify({other}).status()), "CREDENTIALS_UNKNOWN") << other;
  }
  EXPECT_EQ(ReasonOf(authenticator_.Identify({"Bearer "}).status()), "TOKEN_MISSING");
}

TEST_F(AuthenticatorTest, AnApiKeySaysWhoCalls) {
  const CallerPtr caller = *authenticator_.Identify({"", "random"});
  EXPECT_EQ(caller->name, "loader");
  EXPECT_EQ(caller->kind, Caller::Kind::kApiKey);
  EXPECT_THAT(caller->scopes, testing::ElementsAre("ett:hr.read", "ett:hr.write"));
  EXPECT_TRUE((*authenticator_.Identify({"", "other"}))->all_municipalities);
  const absl::Status refused = authenticator_.Identify({"", "wrong-key"}).status();
  EXPECT_EQ(ReasonOf(refused), "API_KEY_UNKNOWN");
  EXPECT_FALSE(absl::StrContains(refused.ToString(), "wrong-key"));
}

TEST_F(AuthenticatorTest, ACertificateSaysWhoCallsWhenItIsKnown) {
  const std::vector<std::string> known = {"URI:spiffe://other", "DNS:robot.example"};
  const std::vector<std::string> unknown = {"DNS:robot.example.org", "CN:robot.example"};
  EXPECT_EQ((*authenticator_.Identify({"", "", &known}))->name, "robot");
  EXPECT_EQ((*authenticator_.Identify({"", "", &unknown}))->kind, Caller::Kind::kAnonymous);
}

TEST_F(AuthenticatorTest, WhatIsShownAndWrongIsNotPassedOver) {
  const std::vector<std::string> known = {"DNS:robot.example"};
  EXPECT_FALSE(authenticator_.Identify({"Bearer x", "random", &known}).ok());
  EXPECT_FALSE(authenticator_.Identify({"", "wrong", &known}).ok());
  EXPECT_EQ((*authenticator_.Identify({}))->kind, Caller::Kind::kAnonymous);
}

TEST(Certificates, NamesAreReadFromWhatIsForNames) {
  const std::unique_ptr<X509, void (*)(X509*)> certificate(X509_new(), X509_free);
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>("robot"), -1, -1, 0);
  EXPECT_THAT(NamesOf(*certificate), testing::ElementsAre("CN:robot"));
  X509_EXTENSION* names =
      X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name,
                          "DNS:robot.example,URI:spiffe://ett/robot,email:robot@example.org");
  X509_add_ext(certificate.get(), names, -1);
  X509_EXTENSION_free(names);
  EXPECT_THAT(NamesOf(*certificate),
              testing::ElementsAre("URI:spiffe://ett/robot", "DNS:robot.example", "CN:robot"));
}

}  // namespace
}  // namespace ett::identity
