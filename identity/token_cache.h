#pragma once

#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "identity/caller.h"
#include "identity/key_source.h"

namespace ett::identity {

// Tokens that were verified, with the key set that they were verified with. Holds up to twice
// `size` of them: those of the last `size` that came new, and those of before. May be used by many
// threads.
class TokenCache {
 public:
  struct Entry {
    std::shared_ptr<const Caller> caller;
    absl::Time expires;
    const KeySource* source = nullptr;
    std::shared_ptr<const KeySet> keys;
  };

  explicit TokenCache(std::size_t size) : size_(size) {}

  // Without a caller when it is not there.
  Entry Find(absl::string_view token) ABSL_LOCKS_EXCLUDED(mutex_);
  void Add(absl::string_view token, Entry entry) ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  // By the token itself: a digest of it would cost each call more than all else that is done to
  // know its caller. Only what was verified is ever hashed into it, so nobody can choose its keys.
  using Map = absl::flat_hash_map<std::string, Entry>;

  const std::size_t size_;
  absl::Mutex mutex_;
  Map recent_ ABSL_GUARDED_BY(mutex_);
  Map older_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace ett::identity
