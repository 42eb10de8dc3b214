#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "identity/testing.h"
#include "identity/token_verifier.h"
#include "status/errors.h"
#include "status/matchers.h"

namespace ett::identity {

// A verifier that knows one issuer, whose key set a test may change.
struct Known {
  explicit Known(std::string text, std::size_t cached = 100) : published(std::move(text)) {
    keys->RefreshIfDue();
    verifier = std::make_unique<TokenVerifier>(
        std::vector<Issuer>{{kTestIssuer, keys}}, "ett", [this] { return now; }, cached);
  }

  std::string ReasonFor(const std::string& token) {
    const auto verified = verifier->Verify(token);
    if (verified.ok()) return "OK";
    EXPECT_THAT(verified, status::StatusIs(absl::StatusCode::kUnauthenticated));
    if (!token.empty()) {
      EXPECT_FALSE(absl::StrContains(verified.status().ToString(), token));
    }
    return status::ReasonOf(verified.status());
  }

  absl::Time now = kTestNow;
  absl::StatusOr<std::string> published;
  int fetches = 0;
  std::vector<std::string> problems;
  std::shared_ptr<KeySource> keys = std::make_shared<KeySource>(
      [this] {
        ++fetches;
        return published;
      },
      KeySource::Options{
          absl::Minutes(5), [this] { return now; },
          [this](const absl::Status& problem) { problems.emplace_back(problem.message()); }});
  std::unique_ptr<TokenVerifier> verifier;
};

inline const TestKey& Key() {
  static const auto& key = *new TestKey(TestKey::Ec("first"));
  return key;
}

// A good token's claims, one of which is another.
inline nlohmann::json With(const char* claim, const nlohmann::json& value) {
  nlohmann::json claims = TestClaims();
  claims[claim] = value;
  return claims;
}

inline nlohmann::json Without(const char* claim) {
  nlohmann::json claims = TestClaims();
  claims.erase(claim);
  return claims;
}

}  // namespace ett::identity
