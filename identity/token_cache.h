#pragma once

#include <array>
#include <cstring>
#include <memory>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "identity/caller.h"
#include "identity/key_source.h"

namespace ett::identity {

// Tokens that were verified, under their SHA-256, with the key set that they were verified with.
// Holds up to twice `size` of them: those of the last `size` that came new, and those of before.
// May be used by many threads.
class TokenCache {
 public:
  using Digest = std::array<char, 32>;

  struct Entry {
    std::shared_ptr<const Caller> caller;
    absl::Time expires;
    const KeySource* source = nullptr;
    std::shared_ptr<const KeySet> keys;
  };

  explicit TokenCache(std::size_t size) : size_(size) {}

  // Without a caller when it is not there.
  Entry Find(const Digest& digest) ABSL_LOCKS_EXCLUDED(mutex_);
  void Add(const Digest& digest, Entry entry) ABSL_LOCKS_EXCLUDED(mutex_);

  static Digest DigestOf(absl::string_view token);

 private:
  // A digest is as good a hash as any.
  struct Hash {
    std::size_t operator()(const Digest& digest) const {
      std::size_t hash = 0;
      std::memcpy(&hash, digest.data(), sizeof hash);
      return hash;
    }
  };
  using Map = absl::flat_hash_map<Digest, Entry, Hash>;

  const std::size_t size_;
  absl::Mutex mutex_;
  Map recent_ ABSL_GUARDED_BY(mutex_);
  Map older_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace ett::identity
