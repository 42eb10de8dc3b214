#include "identity/jws.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "identity/testing.h"
#include "status/errors.h"
#include "status/matchers.h"

namespace ett::identity {
namespace {

using status::IsOk;
using status::ReasonOf;
using status::StatusIs;

// RFC 7515 appendices A.2 and A.3.
constexpr char kRsaKey[] =
    R"({"kty":"RSA","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB"})";
constexpr char kRsaToken[] =
    "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvb"
    "S9pc19yb290Ijp0cnVlfQ.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4B"
    "h-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBA"
    "rLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1p"
    "hCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
constexpr char kEcKey[] =
    R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})";
constexpr char kEcToken[] =
    "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvb"
    "S9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKT"
    "UJqPP3-Kg6NU1Q";
// RFC 7515 appendix A.1 (HS256) and RFC 7519 section 6.1 (none).
constexpr char kSecretToken[] =
    "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0d"
    "HA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
constexpr char kUnsignedToken[] =
    "eyJhbGciOiJub25lIn0.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS"
    "9pc19yb290Ijp0cnVlfQ.";

bool Verifies(const std::string& jwk, const std::string& token) {
  const auto jws = ParseJws(token);
  if (!jws.ok()) return false;
  const auto set = KeySet::Parse(SetOf({nlohmann::json::parse(jwk)}));
  const VerificationKey* key = set->Find(jws->key_id, *jws->algorithm);
  return key != nullptr && key->Verifies(token, jws->signature_bytes);
}

std::string Encode(const std::string& text) { return absl::WebSafeBase64Escape(text); }

// A token that could be one, but for what is given.
std::string TokenOf(const std::string& header, const std::string& claims = R"({"iss":"a"})",
                    const std::string& signature = std::string(64, 'x')) {
  return absl::StrCat(Encode(header), ".", Encode(claims), ".", Encode(signature));
}

TEST(Jws, TheExamplesOfTheStandardAreVerified) {
  EXPECT_TRUE(Verifies(kRsaKey, kRsaToken));
  EXPECT_TRUE(Verifies(kEcKey, kEcToken));
  EXPECT_FALSE(Verifies(kRsaKey, kEcToken));
  EXPECT_EQ(ParseJws(kEcToken)->claims["iss"], "joe");
}

TEST(Jws, TheStandardsTokensOfASecretAndOfNobodyAreRefused) {
  EXPECT_EQ(ReasonOf(ParseJws(kSecretToken).status()), "TOKEN_MALFORMED");
  EXPECT_EQ(ReasonOf(ParseJws(kUnsignedToken).status()), "TOKEN_MALFORMED");
}

TEST(Jws, WhatIsNoTokenIsRefusedWithoutBeingRepeated) {
  const std::string es256 = R"({"alg":"ES256"})";
  const std::string secret = "never-repeat-this";
  const std::pair<const char*, std::string> cases[] = {
      {"one part", secret},
      {"two parts", "a.b"},
      {"four parts", absl::StrCat(kEcToken, ".", secret)},
      {"no signature", absl::StrCat(Encode(es256), ".", Encode("{}"), ".")},
      {"padding", absl::StrCat(kEcToken, "==")},
      {"base64 that is not of URLs", absl::StrCat(kEcToken, "+")},
      {"white space", absl::StrCat(kEcToken, " ")},
      {"a NUL", std::string(kEcToken) + '\0'},
      {"a header that is a list", TokenOf("[]")},
      {"a header that is cut", TokenOf(R"({"alg":"ES256")")},
      {"claims that are text", TokenOf(es256, R"("iss")")},
      {"claims that are not UTF-8", TokenOf(es256, "{\"iss\":\"\xff\"}")},
      {"a member twice", TokenOf(es256, R"({"iss":"a","iss":"b"})")},
      {"an inner member twice", TokenOf(es256, R"({"a":{"b":1,"b":2}})")},
      {"an algorithm twice", TokenOf(R"({"alg":"none","alg":"ES256"})")},
      {"deep nesting",
       TokenOf(es256, R"({"a":)" + std::string(5000, '[') + std::string(5000, ']') + "}")},
      {"no algorithm", TokenOf("{}")},
      {"an algorithm that is a number", TokenOf(R"({"alg":256})")},
      {"none", TokenOf(R"({"alg":"none"})")},
      {"None", TokenOf(R"({"alg":"nOnE"})")},
      {"a secret's", TokenOf(R"({"alg":"HS256"})")},
      {"lower case", TokenOf(R"({"alg":"es256"})")},
      {"an extension", TokenOf(R"({"alg":"ES256","crit":["exp"]})")},
      {"a payload that is not encoded", TokenOf(R"({"alg":"ES256","b64":false})")},
      {"a token in a token", TokenOf(R"({"alg":"ES256","cty":"JWT"})")},
      {"a key id that is a number", TokenOf(R"({"alg":"ES256","kid":1})")},
      {"an empty key id", TokenOf(R"({"alg":"ES256","kid":""})")},
      {"a long key id",
       TokenOf(absl::StrCat(R"({"alg":"ES256","kid":")", std::string(257, 'k'), "\"}"))},
      {"a longer signature", TokenOf(es256, "{}", std::string(65, 'x'))},
      {"another curve's signature", TokenOf(es256, "{}", std::string(96, 'x'))},
      {"too long",
       TokenOf(es256, absl::StrCat(R"({"a":")", std::string(kLongestToken, 'a'), "\"}"))},
  };
  for (const auto& [name, token] : cases) {
    const absl::Status refused = ParseJws(token).status();
    EXPECT_THAT(refused, StatusIs(absl::StatusCode::kUnauthenticated)) << name;
    EXPECT_EQ(ReasonOf(refused), "TOKEN_MALFORMED") << name;
    EXPECT_FALSE(absl::StrContains(refused.ToString(), secret)) << name;
  }
  EXPECT_THAT(ParseJws(TokenOf(es256)), IsOk()) << "what the cases begin from";
}

