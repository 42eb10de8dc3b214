#include "status/deadline.h"

namespace ett::status {
namespace {

absl::Time& OfThisThread() {
  thread_local absl::Time deadline = absl::InfiniteFuture();
  return deadline;
}

}  // namespace

absl::Time CallerDeadline() { return OfThisThread(); }

DeadlineScope::DeadlineScope(absl::Time deadline) : outer_(OfThisThread()) {
  OfThisThread() = deadline;
}

DeadlineScope::~DeadlineScope() { OfThisThread() = outer_; }

}  // namespace ett::status
