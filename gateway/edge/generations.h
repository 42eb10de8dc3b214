#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "gateway/edge/replica_offer.h"

namespace ett::edge {

// What the replicas of one upstream offer, and which of it is served. A generation is what a server
// says of itself; equal ones are one. The first that is seen is taken as it is, and each later one
// that callers of the one served can rely on; the newest of those taken is served. One that breaks
// the contract is quarantined until its replicas have gone or have something else.
class Generations {
 public:
  // `accept_breaking`: nothing is quarantined.
  explicit Generations(bool accept_breaking) : accept_breaking_(accept_breaking) {}

  // The replicas that there are now; what is known of those that stay is kept.
  void SetReplicas(const std::vector<std::string>& addresses);
  // What one of them says now. INVALID_ARGUMENT when it does not fit together.
  absl::Status Learn(const std::string& address, UpstreamFiles files, absl::Time now);
  // Decides what is served after any of it.
  void Judge(absl::Time now);

  bool Knows(const std::string& address) const;
  // Null as long as nothing was learnt.
  const std::shared_ptr<const UpstreamSchema>& served() const { return served_; }
  std::vector<ReplicaOffer> Offers() const;
  std::vector<std::string> addresses() const;
  // Why a replica gets no calls, in words; empty for one that does.
  std::string QuarantineOf(const std::string& address) const;
  // Since when no replica has said that it offers what is served, while others are quarantined;
  // InfiniteFuture when that is not so.
  absl::Time AbsentSince() const;

 private:
  struct Known {
    std::shared_ptr<const UpstreamSchema> schema;
    std::string quarantine;
  };

  bool IsHeld(const std::shared_ptr<const UpstreamSchema>& schema) const;
  std::shared_ptr<const UpstreamSchema> Find(const UpstreamFiles& files) const;

  const bool accept_breaking_;
  std::map<std::string, Known> replicas_;  // by address
  // Those taken that a replica still has, the newest last, and the one served.
  std::vector<std::shared_ptr<const UpstreamSchema>> taken_;
  std::shared_ptr<const UpstreamSchema> served_;
  absl::Time served_seen_ = absl::InfinitePast();
};

}  // namespace ett::edge
