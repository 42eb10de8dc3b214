#include "sql/pool.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "sql/backoff.h"
#include "status/deadline.h"
#include "status/errors.h"
#include "status/macros.h"

namespace ett::sql {
namespace {

// Between two tries to reach a server that is away.
constexpr absl::Duration kFirstPause = absl::Milliseconds(50);
constexpr absl::Duration kLongestPause = absl::Seconds(2);

absl::Time EndOf(absl::Duration age) {
  if (age == absl::InfiniteDuration()) return absl::InfiniteFuture();
  return absl::Now() + 0.9 * age + Backoff(0, 0.2 * age, age);
}

}  // namespace

Pool::Pool(const PoolOptions& options, Opener open) : options_(options), open_(std::move(open)) {
  use_.size = options.size;
}

absl::Status Pool::With(Work begin, Work work) {
  while (true) {
    ASSIGN_OR_RETURN(Member member, Take());
    absl::Status status = begin(*member.connection);
    const bool again = member.connection->lost() && member.used;
    if (status.ok()) status = work(*member.connection);
    Return(std::move(member));
    if (!again) return status;
  }
}

absl::Status Pool::AwaitOne() {
  const absl::Time start = absl::Now();
  const absl::Time end = std::min(start + options_.longest_wait, status::CallerDeadline());
  ++use_.waiting;
  const bool found = mutex_.AwaitWithDeadline(absl::Condition(this, &Pool::Available), end);
  --use_.waiting;
  use_.waited += absl::Now() - start;
  if (found) return absl::OkStatus();
  ++use_.refused;
  return status::Exhausted(
      "DATABASE_BUSY",
      absl::StrCat("all ", options_.size, " connections to the database are at work: try again"));
}

absl::StatusOr<Pool::Member> Pool::Take() {
  {
    absl::MutexLock lock(&mutex_);
    if (!Available()) RETURN_IF_ERROR(AwaitOne());
    while (!idle_.empty() && idle_.back().end < absl::Now()) idle_.pop_back();
    if (idle_.empty() && absl::Now() < closed_until_) return failure_;
    ++lent_;
    if (!idle_.empty()) {
      Member member = std::move(idle_.back());
      idle_.pop_back();
      member.used = true;
      return member;
    }
  }
  return OpenOne();
}

absl::StatusOr<Pool::Member> Pool::OpenOne() {
  absl::StatusOr<std::unique_ptr<Connection>> opened = open_();
  absl::MutexLock lock(&mutex_);
  if (opened.ok()) {
    ++use_.opened;
    failures_ = 0;
    closed_until_ = absl::InfinitePast();
    return Member{*std::move(opened), EndOf(options_.longest_age)};
  }
  --lent_;
  ++use_.not_opened;
  closed_until_ = absl::Now() + Backoff(failures_++, kFirstPause, kLongestPause);
  failure_ = opened.status();
  return failure_;
}

void Pool::Return(Member member) {
  std::vector<Member> closing;  // without the lock
  absl::MutexLock lock(&mutex_);
  --lent_;
  if (member.connection->lost()) {
    ++use_.lost;
    // What lost one connection mostly lost all.
    closing.swap(idle_);
    closing.push_back(std::move(member));
  } else {
    idle_.push_back(std::move(member));
  }
}

PoolUse Pool::Use() const {
  absl::MutexLock lock(&mutex_);
  PoolUse use = use_;
  use.lent = lent_;
  return use;
}

}  // namespace ett::sql
