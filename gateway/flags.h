#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "chassis/flags.h"
#include "chassis/identity_config.h"
#include "chassis/server.h"
#include "chassis/tls_config.h"
#include "gateway/edge/config.h"
#include "gateway/edge_flags.h"
#include "gateway/limit_watch.h"
#include "gateway/upstream_file.h"
#include "gateway/upstream_tls.h"

namespace ett::gateway {

// What the gateway is started with.
struct Settings {
  chassis::ServerConfig server;
  chassis::IdentityConfig identity;
  LimitFlags limits;
  EdgeFlags edge;
  chassis::TlsConfig tls;
  UpstreamTlsConfig upstream_tls;
  std::vector<std::string> upstreams;
  std::string upstreams_file;
  std::vector<std::string> descriptor_sets;
  std::vector<std::string> cors_origins;
  int loops = 0;
  absl::Duration learn_interval = absl::Seconds(10);
  edge::Traffic traffic;
  std::string security_contact;  // see WellKnown

  Settings();
  void AddTo(chassis::Flags& flags);

  // Where the services are named.
  absl::StatusOr<UpstreamSources> Upstreams() const;
  // The file that says what a service offers, by the service's name, of those that have one.
  absl::StatusOr<std::map<std::string, std::string>> DescriptorSets(
      const DomainAddresses& domains) const;
  // INVALID_ARGUMENT for a flag that the edge cannot work with.
  absl::Status CheckTraffic(const DomainAddresses& domains) const;

 private:
  // Whether a flag may speak of the name: where there is a file, of those to come too.
  bool MayName(const DomainAddresses& domains, const std::string& name) const;
};

}  // namespace ett::gateway
