#include "identity/token_cache.h"

#include <utility>

#include "identity/digest.h"

namespace ett::identity {

TokenCache::Digest TokenCache::DigestOf(absl::string_view token) {
  Digest digest;
  const std::string bytes = Sha256(token);
  std::memcpy(digest.data(), bytes.data(), digest.size());
  return digest;
}

TokenCache::Entry TokenCache::Find(const Digest& digest) {
  Entry entry;
  {
    absl::ReaderMutexLock lock(&mutex_);
    const auto recent = recent_.find(digest);
    if (recent != recent_.end()) return recent->second;
    const auto older = older_.find(digest);
    if (older == older_.end()) return entry;
    entry = older->second;
  }
  Add(digest, entry);
  return entry;
}

void TokenCache::Add(const Digest& digest, Entry entry) {
  absl::MutexLock lock(&mutex_);
  if (recent_.size() >= size_) older_ = std::exchange(recent_, Map());
  recent_.insert_or_assign(digest, std::move(entry));
}

}  // namespace ett::identity
