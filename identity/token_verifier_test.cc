#include "identity/token_verifier.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_split.h"
#include "identity/verifier_testing.h"

namespace ett::identity {
namespace {

using testing::ElementsAre;

TEST(TokenVerifier, EachReasonIsSaid) {
  Known known(SetOf({Key().Jwk()}));
  const std::int64_t now = absl::ToUnixSeconds(kTestNow);
  const std::pair<const char*, nlohmann::json> cases[] = {
      {"OK", TestClaims()},
      {"OK", With("aud", {"other", "ett"})},
      {"OK", With("nbf", now + 60)},
      {"OK", With("iat", now + 60)},
      {"OK", With("exp", now - 59)},
      {"OK", With("exp", now + 0.5)},
      {"OK", Without("iat")},
      {"OK", Without("scope")},
      {"TOKEN_EXPIRED", With("exp", now - 60)},
      {"TOKEN_EXPIRED", With("exp", 0)},
      {"TOKEN_NOT_YET_VALID", With("nbf", now + 61)},
      {"TOKEN_NOT_YET_VALID", With("iat", now + 61)},
      {"AUDIENCE_WRONG", With("aud", "other")},
      {"AUDIENCE_WRONG", With("aud", {"other", "ETT"})},
      {"AUDIENCE_WRONG", With("aud", nlohmann::json::array())},
      {"AUDIENCE_WRONG", With("aud", {{"ett", "ett"}})},
      {"AUDIENCE_WRONG", Without("aud")},
      {"ISSUER_UNKNOWN", With("iss", "https://issuer.example")},
      {"ISSUER_UNKNOWN", With("iss", 1)},
      {"ISSUER_UNKNOWN", Without("iss")},
      {"TOKEN_MALFORMED", Without("exp")},
      {"TOKEN_MALFORMED", With("exp", "2030")},
      {"TOKEN_MALFORMED", With("exp", -1)},
      {"TOKEN_MALFORMED", With("exp", 1e300)},
      {"TOKEN_MALFORMED", With("nbf", nullptr)},
      {"TOKEN_MALFORMED", Without("sub")},
      {"TOKEN_MALFORMED", With("sub", "")},
      {"TOKEN_MALFORMED", With("sub", 7)},
      {"TOKEN_MALFORMED", With("sub", "line\nbreak")},
      {"TOKEN_MALFORMED", With("sub", std::string(256, 'n'))},
      {"TOKEN_MALFORMED", With("scope", 1)},
      {"TOKEN_MALFORMED", With("scope", {1})},
      {"TOKEN_MALFORMED", With("ett_municipalities", "935478715")},
      {"TOKEN_MALFORMED", With("ett_municipalities", {"93547871"})},
      {"TOKEN_MALFORMED", With("ett_municipalities", {"935478715", "*"})},
      {"TOKEN_MALFORMED", With("consumer", "0192:935478715")},
      {"TOKEN_MALFORMED", With("consumer", {{"ID", "9908:935478715"}})},
  };
  for (const auto& [reason, claims] : cases) {
    EXPECT_EQ(known.ReasonFor(Key().Sign(claims)), reason) << claims;
  }
  EXPECT_EQ(known.ReasonFor(""), "TOKEN_MISSING");
  EXPECT_EQ(known.ReasonFor("abc"), "TOKEN_MALFORMED");
}

TEST(TokenVerifier, AnothersKeyOfTheSameNameIsNotTaken) {
  Known known(SetOf({Key().Jwk()}));
  EXPECT_EQ(known.ReasonFor(TestKey::Ec("first").Sign(TestClaims())), "SIGNATURE_WRONG");
  EXPECT_EQ(known.ReasonFor(TestKey::Rsa("first").Sign(TestClaims(), "RS256")), "KEY_UNKNOWN");
  EXPECT_EQ(known.ReasonFor(TestKey::Ec("other").Sign(TestClaims())), "KEY_UNKNOWN");
  EXPECT_EQ(known.ReasonFor(TestKey::Ec("../first").Sign(TestClaims())), "KEY_UNKNOWN");
}

// What a public key's text signs as a secret (RFC 8725 section 2.1).
TEST(TokenVerifier, APublicKeyIsNoSecret) {
  const TestKey rsa = TestKey::Rsa("rsa");
  Known known(SetOf({rsa.Jwk()}));
  for (const std::string& secret : {rsa.Jwk().dump(), rsa.Jwk()["n"].get<std::string>()}) {
    const TestKey forged = TestKey::Secret("rsa", secret);
    EXPECT_EQ(known.ReasonFor(forged.Sign(TestClaims(), "HS256")), "TOKEN_MALFORMED");
  }
  // A header that says otherwise than what signed it.
  const std::string token = TestKey::Secret("rsa", rsa.Jwk().dump()).Sign(TestClaims(), "HS256");
  const std::vector<std::string> parts = absl::StrSplit(token, '.');
  const std::string header = absl::WebSafeBase64Escape(R"({"alg":"RS256","kid":"rsa"})");
  EXPECT_EQ(known.ReasonFor(absl::StrCat(header, ".", parts[1], ".", parts[2])), "SIGNATURE_WRONG");
}

TEST(TokenVerifier, AKeyThatATokenBringsIsNotLookedAt) {
  Known known(SetOf({Key().Jwk()}));
  const TestKey own = TestKey::Ec("own");
  const nlohmann::json header = {{"alg", "ES256"}, {"jwk", own.Jwk()}, {"kid", "own"}};
  EXPECT_EQ(known.ReasonFor(own.SignWith(header, TestClaims().dump())), "KEY_UNKNOWN");
  const nlohmann::json unnamed = {{"alg", "ES256"}, {"jwk", own.Jwk()}};
  EXPECT_EQ(known.ReasonFor(own.SignWith(unnamed, TestClaims().dump())), "SIGNATURE_WRONG");
}

TEST(TokenVerifier, EveryAllowedAlgorithmIsVerified) {
  const TestKey rsa = TestKey::Rsa("rsa");
  const TestKey p384 = TestKey::Ec("p384", CJOSE_JWK_EC_P_384);
  const TestKey p521 = TestKey::Ec("p521", CJOSE_JWK_EC_P_521);
  Known known(SetOf({rsa.Jwk(), Key().Jwk(), p384.Jwk(), p521.Jwk()}));
  for (const char* name : {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"}) {
    EXPECT_EQ(known.ReasonFor(rsa.Sign(TestClaims(), name)), "OK") << name;
  }
  EXPECT_EQ(known.ReasonFor(Key().Sign(TestClaims(), "ES256")), "OK");
  EXPECT_EQ(known.ReasonFor(p384.Sign(TestClaims(), "ES384")), "OK");
  EXPECT_EQ(known.ReasonFor(p521.Sign(TestClaims(), "ES512")), "OK");
}

RC_GTEST_PROP(TokenVerifier, ATokenWithAnyByteFlippedIsRefused, ()) {
  static const std::string token = Key().Sign(TestClaims());
  static Known& known = *new Known(SetOf({Key().Jwk()}));
  RC_ASSERT(known.ReasonFor(token) == "OK");
  std::string flipped = token;
  const auto at = *rc::gen::inRange<std::size_t>(0, token.size());
  const auto bits = *rc::gen::inRange(1, 256);
  flipped[at] = static_cast<char>(flipped[at] ^ bits);
  RC_ASSERT(known.ReasonFor(flipped) != "OK");
}

RC_GTEST_PROP(TokenVerifier, ARsaTokenWithAnyCharacterReplacedIsRefused, ()) {
  static const TestKey& rsa = *new TestKey(TestKey::Rsa("rsa"));
  static const std::string token = rsa.Sign(TestClaims(), "PS256");
  static Known& known = *new Known(SetOf({rsa.Jwk()}));
  constexpr absl::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=";
  std::string changed = token;
  const auto at = *rc::gen::inRange<std::size_t>(0, token.size());
  changed[at] = kAlphabet[*rc::gen::inRange<std::size_t>(0, kAlphabet.size())];
  RC_PRE(changed != token);
  RC_ASSERT(known.ReasonFor(changed) != "OK");
}

TEST(TokenVerifier, TheCallerIsWhoTheTokenSays) {
  Known known(SetOf({Key().Jwk()}));
  nlohmann::json claims = TestClaims();
  claims["scope"] = "ett:hr.write  ett:hr.read";
  claims["ett_municipalities"] = {"935478715", "958935420"};
  const CallerPtr caller = *known.verifier->Verify(Key().Sign(claims));
  EXPECT_EQ(caller->kind, Caller::Kind::kToken);
  EXPECT_EQ(caller->name, "kari");
  EXPECT_THAT(caller->scopes, ElementsAre("ett:hr.read", "ett:hr.write"));
  EXPECT_TRUE(caller->Covers("958935420"));
  EXPECT_FALSE(caller->Covers("9589354200"));
  EXPECT_FALSE(caller->Covers(""));
  EXPECT_FALSE(caller->all_municipalities);
  const CallerPtr listed =
      *known.verifier->Verify(Key().Sign(With("scope", {"ett:hr.write", "ett:hr.read"})));
  EXPECT_EQ(listed->scopes, caller->scopes);
  const CallerPtr all = *known.verifier->Verify(Key().Sign(With("ett_municipalities", {"*"})));
  EXPECT_TRUE(all->Covers("958935420"));
  const CallerPtr none = *known.verifier->Verify(Key().Sign(Without("ett_municipalities")));
  EXPECT_FALSE(none->Covers(kTestMunicipality));
}

// Shaped as Maskinporten's documentation has it.
TEST(TokenVerifier, AConsumerOfMaskinportenActsForItsOrganisation) {
  Known known(SetOf({Key().Jwk()}));
  nlohmann::json claims = TestClaims();
  for (const char* absent : {"sub", "ett_municipalities"}) claims.erase(absent);
  claims["client_id"] = "0c1b0ad4-4b0e-4b0b-9f0e-5f0c0a1d2e3f";
  claims["client_amr"] = "private_key_jwt";
  claims["token_type"] = "Bearer";
  claims["jti"] = "Vcbz1QwsTR8GvyJ8p1QW7V1Zt0mAtR7kTj0l6Jq6CqA";
  claims["consumer"] = {{"authority", "iso6523-actorid-upis"}, {"ID", "0192:935478715"}};
  const CallerPtr caller = *known.verifier->Verify(Key().Sign(claims));
  EXPECT_EQ(caller->name, claims["client_id"]);
  EXPECT_EQ(caller->organisation, kTestMunicipality);
  EXPECT_THAT(caller->municipalities, ElementsAre(kTestMunicipality));
  // What the issuer says of municipalities counts more than whose client it is.
  claims["ett_municipalities"] = {"958935420"};
  EXPECT_THAT((*known.verifier->Verify(Key().Sign(claims)))->municipalities,
              ElementsAre("958935420"));
}

}  // namespace
}  // namespace ett::identity
