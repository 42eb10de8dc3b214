#pragma once

#include <array>
#include <cstdint>

#include "absl/time/time.h"
#include "gateway/limits/buckets.h"

namespace ett::limits {

// What a call that is refused costs its caller. One that changes nothing is asked again without
// harm, and by far the most are such; one that changes something is somebody's work.
enum class Importance { kRead, kChange };

// Which new calls a loop that falls behind refuses. It is behind when its timer fires late, and by
// more than `target` each time in a whole `interval` (as CoDel has it: one burst is no overload).
// With each such interval a quarter more of the reads are refused, and when all of them are, a
// quarter more of the changes; with each better one, a tenth less. What runs is never broken off.
// Of one loop.
class Overload {
 public:
  struct Options {
    absl::Duration target = absl::Milliseconds(50);  // zero: nothing is refused
    absl::Duration interval = absl::Milliseconds(500);
  };

  explicit Overload(const Options& options) : options_(options) {}

  // How late the timer was.
  void Observe(absl::Duration lag, Instant now);
  // Whether this call is refused: evenly among those of its importance.
  bool Refuses(Importance importance);

  // Parts in a hundred of the reads that are refused, and above 100 all of them and those beyond of
  // the changes.
  int pressure() const { return pressure_; }

 private:
  const Options options_;
  Instant begun_;                                    // the interval
  absl::Duration least_ = absl::InfiniteDuration();  // lag in it
  int pressure_ = 0;
  std::array<int, 2> due_ = {0, 0};  // refusals, in hundredths
};

}  // namespace ett::limits
