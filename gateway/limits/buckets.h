#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace ett::limits {

// Of a clock that nobody sets.
using Instant = std::chrono::steady_clock::time_point;

// How often calls may come: `calls` in `per`, evenly, and `burst` of them at once after a pause.
// All at least 1 (a nanosecond).
struct Quota {
  std::int64_t calls = 1;
  absl::Duration per = absl::Seconds(1);
  std::int64_t burst = 1;

  // Between two calls that come evenly; whole nanoseconds, rounded down.
  absl::Duration interval() const { return absl::Floor(per / calls, absl::Nanoseconds(1)); }
  // How long an empty bucket takes to be full.
  absl::Duration window() const { return burst * interval(); }
  // The share of one of `replicas` processes: at least one call in `per`.
  Quota SharedBy(std::int64_t replicas) const;

  friend bool operator==(const Quota&, const Quota&) = default;
};

// What a bucket says of a call.
struct Taken {
  bool is_allowed = false;
  std::int64_t remaining = 0;  // calls that may come at once after this one
  absl::Duration full_in;      // until as many may come as ever
  absl::Duration wait;         // of a call that is refused: until it may come
  bool is_first = false;       // of those refused to its caller within the quota's `per`
};

// A token bucket for each caller, by the generic cell rate algorithm: all that is kept of a caller
// is when the bucket will be full. A bucket that is full is as one that is not there, and goes when
// room is wanted; if those are less than a quarter, the half that is nearest to full goes. So
// callers in hostile numbers cost a bounded memory, and win at most a fresh bucket for those who
// asked little. Many threads may take.
class Buckets {
 public:
  // `most`: how many are kept, about.
  explicit Buckets(std::size_t most) : most_in_shard_(most / kShards + 2) {}

  Taken Take(absl::string_view caller, const Quota& quota, Instant now);
  std::size_t size() const;

 private:
  struct Bucket {
    Instant full_at;
    Instant told_until;  // a refusal before it is not the first
  };
  struct Shard {
    mutable absl::Mutex mutex;
    absl::flat_hash_map<std::string, Bucket> buckets ABSL_GUARDED_BY(mutex);
  };
  static constexpr std::size_t kShards = 16;

  static void MakeRoom(Shard& shard, Instant now) ABSL_EXCLUSIVE_LOCKS_REQUIRED(shard.mutex);

  const std::size_t most_in_shard_;
  std::array<Shard, kShards> shards_;
};

}  // namespace ett::limits
