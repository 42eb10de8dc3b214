#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "gateway/limits/limit_file.h"

namespace ett::limits {

// Who calls: by name, or by address where nobody is known.
struct Who {
  absl::string_view name;  // empty for nobody
  absl::string_view address;
};

// What a call is held to, and what came of it.
struct Ruling {
  std::string methods;  // as the limit has them
  Quota quota;          // of this process
  Taken taken;
};

// Holds callers to their limits. Of the limits that are of a method, one counts: a limit for the
// caller by name before one for all, then the one that says most of the method. May be used by many
// threads; what is set holds for the calls after.
//
// Several processes hold callers to one limit in one of two ways. By even shares each lets in its
// N-th. Counted together, each tells the others every kBetweenExchanges what it let in, and adds
// what it is told: then calls wherever they come, a single connection's too, have the whole limit,
// and all processes together let in no more than the limit and what came to the others since they
// last told: of each at most a burst and what comes in kBetweenExchanges at the limit's rate.
class RateLimiter {
 public:
  // `most_callers`: how many buckets a limit keeps, about.
  explicit RateLimiter(std::size_t most_callers = 1 << 16);

  // Callers keep their buckets of a limit that is of the same methods and callers as before.
  void Use(const std::vector<Limit>& limits);
  // So many processes share each limit, evenly unless they count together.
  void Share(std::int64_t processes);
  // Whether each is told what the others let in.
  void CountTogether(bool are_told);

  // Takes a call of `ett.hr.v1.HrService/GetOrgUnit`; nothing when no limit is of it.
  std::optional<Ruling> Take(absl::string_view method, const Who& who, Instant now) const;

  // What nobody was told of, of as many buckets as `most`, those with most calls first, so that
  // callers in hostile numbers do not hide who asks much. The rest is for the next time.
  std::vector<Takings> TakeUntold(std::size_t most) const;
  // What another process let in. Takings of limits or callers that cannot be here count nothing.
  void Add(const Takings& takings, Instant now) const;

 private:
  struct Kept {
    Limit limit;
    Allotment allotment;
    std::shared_ptr<Buckets> buckets;
  };
  // By caller, the limits that say most of a method first.
  using Table = std::map<std::string, std::vector<Kept>, std::less<>>;

  static const Kept* Find(const Table& table, absl::string_view method, absl::string_view caller);
  void Publish() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const std::size_t most_callers_;
  std::atomic<std::shared_ptr<const Table>> table_;
  absl::Mutex mutex_;  // of who sets
  std::vector<Limit> limits_ ABSL_GUARDED_BY(mutex_);
  std::int64_t processes_ ABSL_GUARDED_BY(mutex_) = 1;
  bool are_told_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace ett::limits
