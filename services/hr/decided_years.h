#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "services/hr/domain/universe.h"

namespace ett::hr {

// What is published of each year of one municipality, as known at one time. Safe to use from any
// thread.
class DecidedYears {
 public:
  // What was decided on the year, or else what `decide` says. Others who ask for the same year and
  // scope meanwhile wait, so that it is done once; when it fails, the next of them tries. Who asks
  // for another does not wait.
  absl::StatusOr<std::shared_ptr<const Universe>> Get(
      const PublicationScope& scope, int year,
      absl::FunctionRef<absl::StatusOr<Universe>()> decide);

 private:
  struct Slot {
    absl::Mutex mutex;  // held while deciding
    std::shared_ptr<const Universe> universe ABSL_GUARDED_BY(mutex);
  };

  absl::Mutex mutex_;
  std::map<std::pair<std::string, int>, Slot> slots_ ABSL_GUARDED_BY(mutex_);  // never erased
};

}  // namespace ett::hr