TEST(Base64Url, BytesHaveOneSpelling) {
  EXPECT_EQ(DecodeBase64Url("QQ"), "A");
  EXPECT_EQ(DecodeBase64Url("QR"), std::nullopt) << "its last bits are thrown away";
  EXPECT_EQ(DecodeBase64Url("Q"), std::nullopt);
  EXPECT_EQ(DecodeBase64Url(""), "");
}

TEST(KeySet, HasTheKeysThatAnAllowedAlgorithmGoesWith) {
  nlohmann::json encrypts = TestKey::Ec("encrypts").Jwk();
  encrypts["use"] = "enc";
  const auto set = KeySet::Parse(
      SetOf({TestKey::Ec("a").Jwk(),
             TestKey::Rsa("b").Jwk(),
             TestKey::Rsa("small", 1024).Jwk(),
             {{"kty", "oct"}, {"k", "c2VjcmV0"}, {"kid", "secret"}},
             encrypts,
             {{"kty", "EC"}, {"crv", "P-256"}, {"x", "AA"}, {"y", "AA"}, {"kid", "no point"}}}));
  ASSERT_THAT(set, IsOk());
  EXPECT_EQ(set->size(), 2);
  const Algorithm& es256 = *FindAlgorithm("ES256");
  EXPECT_NE(set->Find("a", es256), nullptr);
  EXPECT_EQ(set->Find("a", *FindAlgorithm("ES384")), nullptr);
  EXPECT_EQ(set->Find("a", *FindAlgorithm("RS256")), nullptr);
  EXPECT_NE(set->Find("b", *FindAlgorithm("PS512")), nullptr);
}

TEST(KeySet, AKeyIsOnlyForTheAlgorithmItNames) {
  nlohmann::json jwk = TestKey::Rsa("a").Jwk();
  jwk["alg"] = "PS256";
  const auto set = KeySet::Parse(SetOf({jwk}));
  EXPECT_NE(set->Find("a", *FindAlgorithm("PS256")), nullptr);
  EXPECT_EQ(set->Find("a", *FindAlgorithm("RS256")), nullptr);
}

TEST(KeySet, WithoutAnIdTheOnlyKeyIsMeant) {
  const Algorithm& es256 = *FindAlgorithm("ES256");
  EXPECT_NE(KeySet::Parse(SetOf({TestKey::Ec("a").Jwk()}))->Find("", es256), nullptr);
  const auto two = KeySet::Parse(SetOf({TestKey::Ec("a").Jwk(), TestKey::Ec("b").Jwk()}));
  EXPECT_EQ(two->Find("", es256), nullptr);
}

TEST(KeySet, WhatIsNoneIsRefused) {
  for (const char* text : {"", "[]", "{}", R"({"keys":{}})", R"({"keys":[]})", R"({"keys":[1]})",
                           R"({"keys":[],"keys":[]})"}) {
    EXPECT_THAT(KeySet::Parse(text), StatusIs(absl::StatusCode::kInvalidArgument)) << text;
  }
  const std::vector<nlohmann::json> many(101, nlohmann::json::parse(kEcKey));
  EXPECT_THAT(KeySet::Parse(SetOf(many)), StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace ett::identity
