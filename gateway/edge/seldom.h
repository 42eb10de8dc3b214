#pragma once

#include <map>
#include <optional>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace ett::edge {

// Keeps what comes often from being told often. Of texts that are not many. May be used by many
// threads.
class Seldom {
 public:
  explicit Seldom(absl::Duration between) : between_(between) {}

  // When `text` is to be told now: how often it came, untold, since the last time.
  std::optional<int> Tell(const std::string& text, absl::Time now) ABSL_LOCKS_EXCLUDED(mutex_) {
    absl::MutexLock lock(&mutex_);
    Told& told = told_[text];
    if (now < told.at + between_) {
      ++told.unsaid;
      return std::nullopt;
    }
    told.at = now;
    return std::exchange(told.unsaid, 0);
  }

 private:
  struct Told {
    absl::Time at = absl::InfinitePast();
    int unsaid = 0;
  };

  const absl::Duration between_;
  absl::Mutex mutex_;
  std::map<std::string, Told> told_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace ett::edge
