#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "chassis/flags.h"
#include "identity/authenticator.h"
#include "identity/development_issuer.h"

namespace ett::chassis {

// How a process knows who calls.
struct IdentityConfig {
  std::string mode = "off";
  std::vector<std::string> issuers;  // `iss=where its keys are`
  std::string audience = identity::kAudience;
  std::string key_file = "var/development-key.json";
  std::string api_keys;  // path; empty: none

  void AddTo(Flags& flags);

  // Null when it is off. INVALID_ARGUMENT, naming the flag, when that does not go with where the
  // process listens, or something is missing or wrong. Development tokens are said aloud in the
  // log. `has_tls`: callers reach the process over TLS.
  absl::StatusOr<std::unique_ptr<identity::Authenticator>> Make(const std::string& listen,
                                                                bool has_tls = false) const;
};

// Whether nobody on another machine can call that address, in gRPC's spelling: the loopback
// interface or a unix socket.
bool IsLocal(const std::string& address);

}  // namespace ett::chassis
