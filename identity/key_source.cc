#include "identity/key_source.h"

#include <algorithm>
#include <utility>

namespace ett::identity {
namespace {

// After a fetch that failed.
constexpr absl::Duration kBetweenTries = absl::Seconds(30);

}  // namespace

KeySource::KeySource(Fetch fetch, Options options)
    : fetch_(std::move(fetch)), options_(std::move(options)) {}

KeySource::~KeySource() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  if (thread_.joinable()) thread_.join();
}

std::shared_ptr<const KeySet> KeySource::keys() const {
  absl::ReaderMutexLock lock(&mutex_);
  return keys_;
}

absl::Status KeySource::last() const {
  absl::ReaderMutexLock lock(&mutex_);
  return last_;
}

void KeySource::Want() {
  absl::MutexLock lock(&mutex_);
  news_ = news_ || !wanted_;
  wanted_ = true;
}

absl::Time KeySource::Due() const {
  if (wanted_) return fetched_ + kBetweenWants;
  return fetched_ + (last_.ok() ? options_.interval : std::min(options_.interval, kBetweenTries));
}

bool KeySource::RefreshIfDue() {
  {
    absl::MutexLock lock(&mutex_);
    if (options_.now() < Due()) return false;
  }
  Refresh();
  return true;
}

void KeySource::Refresh() {
  absl::StatusOr<std::string> text = fetch_();
  absl::StatusOr<KeySet> keys = text.ok() ? KeySet::Parse(*text) : text.status();
  const absl::Status status = keys.status();
  {
    absl::MutexLock lock(&mutex_);
    fetched_ = options_.now();
    wanted_ = false;
    last_ = status;
    if (status.ok() && *text != text_) {
      text_ = *std::move(text);
      keys_ = std::make_shared<KeySet>(*std::move(keys));
    }
  }
  if (!status.ok() && options_.on_problem) options_.on_problem(status);
}

bool KeySource::Wait() {
  absl::MutexLock lock(&mutex_);
  while (!stopping_) {
    const absl::Duration left = Due() - options_.now();
    if (left <= absl::ZeroDuration()) return true;
    news_ = false;
    mutex_.AwaitWithTimeout(absl::Condition(this, &KeySource::IsWokenUp), left);
  }
  return false;
}

void KeySource::Start() {
  thread_ = std::thread([this] {
    while (Wait()) Refresh();
  });
}

}  // namespace ett::identity
