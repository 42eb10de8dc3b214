#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "identity/caller.h"
#include "identity/jws.h"
#include "identity/key_source.h"
#include "identity/token_cache.h"

namespace ett::identity {

using CallerPtr = std::shared_ptr<const Caller>;

// One whose tokens count.
struct Issuer {
  std::string name;  // `iss`, to the letter
  std::shared_ptr<KeySource> keys;
};

// Says whose a token is. May be used by many threads.
class TokenVerifier {
 public:
  // `cached`: verified tokens that are remembered, at least.
  TokenVerifier(std::vector<Issuer> issuers, std::string audience, Clock now,
                std::size_t cached = 10'000);

  // UNAUTHENTICATED with one of the reasons TOKEN_MISSING (an empty one), TOKEN_MALFORMED,
  // ISSUER_UNKNOWN, KEY_UNKNOWN, SIGNATURE_WRONG, AUDIENCE_WRONG, TOKEN_EXPIRED,
  // TOKEN_NOT_YET_VALID; never repeats the token. A token that was verified is not verified again
  // while its issuer's keys stay the same. Never waits for an issuer: the first token of a key that
  // was not published before it is refused with KEY_UNKNOWN, and its key is fetched.
  absl::StatusOr<CallerPtr> Verify(absl::string_view token);

 private:
  absl::StatusOr<TokenCache::Entry> VerifyAnew(absl::string_view token, absl::Time now) const;

  const std::vector<Issuer> issuers_;
  const std::string audience_;
  const Clock now_;
  TokenCache cache_;
};

}  // namespace ett::identity
