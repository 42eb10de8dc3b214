#pragma once

#include <grpcpp/security/credentials.h>
#include <prometheus/gauge.h>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "chassis/metrics.h"
#include "ett/gateway/v1/limit_peer_service.grpc.pb.h"
#include "gateway/limits/rate_limiter.h"
#include "watch/watch.h"

namespace ett::gateway {

// Tells the gateways beside this one what calls were let in, and takes what they tell, so that a
// limiter counts together with theirs (see RateLimiter). It does while each of them answered when
// it was told last, and was heard from within kLongestSilence: so neither side relies on one who
// does not know of it. Else the limiter holds to its even share, which is said once in the log;
// `ett_limit_peers` has how many were heard from and how many are away. What was let in while a
// gateway was away is not told later: when it comes back, a caller may have that once more.
class LimitExchange {
 public:
  struct Options {
    std::string process;  // 32 hexadecimal digits, of this process only
    std::shared_ptr<grpc::ChannelCredentials> credentials = nullptr;  // plain without
    std::string host = {};  // that peers' certificates name; empty: each its address
  };

  // Both must outlive it.
  LimitExchange(Options options, limits::RateLimiter& limiter, chassis::Metrics& metrics);

  // Where all gateways are, this one among them, which is known by its answer.
  void UsePeers(const std::vector<std::string>& addresses) ABSL_LOCKS_EXCLUDED(mutex_);

  // Takes what a gateway tells, and says who was told. INVALID_ARGUMENT for what no gateway says.
  absl::StatusOr<std::string> Hear(const v1::TellTakingsRequest& request, limits::Instant now)
      ABSL_LOCKS_EXCLUDED(mutex_);

  // Tells all others at the same time, and waits for them.
  void Exchange(limits::Instant now) ABSL_LOCKS_EXCLUDED(mutex_);
  // From now on, every kBetweenExchanges in a thread of its own, until it is stopped or this ends.
  void Start();
  // For good.
  void Stop() { watch_.reset(); }

 private:
  using Peers = std::map<std::string, std::shared_ptr<v1::LimitPeerService::Stub>>;  // by address
  struct Telling;
  struct Heard {
    limits::Instant at;
    std::int64_t number = 0;  // of the message
  };
  struct Standing {
    std::set<std::string> counted;  // processes
    int away = 0;
    std::string problem;  // with the first that is away
  };

  std::shared_ptr<v1::LimitPeerService::Stub> Connect(const std::string& address) const;
  v1::TellTakingsRequest Untold();
  // Whether it is the first message of its process, or later than the last.
  bool IsNews(const v1::TellTakingsRequest& request, limits::Instant now)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Judge(const std::vector<Telling>& tellings, limits::Instant now)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // Empty for one that is counted with.
  std::string ProblemWith(const Telling& telling, limits::Instant now) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Show(const Standing& standing) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const Options options_;
  limits::RateLimiter& limiter_;
  prometheus::Gauge& heard_peers_;
  prometheus::Gauge& away_peers_;
  std::int64_t number_ = 0;  // of the last message
  absl::Mutex mutex_;
  Peers peers_ ABSL_GUARDED_BY(mutex_);
  absl::flat_hash_map<std::string, Heard> heard_ ABSL_GUARDED_BY(mutex_);  // by process, last
  std::size_t counted_before_ ABSL_GUARDED_BY(mutex_) = 0;
  bool was_away_ ABSL_GUARDED_BY(mutex_) = false;
  std::optional<watch::Watch> watch_;  // from Start to Stop
};

// What others tell.
class LimitPeerService final : public v1::LimitPeerService::CallbackService {
 public:
  using Clock = std::function<limits::Instant()>;

  // `exchange` must outlive it.
  LimitPeerService(LimitExchange& exchange, Clock clock)
      : exchange_(exchange), clock_(std::move(clock)) {}

  grpc::ServerUnaryReactor* TellTakings(grpc::CallbackServerContext* context,
                                        const v1::TellTakingsRequest* request,
                                        v1::TellTakingsResponse* response) override;

 private:
  LimitExchange& exchange_;
  const Clock clock_;
};

}  // namespace ett::gateway
