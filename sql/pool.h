#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "sql/connection.h"

namespace ett::sql {

// What a pool is doing, and what it has done since it was made.
struct PoolUse {
  int size = 0;     // connections, at most
  int lent = 0;     // of them, at work
  int waiting = 0;  // for one
  std::int64_t opened = 0;
  std::int64_t not_opened = 0;  // tries that failed
  std::int64_t lost = 0;        // that broke
  std::int64_t refused = 0;     // who waited for one in vain
  absl::Duration waited;        // by all together
};

struct PoolOptions {
  int size = 1;
  // A connection is left after it, a tenth more or less, so that load finds its way to a server
  // that joined or came back.
  absl::Duration longest_age = absl::InfiniteDuration();
  // For a connection, where the caller does not give up earlier.
  absl::Duration longest_wait = absl::InfiniteDuration();
};

// Connections that are lent out one by one, opened when they are needed. Safe to call from any
// thread.
class Pool {
 public:
  using Opener = std::function<absl::StatusOr<std::unique_ptr<Connection>>()>;
  using Work = absl::FunctionRef<absl::Status(Connection&)>;

  Pool(const PoolOptions& options, Opener open);

  // Waits for a connection and lends it to `begin`, and then to `work`, if all is well. A
  // connection that is lost with an UNAVAILABLE is dropped. When `begin` finds it lost, the server
  // may have been restarted: then it is tried once more on a new one; `work` never runs twice.
  // RESOURCE_EXHAUSTED, DATABASE_BUSY, when there is none for too long; UNAVAILABLE,
  // DATABASE_AWAY, when none can be opened. After that nobody tries for a while, longer each time.
  absl::Status With(Work begin, Work work);

  PoolUse Use() const;

 private:
  struct Member {
    std::unique_ptr<Connection> connection;
    absl::Time end;  // not lent out again after it
    bool used = false;
  };

  absl::StatusOr<Member> Take();
  absl::StatusOr<Member> OpenOne();
  absl::Status AwaitOne() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Return(Member member);
  bool Available() const ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
    return !idle_.empty() || lent_ < options_.size;
  }

  const PoolOptions options_;
  const Opener open_;
  mutable absl::Mutex mutex_;
  std::vector<Member> idle_ ABSL_GUARDED_BY(mutex_);
  int lent_ ABSL_GUARDED_BY(mutex_) = 0;  // or being opened
  int failures_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::Time closed_until_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
  absl::Status failure_ ABSL_GUARDED_BY(mutex_);
  PoolUse use_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace ett::sql
