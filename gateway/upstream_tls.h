#pragma once

#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "chassis/flags.h"
#include "chassis/identity_config.h"
#include "gateway/edge/config.h"
#include "tls/watched_context.h"

namespace ett::gateway {

// How the services behind the gateway are reached: plain without `ca`. Files that change are taken
// for the connections that are made after that.
struct UpstreamTlsConfig {
  std::string ca;           // path of PEM: who signs the services' certificates
  std::string certificate;  // path of PEM: the gateway's own; empty: it shows none
  std::string key;          // path of PEM

  void AddTo(chassis::Flags& flags);

  // Nullopt without TLS. INVALID_ARGUMENT, naming the flag, for what is missing, wrong,
  // or does not go with `identity`.
  absl::StatusOr<std::optional<edge::UpstreamTls>> Make(
      const chassis::IdentityConfig& identity) const;
};

}  // namespace ett::gateway
