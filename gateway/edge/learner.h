#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "gateway/edge/config.h"
#include "gateway/edge/generations.h"
#include "gateway/edge/schema.h"
#include "gateway/edge/upstream_slots.h"

namespace ett::edge {

// Finds the servers of each upstream, and learns of each by server reflection (v1, else v1alpha)
// what it offers, or from a file where it does not say: at the start, at intervals, and when it is
// told to look again. All are asked at
// the same time, so that one which hangs holds the others up for no longer than it may take itself.
// What was learnt stays known while a server is away. Safe to call from any thread.
class Learner {
 public:
  // `config` must outlive it.
  Learner(const Config& config, const UpstreamSlots& slots);
  ~Learner();

  // Begins after what the upstreams say of themselves is known, or that they do not answer.
  void Start();

  std::shared_ptr<const Schema> schema() const { return schema_.load(); }
  // The servers of each upstream.
  std::shared_ptr<const Offers> offers() const { return offers_.load(); }
  // Another one after each change of offers().
  std::uint64_t version() const { return version_.load(); }
  // An upstream has come back, or does not know a method: what it offers may have changed.
  void LookAgain(std::size_t upstream);
  // The upstreams from now on: what is new is looked at at once. What is gone is offered no more,
  // and its servers are let go a while later, since calls that know of it may be on their way.
  void Use(UpstreamSlots slots);

 private:
  struct Known {
    explicit Known(Generations::Rules rules) : generations(rules) {}
    bool is_gone() const { return gone_since < absl::InfiniteFuture(); }

    std::shared_ptr<const UpstreamConfig> upstream;
    // Whose addresses the replicas are: the one before, until those of this one are found; null
    // when it is gone and they were let go.
    std::shared_ptr<const UpstreamConfig> offered;
    Generations generations;
    std::map<std::string, std::string> problems;  // the last ones told, by what they are about
    absl::Time last_look = absl::InfinitePast();
    absl::Time gone_since = absl::InfiniteFuture();
  };
  // What a look has found of an upstream.
  struct Findings {
    absl::StatusOr<std::vector<std::string>> addresses;
    std::map<std::string, absl::StatusOr<UpstreamFiles>> offers;  // by address
  };

  void Work();
  // Makes those due whose servers are to be found anew.
  void Take(const UpstreamSlots& slots, std::vector<bool>& due);
  Generations::Rules RulesOf(const UpstreamConfig& upstream) const;
  // Those that have been gone for a while.
  void LetGo();
  void LookAt(const std::vector<bool>& due);
  // In a thread of its own.
  Findings Look(std::size_t upstream) const;
  absl::StatusOr<UpstreamFiles> Ask(std::size_t upstream, const std::string& address) const;
  void Learn(std::size_t upstream, Findings findings);
  void TellQuarantines(std::size_t upstream);
  // Once for each problem; empty when there is none any more.
  void Tell(std::size_t upstream, const std::string& about, const std::string& problem);
  bool Pause(const std::vector<bool>& due);
  void Publish();
  absl::Time NextRound() const;
  bool SomethingIsDue() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const Config& config_;
  std::atomic<std::shared_ptr<const Schema>> schema_;
  std::atomic<std::shared_ptr<const Offers>> offers_;
  std::atomic<std::uint64_t> version_ = 0;
  absl::Mutex mutex_;
  std::vector<bool> due_ ABSL_GUARDED_BY(mutex_);               // by slot
  std::optional<UpstreamSlots> slots_ ABSL_GUARDED_BY(mutex_);  // not taken yet
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  // The thread's own, and Start's before it.
  std::vector<Known> known_;  // by slot
  std::thread thread_;
};

}  // namespace ett::edge
