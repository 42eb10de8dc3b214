#pragma once

#include <memory>
#include <string>
#include <vector>

#include "gateway/edge/config.h"
#include "gateway/edge/upstream_schema.h"

namespace ett::edge {

// One server of an upstream, as far as it is known what it offers.
struct ReplicaOffer {
  std::string address;  // `127.0.0.1:50101`, `[::1]:50101` or `unix:/path`
  // Null when it was not learnt yet.
  std::shared_ptr<const UpstreamSchema> schema;
  // How it breaks the contract that is served, for which it gets no calls; empty when it does not.
  std::string quarantine;

  bool operator==(const ReplicaOffer& other) const = default;
};

// The servers of one upstream.
struct UpstreamOffer {
  // Whose the replicas are; null once it is gone and its calls have gone elsewhere.
  std::shared_ptr<const UpstreamConfig> upstream;
  std::vector<ReplicaOffer> replicas;

  bool operator==(const UpstreamOffer& other) const = default;
};

// Of each upstream, by its slot.
using Offers = std::vector<UpstreamOffer>;

}  // namespace ett::edge
