#include "identity/token_verifier.h"

#include <algorithm>
#include <utility>

#include "identity/claims.h"
#include "identity/strict_json.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::identity {
namespace {

absl::StatusOr<const Issuer*> FindIssuer(const std::vector<Issuer>& issuers, const Jws& jws) {
  const auto name = TextOf(jws.claims, "iss");
  const auto found = std::find_if(issuers.begin(), issuers.end(),
                                  [&](const Issuer& each) { return name && each.name == *name; });
  if (found != issuers.end()) return &*found;
  return status::Unauthenticated("ISSUER_UNKNOWN",
                                 "want a token of an issuer that is known here, got another's");
}

}  // namespace

TokenVerifier::TokenVerifier(std::vector<Issuer> issuers, std::string audience, Clock now,
                             std::size_t cached)
    : issuers_(std::move(issuers)),
      audience_(std::move(audience)),
      now_(std::move(now)),
      cache_(cached) {}

absl::StatusOr<CallerPtr> TokenVerifier::Verify(absl::string_view token) {
  if (token.empty()) return status::Unauthenticated("TOKEN_MISSING", "want a token, got none");
  const absl::Time now = now_();
  const TokenCache::Entry known = cache_.Find(token);
  const bool holds = known.caller != nullptr && known.source->keys() == known.keys &&
                     now < known.expires + kLeeway;
  if (holds) return known.caller;
  ASSIGN_OR_RETURN(TokenCache::Entry entry, VerifyAnew(token, now));
  CallerPtr caller = entry.caller;
  cache_.Add(token, std::move(entry));
  return caller;
}

absl::StatusOr<TokenCache::Entry> TokenVerifier::VerifyAnew(absl::string_view token,
                                                            absl::Time now) const {
  ASSIGN_OR_RETURN(const Jws jws, ParseJws(token));
  ASSIGN_OR_RETURN(const Issuer* issuer, FindIssuer(issuers_, jws));
  const std::shared_ptr<const KeySet> keys = issuer->keys->keys();
  const VerificationKey* key = keys->Find(jws.key_id, *jws.algorithm);
  if (key == nullptr) {
    issuer->keys->Want();
    return status::Unauthenticated("KEY_UNKNOWN",
                                   "want a token signed by a key of its issuer, got another key");
  }
  if (!key->Verifies(token, jws.signature_bytes)) {
    return status::Unauthenticated("SIGNATURE_WRONG", "want a token as its issuer signed it");
  }
  ASSIGN_OR_RETURN(const absl::Time expires, CheckTimes(jws.claims, now));
  RETURN_IF_ERROR(CheckAudience(jws.claims, audience_));
  ASSIGN_OR_RETURN(Caller caller, CallerOf(jws.claims));
  return TokenCache::Entry{std::make_shared<const Caller>(std::move(caller)), expires,
                           issuer->keys.get(), keys};
}

}  // namespace ett::identity
