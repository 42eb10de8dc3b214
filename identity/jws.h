#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "identity/key_set.h"

namespace ett::identity {

// A compact JWS (RFC 7515) as it came: nothing of it is known to be true.
struct Jws {
  const Algorithm* algorithm;
  std::string key_id;  // empty when there is none
  nlohmann::json claims;
  std::size_t signature_bytes;
};

// The longest token that is read.
inline constexpr std::size_t kLongestToken = 16 << 10;

// UNAUTHENTICATED TOKEN_MALFORMED for anything but three parts in canonical base64url, of which
// the first two are JSON objects, signed by an allowed algorithm, that holds claims and no other
// token and asks for no extension (`crit`). Keys that a header brings or points at (jwk, jku, x5c,
// x5u) are never looked at. Says what was wanted, never what came.
absl::StatusOr<Jws> ParseJws(absl::string_view compact);

// Bytes of canonical base64url without padding; nothing for another spelling of them.
std::optional<std::string> DecodeBase64Url(absl::string_view text);

}  // namespace ett::identity
