#include "gateway/limits/buckets.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/hash/hash.h"

namespace ett::limits {
namespace {

using std::chrono::nanoseconds;

// Longer than an outage of a day's limit; far from where times end.
constexpr absl::Duration kLongestWait = absl::Hours(24 * 7);

}  // namespace

Quota Quota::SharedBy(std::int64_t replicas) const {
  return {std::max<std::int64_t>(1, calls / replicas), per,
          std::max<std::int64_t>(1, burst / replicas)};
}

Allotment::Allotment(const Quota& whole, std::int64_t processes, bool are_told)
    : whole_(whole),
      own_(whole.SharedBy(processes)),
      whole_pace_(whole_),
      own_pace_(own_),
      holds_own_(!are_told),
      longest_wait_(whole_pace_.window) {
  if (processes == 1) return;
  const absl::Duration longest = processes * (whole.window() + kLongestSilence);
  longest_wait_ = absl::ToChronoNanoseconds(std::min(longest, whole.window() + kLongestWait));
}

Allotment Allotment::Untold() const {
  Allotment untold = *this;
  untold.holds_own_ = true;
  return untold;
}

// How far a bucket is from being full.
class Lack {
 public:
  // A quota that was larger may have left more to wait for than `longest`.
  Lack(Instant full_at, const Allotment::Pace& pace, nanoseconds longest, Instant now)
      : pace_(pace),
        longest_(longest),
        time_(std::clamp<nanoseconds>(full_at - now, nanoseconds(0), longest)) {}

  nanoseconds time() const { return time_; }
  bool has_room() const { return time_ + pace_.interval <= pace_.window; }
  std::int64_t remaining() const {
    return std::max<std::int64_t>(0, (pace_.window - time_) / pace_.interval);
  }
  // Until there is room.
  nanoseconds wait() const {
    return std::max(nanoseconds(0), time_ + pace_.interval - pace_.window);
  }

  void Take(std::int64_t calls) {
    const std::int64_t most = (longest_ - time_) / pace_.interval;
    time_ = calls > most ? longest_ : time_ + calls * pace_.interval;
  }

 private:
  const Allotment::Pace& pace_;
  const nanoseconds longest_;
  nanoseconds time_;
};

Buckets::Shard& Buckets::ShardOf(absl::string_view caller) {
  return shards_[absl::Hash<absl::string_view>()(caller) % kShards];
}

Buckets::Bucket& Buckets::Find(Shard& shard, absl::string_view caller, Instant now) {
  const auto found = shard.buckets.find(caller);
  if (found != shard.buckets.end()) return found->second;
  if (shard.buckets.size() >= most_in_shard_) MakeRoom(shard, now);
  return shard.buckets.try_emplace(caller, Bucket{now, now, now}).first->second;
}

Taken Buckets::Take(absl::string_view caller, const Allotment& allotment, Instant now) {
  Shard& shard = ShardOf(caller);
  absl::MutexLock lock(&shard.mutex);
  Bucket& bucket = Find(shard, caller, now);
  Lack whole(bucket.full_at, allotment.whole_pace_, allotment.longest_wait_, now);
  Lack own(bucket.own_full_at, allotment.own_pace_, allotment.own_pace_.window, now);
  Taken taken;
  taken.is_allowed = whole.has_room() && (!allotment.holds_own_ || own.has_room());
  if (taken.is_allowed) {
    whole.Take(1);
    own.Take(1);
    ++bucket.untold;
  }
  bucket.full_at = now + whole.time();
  bucket.own_full_at = now + own.time();
  const Lack& other = allotment.holds_own_ ? own : whole;
  taken.full_in = absl::FromChrono(std::max(whole.time(), other.time()));
  taken.remaining = std::min(whole.remaining(), other.remaining());
  if (taken.is_allowed) return taken;
  taken.wait = absl::FromChrono(std::max(whole.wait(), other.wait()));
  taken.is_first = now >= bucket.told_until;
  if (taken.is_first) bucket.told_until = now + absl::ToChronoNanoseconds(allotment.whole_.per);
  return taken;
}

void Buckets::Add(absl::string_view caller, std::int64_t calls, const Allotment& allotment,
                  Instant now) {
  if (calls <= 0) return;
  Shard& shard = ShardOf(caller);
  absl::MutexLock lock(&shard.mutex);
  Bucket& bucket = Find(shard, caller, now);
  Lack whole(bucket.full_at, allotment.whole_pace_, allotment.longest_wait_, now);
  whole.Take(calls);
  bucket.full_at = now + whole.time();
}

void Buckets::CountUntold(std::vector<std::int64_t>& counts) const {
  for (const Shard& shard : shards_) {
    absl::MutexLock lock(&shard.mutex);
    for (const auto& [caller, bucket] : shard.buckets) {
      if (bucket.untold > 0 && caller.size() <= kLongestCaller) counts.push_back(bucket.untold);
    }
  }
}

void Buckets::TellUntold(std::int64_t least, std::size_t most, const Tell& tell) {
  std::size_t told = 0;
  for (Shard& shard : shards_) {
    absl::MutexLock lock(&shard.mutex);
    for (auto& [caller, bucket] : shard.buckets) {
      if (told == most) return;
      if (bucket.untold < least || caller.size() > kLongestCaller) continue;
      tell(caller, std::exchange(bucket.untold, 0));
      ++told;
    }
  }
}

void Buckets::MakeRoom(Shard& shard, Instant now) {
  const auto before = shard.buckets.size();
  absl::erase_if(shard.buckets, [&](const auto& each) { return each.second.all_full_at() <= now; });
  // Room for few would be wanted again at once, and each time all are looked at.
  if (shard.buckets.size() <= before - before / 4) return;
  std::vector<Instant> times;
  times.reserve(shard.buckets.size());
  for (const auto& [caller, bucket] : shard.buckets) times.push_back(bucket.all_full_at());
  const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
  std::nth_element(times.begin(), middle, times.end());
  const Instant last = *middle;
  absl::erase_if(shard.buckets,
                 [&](const auto& each) { return each.second.all_full_at() <= last; });
}

std::size_t Buckets::size() const {
  std::size_t size = 0;
  for (const Shard& shard : shards_) {
    absl::MutexLock lock(&shard.mutex);
    size += shard.buckets.size();
  }
  return size;
}

}  // namespace ett::limits
