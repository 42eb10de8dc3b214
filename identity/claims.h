#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "identity/caller.h"

namespace ett::identity {

// What clocks of two machines may differ by.
inline constexpr absl::Duration kLeeway = absl::Seconds(60);

// The claims of a token that are the same for every issuer. All functions answer UNAUTHENTICATED
// with a reason, and say what was wanted, never what came.

// TOKEN_EXPIRED, TOKEN_NOT_YET_VALID (nbf, iat), and TOKEN_MALFORMED for times that are none or for
// a token that never ends. Returns when it ends.
absl::StatusOr<absl::Time> CheckTimes(const nlohmann::json& claims, absl::Time now);

// AUDIENCE_WRONG unless `aud`, a string or a list, names the audience.
absl::Status CheckAudience(const nlohmann::json& claims, const std::string& audience);

// The caller:
//   name            `sub`, otherwise `client_id`
//   organisation    Maskinporten's `consumer`: {"authority": "iso6523-actorid-upis",
//                   "ID": "0192:935478715"}
//   scopes          `scope`, words between spaces or a list
//   municipalities  `ett_municipalities`, a list of organisation numbers or ["*"]; without it, the
//                   organisation; otherwise none
// TOKEN_MALFORMED when there is no name, or for a claim of another type.
absl::StatusOr<Caller> CallerOf(const nlohmann::json& claims);

}  // namespace ett::identity
