#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "gateway/edge/config.h"
#include "gateway/edge/schema.h"

namespace ett::edge {

// Learns by server reflection (v1, else v1alpha) what the upstreams offer, in a thread of its own:
// at the start, at intervals, and when it is told to look again. What was learnt stays known while
// an upstream is away. Safe to call from any thread.
class Learner {
 public:
  // `config` must outlive it.
  explicit Learner(const Config& config);
  ~Learner();

  // Begins after what the upstreams say of themselves is known, or that they do not answer.
  void Start();

  std::shared_ptr<const Schema> schema() const { return schema_.load(); }
  // An upstream has come back, or does not know a method: what it offers may have changed.
  void LookAgain(std::size_t upstream);

 private:
  struct Known {
    std::shared_ptr<const UpstreamSchema> schema;
    std::string problem;  // the last one told; empty when it answers
    absl::Time last_look = absl::InfinitePast();
  };

  void Work();
  bool LookAt(const std::vector<bool>& due);
  bool Look(std::size_t upstream);
  bool Pause(const std::vector<bool>& due);
  void Publish();
  absl::Time NextRound() const;
  bool SomethingIsDue() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const Config& config_;
  std::atomic<std::shared_ptr<const Schema>> schema_;
  absl::Mutex mutex_;
  std::vector<bool> due_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  // The thread's own, and Start's before it.
  std::vector<Known> known_;
  std::thread thread_;
};

}  // namespace ett::edge
