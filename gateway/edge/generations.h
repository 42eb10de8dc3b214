#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "gateway/edge/replica_offer.h"

namespace ett::edge {

// What the replicas of one upstream offer, and which of it is served. A generation is what a server
// says of itself; equal ones are one. Taken are
// - those that are there at the first look, the older ones first;
// - each later one that callers of the one served can rely on;
// - one that was taken before and of which the one served is a later version: an update is undone.
// The newest of those taken is served, and each gets the calls that it has a method for. One that
// breaks the contract otherwise is quarantined: its replicas get no calls until they have another
// one, or until no replica of those taken has answered for a while.
class Generations {
 public:
  struct Rules {
    // Nothing is quarantined.
    bool accept_breaking = false;
    // After it what breaks the contract is served when there is nothing else. Infinite: never.
    absl::Duration quarantine = absl::Minutes(1);
  };

  explicit Generations(Rules rules) : rules_(rules) {}

  // The replicas that there are now; what is known of those that stay is kept.
  void SetReplicas(const std::vector<std::string>& addresses);
  // What one of them says now. INVALID_ARGUMENT when it does not fit together.
  absl::Status Learn(const std::string& address, UpstreamFiles files, absl::Time now);
  // Decides what is served after any of it.
  void Judge(absl::Time now);

  bool Knows(const std::string& address) const;
  // Null as long as nothing was learnt.
  const std::shared_ptr<const UpstreamSchema>& served() const { return served_; }
  // By address.
  std::vector<ReplicaOffer> Offers() const;
  std::vector<std::string> addresses() const;

 private:
  using Schema = std::shared_ptr<const UpstreamSchema>;
  struct Known {
    Schema schema;
    std::string quarantine;
  };

  Schema Find(const UpstreamFiles& files) const;
  bool IsHeld(const Schema& schema) const;
  bool IsTaken(const Schema& schema) const;
  // How it breaks what is served; empty when it is taken.
  std::string Take(const Schema& schema, bool is_first, absl::Time now);
  void JudgeEach(absl::Time now);
  void Forget();

  Rules rules_;
  std::map<std::string, Known> replicas_;  // by address
  // Those taken that a replica still has, the newest last, and the one served.
  std::vector<Schema> taken_;
  std::vector<Schema> former_;  // taken once, the newest last
  Schema served_;
  absl::Time taken_seen_ = absl::InfinitePast();  // said by a replica
};

}  // namespace ett::edge
