#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <tuple>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "records/records.h"
#include "status/deadline.h"
#include "status/macros.h"

namespace ett::records {

// All that was known of a municipality at a time, as a domain's own T, so that a table of many
// metrics reads the records once. Keeps the few latest. Safe to call from any thread; who asks
// while another one loads waits.
template <class T>
class KnownCache {
 public:
  using Load =
      std::function<absl::StatusOr<T>(const std::string& municipality, std::int64_t known_at)>;

  // `records` must outlive it.
  KnownCache(Records& records, Load load) : records_(records), load_(std::move(load)) {}

  absl::StatusOr<std::shared_ptr<const T>> Get(const std::string& municipality,
                                               std::int64_t known_at) {
    ASSIGN_OR_RETURN(const std::int64_t version, records_.DataVersion());
    const Key key(municipality, known_at, version);
    absl::MutexLock lock(&mutex_);
    for (const auto& [kept_key, known] : kept_) {
      if (kept_key == key) return known;
    }
    // For whoever asks next too, so it ends even when this caller has gone.
    const status::DeadlineScope unbounded(absl::InfiniteFuture());
    ASSIGN_OR_RETURN(T loaded, load_(municipality, known_at));
    kept_.emplace_front(key, std::make_shared<const T>(std::move(loaded)));
    if (kept_.size() > kMost) kept_.pop_back();
    return kept_.front().second;
  }

 private:
  // The data version is part of the key because of times of knowledge just ahead of the clock.
  using Key = std::tuple<std::string, std::int64_t, std::int64_t>;
  static constexpr std::size_t kMost = 4;

  Records& records_;
  const Load load_;
  absl::Mutex mutex_;
  std::deque<std::pair<Key, std::shared_ptr<const T>>> kept_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace ett::records
