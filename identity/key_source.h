#pragma once

#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "identity/fetch.h"
#include "identity/key_set.h"

namespace ett::identity {

using Clock = std::function<absl::Time()>;

// The keys of one issuer, as they are now: fetched each `interval`, and at once when somebody wants
// a key that is not there, but then not within `kBetweenWants` of the last time. The keys stay when
// a fetch fails. May be used by many threads.
class KeySource {
 public:
  static constexpr absl::Duration kBetweenWants = absl::Seconds(10);

  struct Options {
    absl::Duration interval = absl::Minutes(5);
    Clock now = [] { return absl::Now(); };
    std::function<void(const absl::Status&)> on_problem = nullptr;
  };

  KeySource(Fetch fetch, Options options);
  ~KeySource();

  // The same pointer as long as the keys are the same. Never null.
  std::shared_ptr<const KeySet> keys() const ABSL_LOCKS_EXCLUDED(mutex_);

  // A token names a key that is not there.
  void Want() ABSL_LOCKS_EXCLUDED(mutex_);

  // Fetches when it is time to: false when it is not. The first time, it is.
  bool RefreshIfDue() ABSL_LOCKS_EXCLUDED(mutex_);
  // What came of the last fetch; OK before the first.
  absl::Status last() const ABSL_LOCKS_EXCLUDED(mutex_);

  // From now on, refreshes in a thread of its own, until this ends.
  void Start();

 private:
  void Refresh() ABSL_LOCKS_EXCLUDED(mutex_);
  // Until it is time to fetch; false at the end.
  bool Wait() ABSL_LOCKS_EXCLUDED(mutex_);
  absl::Time Due() const ABSL_SHARED_LOCKS_REQUIRED(mutex_);
  bool IsWokenUp() const ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return stopping_ || news_; }

  const Fetch fetch_;
  const Options options_;
  mutable absl::Mutex mutex_;
  std::shared_ptr<const KeySet> keys_ ABSL_GUARDED_BY(mutex_) = std::make_shared<KeySet>();
  std::string text_ ABSL_GUARDED_BY(mutex_);  // of `keys_`
  absl::Status last_ ABSL_GUARDED_BY(mutex_);
  absl::Time fetched_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
  bool wanted_ ABSL_GUARDED_BY(mutex_) = false;
  bool news_ ABSL_GUARDED_BY(mutex_) = false;  // `wanted_` has changed while the thread waited
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace ett::identity
