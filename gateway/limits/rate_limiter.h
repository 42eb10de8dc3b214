#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

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
class RateLimiter {
 public:
  // `most_callers`: how many buckets a limit keeps, about.
  explicit RateLimiter(std::size_t most_callers = 1 << 16);

  // Callers keep their buckets of a limit that is of the same methods and callers as before.
  void Use(const std::vector<Limit>& limits);
  // So many processes share each limit evenly.
  void Share(std::int64_t replicas);

  // Takes a call of `ett.hr.v1.HrService/GetOrgUnit`; nothing when no limit is of it.
  std::optional<Ruling> Take(absl::string_view method, const Who& who, Instant now) const;

 private:
  struct Kept {
    Limit limit;
    Quota quota;  // of this process
    std::shared_ptr<Buckets> buckets;
  };
  // By caller, the limits that say most of a method first.
  using Table = std::map<std::string, std::vector<Kept>, std::less<>>;

  static const Kept* Find(const Table& table, absl::string_view method, absl::string_view caller);
  void Publish();

  const std::size_t most_callers_;
  std::atomic<std::shared_ptr<const Table>> table_;
  // Of who sets: one thread at a time.
  std::vector<Limit> limits_;
  std::int64_t replicas_ = 1;
};

}  // namespace ett::limits
