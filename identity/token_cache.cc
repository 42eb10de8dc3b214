#include "identity/token_cache.h"

#include <utility>

namespace ett::identity {

TokenCache::Entry TokenCache::Find(absl::string_view token) {
  Entry entry;
  {
    absl::ReaderMutexLock lock(&mutex_);
    const auto recent = recent_.find(token);
    if (recent != recent_.end()) return recent->second;
    const auto older = older_.find(token);
    if (older == older_.end()) return entry;
    entry = older->second;
  }
  Add(token, entry);
  return entry;
}

void TokenCache::Add(absl::string_view token, Entry entry) {
  absl::MutexLock lock(&mutex_);
  if (recent_.size() >= size_) older_ = std::exchange(recent_, Map());
  recent_.insert_or_assign(token, std::move(entry));
}

}  // namespace ett::identity
