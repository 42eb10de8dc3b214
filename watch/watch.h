#pragma once

#include <functional>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace ett::watch {

// Looks at something from time to time, in a thread of its own, until this ends.
class Watch {
 public:
  Watch() = default;
  ~Watch();

  // Once. The first look is an interval from now.
  void Start(absl::Duration interval, std::function<void()> look);

 private:
  // Until it is time to look; false at the end.
  bool Wait(absl::Duration interval) ABSL_LOCKS_EXCLUDED(mutex_);

  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace ett::watch
