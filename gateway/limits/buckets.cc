#include "gateway/limits/buckets.h"

#include <algorithm>
#include <vector>

#include "absl/hash/hash.h"

namespace ett::limits {

Quota Quota::SharedBy(std::int64_t replicas) const {
  return {std::max<std::int64_t>(1, calls / replicas), per,
          std::max<std::int64_t>(1, burst / replicas)};
}

Taken Buckets::Take(absl::string_view caller, const Quota& quota, Instant now) {
  Shard& shard = shards_[absl::Hash<absl::string_view>()(caller) % kShards];
  const auto interval = absl::ToChronoNanoseconds(quota.interval());
  const auto window = absl::ToChronoNanoseconds(quota.window());
  absl::MutexLock lock(&shard.mutex);
  auto found = shard.buckets.find(caller);
  if (found == shard.buckets.end()) {
    if (shard.buckets.size() >= most_in_shard_) MakeRoom(shard, now);
    found = shard.buckets.try_emplace(caller, Bucket{now, now}).first;
  }
  Bucket& bucket = found->second;
  // A quota that was larger may have left more to wait for than this one has.
  const Instant full_at = std::clamp(bucket.full_at, now, now + window);
  const Instant next = full_at + interval;
  Taken taken;
  taken.is_allowed = next - now <= window;
  bucket.full_at = taken.is_allowed ? next : full_at;
  taken.full_in = absl::FromChrono(bucket.full_at - now);
  taken.remaining = (window - (bucket.full_at - now)) / interval;
  if (taken.is_allowed) return taken;
  taken.wait = absl::FromChrono(next - window - now);
  taken.is_first = now >= bucket.told_until;
  if (taken.is_first) bucket.told_until = now + absl::ToChronoNanoseconds(quota.per);
  return taken;
}

void Buckets::MakeRoom(Shard& shard, Instant now) {
  const auto before = shard.buckets.size();
  absl::erase_if(shard.buckets, [&](const auto& each) { return each.second.full_at <= now; });
  // Room for few would be wanted again at once, and each time all are looked at.
  if (shard.buckets.size() <= before - before / 4) return;
  std::vector<Instant> times;
  times.reserve(shard.buckets.size());
  for (const auto& [caller, bucket] : shard.buckets) times.push_back(bucket.full_at);
  const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
  std::nth_element(times.begin(), middle, times.end());
  const Instant last = *middle;
  absl::erase_if(shard.buckets, [&](const auto& each) { return each.second.full_at <= last; });
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
