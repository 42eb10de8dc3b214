#include "identity/key_set.h"

#include <cjose/cjose.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "identity/strict_json.h"
#include "status/macros.h"

namespace ett::identity {
namespace {

constexpr Algorithm kAllowed[] = {
    {"RS256", "RSA", "", 0},      {"RS384", "RSA", "", 0},      {"RS512", "RSA", "", 0},
    {"PS256", "RSA", "", 0},      {"PS384", "RSA", "", 0},      {"PS512", "RSA", "", 0},
    {"ES256", "EC", "P-256", 64}, {"ES384", "EC", "P-384", 96}, {"ES512", "EC", "P-521", 132},
};

// RFC 7518 section 3.3.
constexpr std::size_t kSmallestRsaBits = 2048;
// More would make a hostile issuer's set slow to search.
constexpr std::size_t kMostKeys = 100;

absl::Status Wrong(absl::string_view wanted) {
  return absl::InvalidArgumentError(absl::StrCat("key set: want ", wanted));
}

// The members that make the public key, and no others: a private one has no business here.
nlohmann::json PublicMembers(const nlohmann::json& jwk) {
  nlohmann::json members;
  for (const char* member : {"kty", "n", "e", "crv", "x", "y"}) {
    if (const auto text = TextOf(jwk, member)) members[member] = *text;
  }
  return members;
}

bool IsForSignatures(const nlohmann::json& jwk) {
  return TextOf(jwk, "use").value_or("sig") == "sig";
}

}  // namespace

const Algorithm* FindAlgorithm(absl::string_view name) {
  const auto* found = std::find_if(std::begin(kAllowed), std::end(kAllowed),
                                   [&](const Algorithm& each) { return each.name == name; });
  return found == std::end(kAllowed) ? nullptr : found;
}

void VerificationKey::Release::operator()(_cjose_jwk_int* key) const { cjose_jwk_release(key); }

absl::StatusOr<VerificationKey> VerificationKey::Parse(absl::string_view jwk) {
  const auto parsed = ParseStrictObject(jwk);
  if (!parsed || !IsForSignatures(*parsed)) return Wrong("a JWK for signatures");
  VerificationKey key;
  key.id_ = TextOf(*parsed, "kid").value_or("");
  key.kty_ = TextOf(*parsed, "kty").value_or("");
  key.curve_ = TextOf(*parsed, "crv").value_or("");
  key.algorithm_ = TextOf(*parsed, "alg").value_or("");
  if (key.kty_ != "RSA" && key.kty_ != "EC") return Wrong("kty RSA or EC");
  const std::string text = PublicMembers(*parsed).dump();
  cjose_err error;
  key.key_.reset(cjose_jwk_import(text.data(), text.size(), &error));
  if (key.key_ == nullptr) return Wrong("the members of a public key");
  const std::size_t bits = cjose_jwk_get_keysize(key.key_.get(), &error);
  if (key.kty_ == "RSA" && bits < kSmallestRsaBits) return Wrong("RSA of 2048 bits or more");
  key.bytes_ = (bits + 7) / 8;
  return key;
}

bool VerificationKey::Fits(const Algorithm& algorithm) const {
  return kty_ == algorithm.kty && (algorithm.curve.empty() || curve_ == algorithm.curve) &&
         (algorithm_.empty() || algorithm_ == algorithm.name);
}

bool VerificationKey::Verifies(absl::string_view compact, std::size_t signature_bytes) const {
  // cjose takes any length and halves it for EC, so that a signature could be spelt in many ways.
  if (kty_ == "RSA" && signature_bytes != bytes_) return false;
  cjose_err error;
  const std::unique_ptr<cjose_jws_t, void (*)(cjose_jws_t*)> jws(
      cjose_jws_import(compact.data(), compact.size(), &error), cjose_jws_release);
  return jws != nullptr && cjose_jws_verify(jws.get(), key_.get(), &error);
}

absl::StatusOr<KeySet> KeySet::Parse(absl::string_view text) {
  const auto parsed = ParseStrictObject(text);
  if (!parsed) return Wrong("a JSON object");
  const auto listed = parsed->find("keys");
  if (listed == parsed->end() || !listed->is_array() || listed->size() > kMostKeys) {
    return Wrong(absl::StrCat("keys, a list of at most ", kMostKeys));
  }
  KeySet set;
  for (const nlohmann::json& each : *listed) {
    auto key = VerificationKey::Parse(each.dump());
    if (key.ok()) set.keys_.push_back(*std::move(key));
  }
  if (set.keys_.empty()) return Wrong("a key of RSA or EC for signatures, got none");
  return set;
}

const VerificationKey* KeySet::Find(absl::string_view id, const Algorithm& algorithm) const {
  const VerificationKey* found = nullptr;
  for (const VerificationKey& key : keys_) {
    if (!key.Fits(algorithm)) continue;
    if (!id.empty() && key.id() == id) return &key;
    if (!id.empty()) continue;
    if (found != nullptr) return nullptr;
    found = &key;
  }
  return found;
}

}  // namespace ett::identity
