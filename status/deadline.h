#pragma once

#include "absl/time/time.h"

namespace ett::status {

// Until when whoever this thread works for waits for an answer; never, where nobody does. What
// blocks for long, as databases do, gives up then.
absl::Time CallerDeadline();

// Says so for as long as it lives, of the thread that made it.
class DeadlineScope {
 public:
  explicit DeadlineScope(absl::Time deadline);
  ~DeadlineScope();
  DeadlineScope(const DeadlineScope&) = delete;
  DeadlineScope& operator=(const DeadlineScope&) = delete;

 private:
  const absl::Time outer_;
};

}  // namespace ett::status
