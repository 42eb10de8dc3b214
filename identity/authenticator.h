#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "identity/api_keys.h"
#include "identity/certificates.h"
#include "identity/token_verifier.h"

namespace ett::identity {

// What a call shows of its caller. Views of what outlives the call to Identify.
struct Credentials {
  absl::string_view authorization = {};  // the header; empty when there is none
  absl::string_view api_key = {};        // x-api-key; empty when there is none
  const std::vector<std::string>* certificate_names = nullptr;  // see NamesOf; null without one
  bool several = false;  // more than one authorization, or more than one key
};

// Says who calls. May be used by many threads.
class Authenticator {
 public:
  Authenticator(std::unique_ptr<TokenVerifier> tokens, ApiKeys api_keys, Certificates certificates)
      : tokens_(std::move(tokens)),
        api_keys_(std::move(api_keys)),
        certificates_(std::move(certificates)) {}

  // The first that is shown counts: a token, a key, a certificate that is known; a caller who shows
  // nothing is anonymous. What is shown and wrong is refused, even where nothing is wanted:
  // UNAUTHENTICATED with a reason of TokenVerifier's or API_KEY_UNKNOWN, or CREDENTIALS_UNKNOWN for
  // several, of which each process might choose another, or an authorization that is not
  // `Bearer {token}`.
  absl::StatusOr<CallerPtr> Identify(const Credentials& shown) const;

 private:
  const std::unique_ptr<TokenVerifier> tokens_;
  const ApiKeys api_keys_;
  const Certificates certificates_;
};

}  // namespace ett::identity
