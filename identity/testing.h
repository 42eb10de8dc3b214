#pragma once

#include <cjose/cjose.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"

// Issuers for tests: their keys are made here, and sign whatever a test wants.
namespace ett::identity {

inline constexpr char kTestIssuer[] = "https://issuer.example/";
inline constexpr char kTestMunicipality[] = "935478715";
inline const absl::Time kTestNow = absl::FromUnixSeconds(1'560'000'000);

// A file that is gone with the process's temporary directory.
inline std::string WriteTestFile(const std::string& name, const std::string& text) {
  const std::string path = absl::StrCat(testing::TempDir(), "/", name);
  std::ofstream(path) << text;
  return path;
}

class TestKey {
 public:
  static TestKey Ec(const std::string& id, cjose_jwk_ec_curve curve = CJOSE_JWK_EC_P_256) {
    return {id, cjose_jwk_create_EC_random(curve, nullptr)};
  }
  static TestKey Rsa(const std::string& id, std::size_t bits = 2048) {
    const unsigned char exponent[] = {1, 0, 1};
    return {id, cjose_jwk_create_RSA_random(bits, exponent, sizeof exponent, nullptr)};
  }
  static TestKey Secret(const std::string& id, const std::string& secret) {
    return {id, cjose_jwk_create_oct_spec(reinterpret_cast<const std::uint8_t*>(secret.data()),
                                          secret.size(), nullptr)};
  }

  // The public half.
  nlohmann::json Jwk() const {
    const std::unique_ptr<char, void (*)(void*)> text(cjose_jwk_to_json(key_.get(), false, nullptr),
                                                      std::free);
    return nlohmann::json::parse(text.get());
  }

  std::string SignWith(const nlohmann::json& header, const std::string& claims) const {
    const std::unique_ptr<cjose_header_t, void (*)(cjose_header_t*)> made(cjose_header_new(nullptr),
                                                                          cjose_header_release);
    for (const auto& [name, value] : header.items()) {
      if (value.is_string()) {
        cjose_header_set(made.get(), name.c_str(), value.get<std::string>().c_str(), nullptr);
      } else {
        cjose_header_set_raw(made.get(), name.c_str(), value.dump().c_str(), nullptr);
      }
    }
    const std::unique_ptr<cjose_jws_t, void (*)(cjose_jws_t*)> jws(
        cjose_jws_sign(key_.get(), made.get(), reinterpret_cast<const std::uint8_t*>(claims.data()),
                       claims.size(), nullptr),
        cjose_jws_release);
    const char* text = nullptr;
    if (jws != nullptr) cjose_jws_export(jws.get(), &text, nullptr);
    EXPECT_NE(text, nullptr) << header;
    return text == nullptr ? "" : text;
  }

  // With the header that goes with the key.
  std::string Sign(const nlohmann::json& claims, const std::string& algorithm = "ES256") const {
    return SignWith({{"alg", algorithm}, {"kid", id_}}, claims.dump());
  }

 private:
  TestKey(const std::string& id, cjose_jwk_t* key) : id_(id), key_(key, cjose_jwk_release) {
    cjose_jwk_set_kid(key, id.data(), id.size(), nullptr);
  }

  std::string id_;
  std::shared_ptr<cjose_jwk_t> key_;
};

inline std::string SetOf(const std::vector<nlohmann::json>& keys) {
  return nlohmann::json{{"keys", keys}}.dump();
}

// What a good token says at kTestNow.
inline nlohmann::json TestClaims() {
  const std::int64_t now = absl::ToUnixSeconds(kTestNow);
  return {{"iss", kTestIssuer},
          {"aud", "ett"},
          {"sub", "kari"},
          {"scope", "ett:hr.read"},
          {"iat", now - 10},
          {"exp", now + 600},
          {"ett_municipalities", {kTestMunicipality}}};
}

}  // namespace ett::identity
