#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace ett::edge {

// How calls are spread over the servers of an upstream, and what becomes of those that fail.
struct Traffic {
  // Between two checks of a replica by grpc.health.v1. Infinite: none.
  absl::Duration health_interval = absl::Seconds(5);
  absl::Duration health_timeout = absl::Seconds(2);
  // Of one upstream in one loop; beyond it calls are refused at once.
  int calls_in_flight = 1000;
  // How often a call is asked again.
  int retries = 2;
  // How much of a request is kept, so that it can be sent again.
  int kept_bytes = 256 << 10;
  // After it, a call that changes nothing is asked of a second replica too. Infinite: never.
  absl::Duration hedge_after = absl::InfiniteDuration();
  // Names of upstreams whose new contracts are taken even when they break what callers rely on; `*`
  // for all.
  std::vector<std::string> accept_breaking;
  // When no replica of a contract that is served has answered for so long, one that breaks it is
  // served. Infinite: never.
  absl::Duration quarantine = absl::Minutes(1);
  // A caller's connection is left after it, a tenth more or less, calls in flight ended first.
  absl::Duration connection_age = absl::Minutes(30);
  // To an upstream, while calls are open; the connection is given up when nothing comes back.
  // Ett's services take one each ten seconds; other servers of gRPC take pings for an attack when
  // they send nothing in between, which the checks of health see to.
  absl::Duration ping_interval = absl::Seconds(30);
  absl::Duration ping_timeout = absl::Seconds(10);
};

// What becomes of calls besides their answers.
enum class TrafficEvent {
  kRetry,
  kHedge,
  kEjection,  // a replica is left out for a while
  kRefusal,   // too many calls were in flight
};

// Why a call is refused before anything else.
enum class ShedReason {
  kCalls,  // too many are in flight
  kLag,    // its loop is late
};

// How the replicas of an upstream are, as one loop sees them.
struct ReplicaCounts {
  int healthy = 0;
  int unwell = 0;  // fail their checks, or are left out
  int quarantined = 0;
};

}  // namespace ett::edge
