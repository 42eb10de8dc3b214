#include "watch/watch.h"

#include <utility>

namespace ett::watch {

Watch::~Watch() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  if (thread_.joinable()) thread_.join();
}

bool Watch::Wait(absl::Duration interval) {
  absl::MutexLock lock(&mutex_);
  return !mutex_.AwaitWithTimeout(absl::Condition(&stopping_), interval);
}

void Watch::Start(absl::Duration interval, std::function<void()> look) {
  thread_ = std::thread([this, interval, look = std::move(look)] {
    while (Wait(interval)) look();
  });
}

}  // namespace ett::watch
