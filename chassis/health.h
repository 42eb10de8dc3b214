#pragma once

#include <atomic>
#include <functional>
#include <set>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "chassis/calls.h"
#include "grpc/health/v1/health.grpc.pb.h"

namespace ett::chassis {

// grpc.health.v1 for a kubelet, with three services that mean different things:
//   startup    the process has come up;
//   readiness  it can answer now: not draining, and what it depends on answers (asked each time);
//   liveness   the process itself works: it does not ask what it depends on.
// The empty service is readiness. Who watches is told at once of what this process knows of itself,
// and within `between_looks` of what it depends on.
class Health final : public grpc::health::v1::Health::CallbackService {
 public:
  using Request = grpc::health::v1::HealthCheckRequest;
  using Response = grpc::health::v1::HealthCheckResponse;

  Health(Calls& calls, std::function<absl::Status()> dependencies,
         absl::Duration between_looks = absl::Seconds(1))
      : calls_(calls), dependencies_(std::move(dependencies)), between_looks_(between_looks) {}

  ~Health() override;

  void SetStarted() { Set(started_); }
  void SetDraining() { Set(draining_); }

  grpc::ServerUnaryReactor* Check(grpc::CallbackServerContext* context, const Request* request,
                                  Response* response) override;
  // RESOURCE_EXHAUSTED for more watchers than there are reasons to have.
  grpc::ServerWriteReactor<Response>* Watch(grpc::CallbackServerContext* context,
                                            const Request* request) override;

 private:
  class Watcher;

  void Set(std::atomic<bool>& what) ABSL_LOCKS_EXCLUDED(mutex_);
  absl::StatusOr<bool> Serves(const std::string& service) const;
  Response::ServingStatus StatusOf(const std::string& service) const;
  bool Add(Watcher* watcher) ABSL_LOCKS_EXCLUDED(mutex_);
  void Remove(Watcher* watcher) ABSL_LOCKS_EXCLUDED(mutex_);
  // Tells watchers, in a thread of its own: what is depended on may take its time to answer.
  void TellWatchers() ABSL_LOCKS_EXCLUDED(mutex_);
  bool IsNews() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return is_news_ || ends_; }

  Calls& calls_;
  const std::function<absl::Status()> dependencies_;
  const absl::Duration between_looks_;
  std::atomic<bool> started_ = false;
  std::atomic<bool> draining_ = false;
  absl::Mutex mutex_;
  std::set<Watcher*> watchers_ ABSL_GUARDED_BY(mutex_);
  bool is_news_ ABSL_GUARDED_BY(mutex_) = false;
  bool ends_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_ ABSL_GUARDED_BY(mutex_);  // from the first watcher on
};

}  // namespace ett::chassis
