#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

struct _cjose_jwk_int;

namespace ett::identity {

// A signature's algorithm, of those that are allowed: RS256 … PS512 and ES256 … ES512, never `none`
// and none of a secret that both sides have (RFC 8725 section 3.1).
struct Algorithm {
  absl::string_view name;       // `ES256`
  absl::string_view kty;        // of the keys it goes with
  absl::string_view curve;      // `P-256`; empty for RSA
  std::size_t signature_bytes;  // 0: as many as the key has
};

// Null for an algorithm that is not allowed.
const Algorithm* FindAlgorithm(absl::string_view name);

// A public key that signatures are checked with.
class VerificationKey {
 public:
  // From the members of a JWK that make a public key; INVALID_ARGUMENT says what is wrong with
  // them.
  static absl::StatusOr<VerificationKey> Parse(absl::string_view jwk);

  bool Fits(const Algorithm& algorithm) const;
  // Whether a whole compact JWS, of an algorithm that fits, is signed by this key's owner. May be
  // called by many threads.
  bool Verifies(absl::string_view compact, std::size_t signature_bytes) const;

  const std::string& id() const { return id_; }

 private:
  struct Release {
    void operator()(_cjose_jwk_int* key) const;
  };

  std::string id_;         // `kid`; may be empty
  std::string kty_;        // RSA, EC
  std::string curve_;      // of EC
  std::string algorithm_;  // the only one it is for; empty: any that fits
  std::size_t bytes_ = 0;  // of a signature by it
  std::unique_ptr<_cjose_jwk_int, Release> key_;
};

// The keys of an issuer, a JWK set (RFC 7517 section 5).
class KeySet {
 public:
  // Nothing is known yet.
  KeySet() = default;

  // Keys that no allowed algorithm goes with are left out. INVALID_ARGUMENT when none is left.
  static absl::StatusOr<KeySet> Parse(absl::string_view text);

  // The key of that id which fits. Without an id, the only key that fits. Null when there is none.
  const VerificationKey* Find(absl::string_view id, const Algorithm& algorithm) const;

  std::size_t size() const { return keys_.size(); }

 private:
  std::vector<VerificationKey> keys_;
};

}  // namespace ett::identity
