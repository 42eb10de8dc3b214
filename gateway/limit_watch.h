#pragma once

#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "chassis/flags.h"
#include "gateway/limits/rate_limiter.h"

namespace ett::gateway {

// Keeps a limiter as a file says, and shared by as many processes as there are. What cannot be read
// or found leaves what was before, and is said once in the log.
class LimitWatch {
 public:
  struct Sources {
    std::string file;                                   // how errors name it
    std::function<absl::StatusOr<std::string>()> read;  // null without limits
    // Addresses of all processes that share the limits; null for one alone.
    std::function<absl::StatusOr<std::vector<std::string>>()> find_peers;
    // Told of these addresses, each time that they are others; may be null.
    std::function<void(const std::vector<std::string>&)> use_peers = nullptr;
  };

  // `limiter` must outlive it.
  LimitWatch(Sources sources, limits::RateLimiter& limiter);
  ~LimitWatch();

  // Looks once, and says what is wrong with the file.
  absl::Status Look();
  // From now on, looks every few seconds in a thread of its own, until this ends.
  void Start();

 private:
  absl::Status ReadFile();
  void FindPeers();
  // Until it is time to look; false at the end.
  bool Wait() ABSL_LOCKS_EXCLUDED(mutex_);

  const Sources sources_;
  limits::RateLimiter& limiter_;
  // Of who looks.
  std::string text_;
  bool has_text_ = false;
  std::string problem_;        // with the file, as it was said last
  std::string peers_problem_;  // with finding them, as it was said last
  std::vector<std::string> peers_;
  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

// Where limits are, and who shares them, as flags say it.
struct LimitFlags {
  std::string file;
  std::string peers;

  void AddTo(chassis::Flags& flags);
  // INVALID_ARGUMENT, naming the flag, for peers that are no address.
  absl::StatusOr<LimitWatch::Sources> Make() const;
};

}  // namespace ett::gateway
