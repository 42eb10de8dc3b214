#include "services/hr/decided_years.h"

#include "status/macros.h"

namespace ett::hr {

absl::StatusOr<std::shared_ptr<const Universe>> DecidedYears::Get(
    const PublicationScope& scope, int year, absl::FunctionRef<absl::StatusOr<Universe>()> decide) {
  Slot* slot = nullptr;
  {
    absl::MutexLock lock(&mutex_);
    slot = &slots_[{scope.id, year}];
  }
  absl::MutexLock lock(&slot->mutex);
  if (slot->universe == nullptr) {
    ASSIGN_OR_RETURN(Universe decided, decide());
    slot->universe = std::make_shared<const Universe>(std::move(decided));
  }
  return slot->universe;
}

}  // namespace ett::hr
