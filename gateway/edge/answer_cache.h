#pragma once

#include <list>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "gateway/edge/headers.h"

namespace ett::edge {

// An answer of one message, as the service gave it.
struct KeptAnswer {
  std::string version;  // of the service's data, as it says
  Headers head;
  std::string frames;
  Headers trailers;
  // When the service last said that this is still the answer.
  absl::Time checked;
  // Fingerprints of those whom the service gave it to.
  std::vector<std::string> callers;

  std::size_t bytes() const;
};
using KeptAnswerPtr = std::shared_ptr<const KeptAnswer>;

// Answers by what was asked, as many as fit into so many bytes; those that were not wanted for
// longest go first. An answer is never given without asking, see CachedCall. Many threads may use
// it.
class AnswerCache {
 public:
  explicit AnswerCache(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  bool is_off() const { return most_bytes_ == 0; }
  // Null for none.
  KeptAnswerPtr Find(const std::string& key) ABSL_LOCKS_EXCLUDED(mutex_);
  // In place of what was kept for the key. One that is larger than an eighth of all is not kept.
  void Keep(const std::string& key, KeptAnswerPtr answer) ABSL_LOCKS_EXCLUDED(mutex_);
  std::size_t bytes() const ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  struct Entry {
    std::string key;
    KeptAnswerPtr answer;
  };
  using Entries = std::list<Entry>;

  void Drop(Entries::iterator entry) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const std::size_t most_bytes_;
  mutable absl::Mutex mutex_;
  Entries entries_ ABSL_GUARDED_BY(mutex_);  // the last wanted first
  absl::flat_hash_map<absl::string_view, Entries::iterator> places_ ABSL_GUARDED_BY(mutex_);
  std::size_t bytes_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace ett::edge
