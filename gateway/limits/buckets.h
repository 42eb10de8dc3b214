#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "gateway/limits/takings.h"

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

// What a process holds callers to, of a quota that several share.
class Allotment {
 public:
  // Of a process that is alone.
  Allotment(const Quota& alone) : Allotment(alone, 1, true) {}
  // Of one of several, which tell each other what they let in; or else it holds to its share, too.
  Allotment(const Quota& whole, std::int64_t processes, bool are_told);

  // The same where nobody is told.
  Allotment Untold() const;

  // What counts for a call.
  const Quota& held() const { return holds_own_ ? own_ : whole_; }

 private:
  friend class Buckets;
  friend class Lack;
  struct Pace {
    explicit Pace(const Quota& quota)
        : interval(absl::ToChronoNanoseconds(quota.interval())),
          window(absl::ToChronoNanoseconds(quota.window())) {}
    std::chrono::nanoseconds interval;
    std::chrono::nanoseconds window;
  };

  Quota whole_;
  Quota own_;
  Pace whole_pace_;
  Pace own_pace_;
  bool holds_own_;
  // How much later than now a bucket may be full at the most. Those who let calls in before they
  // knew of each other took more than there was: all of that is waited for, so that it does not
  // come anew with each exchange. It is what each can take until it is told.
  std::chrono::nanoseconds longest_wait_;
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
// asked little.
//
// Where several processes let calls of one caller in, each adds what the others took to its bucket:
// a call here or there makes it full one interval later. Beside it a bucket keeps when it would be
// full of this process's share alone, so that the share holds from the call on after which others
// are not told any more. Many threads may take.
class Buckets {
 public:
  // `most`: how many are kept, about.
  explicit Buckets(std::size_t most) : most_in_shard_(most / kShards + 2) {}

  Taken Take(absl::string_view caller, const Allotment& allotment, Instant now);
  // Calls that another process let in; no more of them than may be waited for count.
  void Add(absl::string_view caller, std::int64_t calls, const Allotment& allotment, Instant now);

  // How many calls of each bucket nobody was told of, appended in no order, without zeros. Not of
  // callers whose names are longer than kLongestCaller, who are never told of.
  void CountUntold(std::vector<std::int64_t>& counts) const;
  // Tells of buckets with at least so many such calls, of no more than `most` of them.
  using Tell = std::function<void(const std::string& caller, std::int64_t calls)>;
  void TellUntold(std::int64_t least, std::size_t most, const Tell& tell);

  std::size_t size() const;

 private:
  struct Bucket {
    Instant full_at;
    Instant own_full_at;
    Instant told_until;       // a refusal before it is not the first
    std::int64_t untold = 0;  // calls that other processes were not told of

    Instant all_full_at() const { return std::max(full_at, own_full_at); }
  };
  struct Shard {
    mutable absl::Mutex mutex;
    absl::flat_hash_map<std::string, Bucket> buckets ABSL_GUARDED_BY(mutex);
  };
  static constexpr std::size_t kShards = 16;

  Shard& ShardOf(absl::string_view caller);
  Bucket& Find(Shard& shard, absl::string_view caller, Instant now)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(shard.mutex);
  static void MakeRoom(Shard& shard, Instant now) ABSL_EXCLUSIVE_LOCKS_REQUIRED(shard.mutex);

  const std::size_t most_in_shard_;
  std::array<Shard, kShards> shards_;
};

}  // namespace ett::limits
