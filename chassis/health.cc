#include "chassis/health.h"

#include <map>
#include <optional>
#include <utility>

#include "status/macros.h"

namespace ett::chassis {
namespace {

constexpr std::size_t kMostWatchers = 1000;

}  // namespace

// Says each status that is another than the last, the newest where several came meanwhile.
class Health::Watcher final : public grpc::ServerWriteReactor<Response> {
 public:
  Watcher(Health& health, std::string service) : health_(health), service_(std::move(service)) {
    if (health_.Add(this)) return;
    absl::MutexLock lock(&mutex_);
    is_finished_ = true;
    Finish(status::ToGrpc(status::Exhausted("TOO_MANY_CALLS", "too many watch")));
  }

  const std::string& service() const { return service_; }

  void Tell(Response::ServingStatus status) ABSL_LOCKS_EXCLUDED(mutex_) {
    absl::MutexLock lock(&mutex_);
    next_ = status;
    if (!is_writing_) WriteNext();
  }

  void OnWriteDone(bool ok) override {
    absl::MutexLock lock(&mutex_);
    is_writing_ = false;
    if (ok) WriteNext();
  }

  // Also when the server ends.
  void OnCancel() override {
    health_.Remove(this);
    absl::MutexLock lock(&mutex_);
    if (!std::exchange(is_finished_, true)) Finish(grpc::Status::CANCELLED);
  }

  void OnDone() override {
    health_.Remove(this);
    delete this;
  }

 private:
  void WriteNext() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (is_finished_ || !next_.has_value() || next_ == said_) return;
    said_ = next_;
    message_.set_status(*said_);
    is_writing_ = true;
    StartWrite(&message_);
  }

  Health& health_;
  const std::string service_;
  absl::Mutex mutex_;
  std::optional<Response::ServingStatus> next_ ABSL_GUARDED_BY(mutex_);
  std::optional<Response::ServingStatus> said_ ABSL_GUARDED_BY(mutex_);
  Response message_ ABSL_GUARDED_BY(mutex_);
  bool is_writing_ ABSL_GUARDED_BY(mutex_) = false;
  bool is_finished_ ABSL_GUARDED_BY(mutex_) = false;
};

Health::~Health() {
  {
    absl::MutexLock lock(&mutex_);
    ends_ = true;
  }
  if (thread_.joinable()) thread_.join();
}

void Health::Set(std::atomic<bool>& what) {
  what = true;
  absl::MutexLock lock(&mutex_);
  is_news_ = true;
}

absl::StatusOr<bool> Health::Serves(const std::string& service) const {
  if (service == "liveness") return true;
  if (service == "startup") return started_.load();
  if (service.empty() || service == "readiness") {
    return started_ && !draining_ && dependencies_().ok();
  }
  return status::NotFound("grpc.health.v1.Service", service);
}

Health::Response::ServingStatus Health::StatusOf(const std::string& service) const {
  const absl::StatusOr<bool> serves = Serves(service);
  if (!serves.ok()) return Response::SERVICE_UNKNOWN;
  return *serves ? Response::SERVING : Response::NOT_SERVING;
}

grpc::ServerUnaryReactor* Health::Check(grpc::CallbackServerContext* context,
                                        const Request* request, Response* response) {
  return calls_.Unary<Request, Response>(
      context, request, response, [this](const Request& asked) -> absl::StatusOr<Response> {
        ASSIGN_OR_RETURN(const bool serves, Serves(asked.service()));
        Response answer;
        answer.set_status(serves ? Response::SERVING : Response::NOT_SERVING);
        return answer;
      });
}

grpc::ServerWriteReactor<Health::Response>* Health::Watch(grpc::CallbackServerContext*,
                                                          const Request* request) {
  return new Watcher(*this, request->service());
}

bool Health::Add(Watcher* watcher) {
  absl::MutexLock lock(&mutex_);
  if (watchers_.size() >= kMostWatchers) return false;
  watchers_.insert(watcher);
  is_news_ = true;
  if (!thread_.joinable()) thread_ = std::thread([this] { TellWatchers(); });
  return true;
}

void Health::Remove(Watcher* watcher) {
  absl::MutexLock lock(&mutex_);
  watchers_.erase(watcher);
}

void Health::TellWatchers() {
  while (true) {
    std::map<std::string, Response::ServingStatus> statuses;
    {
      absl::MutexLock lock(&mutex_);
      mutex_.AwaitWithTimeout(absl::Condition(this, &Health::IsNews), between_looks_);
      if (ends_) return;
      is_news_ = false;
      for (const Watcher* each : watchers_) statuses[each->service()];
    }
    for (auto& [service, status] : statuses) status = StatusOf(service);
    absl::MutexLock lock(&mutex_);
    for (Watcher* each : watchers_) {
      const auto found = statuses.find(each->service());
      if (found != statuses.end()) each->Tell(found->second);
    }
  }
}

}  // namespace ett::chassis
