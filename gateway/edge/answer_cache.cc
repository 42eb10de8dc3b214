#include "gateway/edge/answer_cache.h"

#include <iterator>
#include <utility>

namespace ett::edge {
namespace {

// What an entry and a header cost besides their texts, about.
constexpr std::size_t kEntryBytes = 256;
constexpr std::size_t kHeaderBytes = 64;
constexpr std::size_t kLargestPart = 8;

std::size_t BytesOf(const Headers& headers) {
  std::size_t bytes = 0;
  for (const Header& each : headers) bytes += kHeaderBytes + each.name.size() + each.value.size();
  return bytes;
}

}  // namespace

std::size_t KeptAnswer::bytes() const {
  std::size_t bytes = kEntryBytes + version.size() + frames.size();
  for (const std::string& each : callers) bytes += kHeaderBytes + each.size();
  return bytes + BytesOf(head) + BytesOf(trailers);
}

KeptAnswerPtr AnswerCache::Find(const std::string& key) {
  absl::MutexLock lock(&mutex_);
  const auto found = places_.find(key);
  if (found == places_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->answer;
}

void AnswerCache::Keep(const std::string& key, KeptAnswerPtr answer) {
  const std::size_t bytes = answer->bytes() + key.size();
  absl::MutexLock lock(&mutex_);
  if (const auto found = places_.find(key); found != places_.end()) Drop(found->second);
  if (bytes > most_bytes_ / kLargestPart) return;
  while (bytes_ + bytes > most_bytes_) Drop(std::prev(entries_.end()));
  entries_.push_front({key, std::move(answer)});
  places_.emplace(entries_.front().key, entries_.begin());
  bytes_ += bytes;
}

void AnswerCache::Drop(Entries::iterator entry) {
  bytes_ -= entry->answer->bytes() + entry->key.size();
  places_.erase(entry->key);
  entries_.erase(entry);
}

std::size_t AnswerCache::bytes() const {
  absl::MutexLock lock(&mutex_);
  return bytes_;
}

}  // namespace ett::edge
