#include "identity/api_keys.h"

#include <algorithm>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "identity/digest.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::identity {
namespace {

std::optional<std::string> ReadDigest(absl::string_view text) {
  const bool is_hex =
      text.size() == 64 && std::all_of(text.begin(), text.end(),
                                       [](unsigned char c) { return absl::ascii_isxdigit(c); });
  if (!is_hex) return std::nullopt;
  return absl::HexStringToBytes(text);
}

}  // namespace

absl::StatusOr<ApiKeys> ApiKeys::Load(const std::string& path) {
  ApiKeys keys;
  ASSIGN_OR_RETURN(
      keys.grants_,
      GrantSource::Open(path, {"--api-keys", "the SHA-256 of a key in 64 hexadecimal digits",
                               Caller::Kind::kApiKey, ReadDigest}));
  return keys;
}

absl::StatusOr<std::shared_ptr<const Caller>> ApiKeys::Identify(absl::string_view key) const {
  const auto grants = grants_ == nullptr ? std::make_shared<const Grants>() : grants_->current();
  const std::string digest = Sha256(key);
  const Grant* found = nullptr;
  // All are compared, each in constant time.
  for (const Grant& grant : *grants) {
    if (AreSame(grant.credential, digest)) found = &grant;
  }
  if (found != nullptr) return found->caller;
  return status::Unauthenticated("API_KEY_UNKNOWN", "want an API key that is known, got another");
}

}  // namespace ett::identity
