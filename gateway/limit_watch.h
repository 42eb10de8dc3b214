#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "chassis/flags.h"
#include "gateway/limits/rate_limiter.h"
#include "watch/watch.h"
#include "watch/watched_text.h"

namespace ett::gateway {

// Keeps a limiter as a file says, and shared by as many processes as there are. What cannot be read
// or found leaves what was before, and is said once in the log.
class LimitWatch {
 public:
  struct Sources {
    std::string file;               // how errors name it
    watch::WatchedText::Read read;  // null without limits
    // Addresses of all processes that share the limits; null for one alone.
    std::function<absl::StatusOr<std::vector<std::string>>()> find_peers;
    // Told of these addresses, each time that they are others; may be null.
    std::function<void(const std::vector<std::string>&)> use_peers = nullptr;
  };

  // `limiter` must outlive it.
  LimitWatch(Sources sources, limits::RateLimiter& limiter);

  // Looks once, and says what is wrong with the file.
  absl::Status Look();
  // From now on, looks every few seconds in a thread of its own, until this ends.
  void Start();

 private:
  absl::Status UseLimits(const std::string& text);
  void FindPeers();

  const Sources sources_;
  limits::RateLimiter& limiter_;
  watch::WatchedText text_;
  std::string peers_problem_;  // with finding them, as it was said last
  std::vector<std::string> peers_;
  watch::Watch watch_;
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
