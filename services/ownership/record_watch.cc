#include "services/ownership/record_watch.h"

#include <grpcpp/alarm.h>

#include <memory>
#include <optional>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/ownership/record_changes.h"

namespace ett::ownership {
namespace {

constexpr absl::Duration kBetweenLooks = absl::Milliseconds(500);
constexpr int kLooksBetweenSigns = 60;  // of life: half a minute

class WatchReactor final : public grpc::ServerWriteReactor<v1::WatchResponse> {
 public:
  WatchReactor(records::Records& records, chassis::Calls& calls,
               grpc::CallbackServerContext* context, v1::WatchRequest request)
      : records_(records), calls_(calls), context_(context), request_(std::move(request)) {
    Continue();
  }

  void OnWriteDone(bool ok) override {
    if (!ok) return Finish(grpc::Status::CANCELLED);
    Continue();
  }

  void OnCancel() override {
    absl::MutexLock lock(&mutex_);
    if (alarm_ != nullptr) alarm_->Cancel();
  }

  void OnDone() override { delete this; }

 private:
  void Continue() {
    if (calls_.Submit([this] { Look(); })) return;
    Finish(status::ToGrpc(status::Exhausted("TOO_MANY_CALLS", "too many calls wait")));
  }

  void Look() {
    if (context_->IsCancelled()) return Finish(grpc::Status::CANCELLED);
    // Each time: it goes on for longer than a token.
    const absl::Status admitted = calls_.Admit(*context_, request_);
    if (!admitted.ok()) return Finish(chassis::Calls::Reply(*context_, admitted));
    const absl::StatusOr<bool> found = Next();
    if (!found.ok()) return Finish(chassis::Calls::Reply(*context_, found.status()));
    if (*found || looks_ == 0) {
      looks_ = kLooksBetweenSigns;
      return StartWrite(&message_);
    }
    --looks_;
    Wait();
  }

  absl::StatusOr<bool> Next() {
    if (!changes_) {
      auto changes = RecordChanges::From(records_, request_);
      if (!changes.ok()) return changes.status();
      changes_ = *std::move(changes);
    }
    message_.Clear();
    return changes_->Next(message_);
  }

  // A new alarm each time: the last one may still be returning from its callback.
  void Wait() {
    absl::MutexLock lock(&mutex_);
    alarm_ = std::make_unique<grpc::Alarm>();
    alarm_->Set(std::chrono::system_clock::now() + absl::ToChronoMilliseconds(kBetweenLooks),
                [this](bool) { Continue(); });
  }

  records::Records& records_;
  chassis::Calls& calls_;
  grpc::CallbackServerContext* const context_;
  const v1::WatchRequest request_;
  std::optional<RecordChanges> changes_;
  v1::WatchResponse message_;
  int looks_ = 0;  // until a sign of life; the first comes at once, with a token to go on from
  absl::Mutex mutex_;
  std::unique_ptr<grpc::Alarm> alarm_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace

grpc::ServerWriteReactor<v1::WatchResponse>* WatchRecords(records::Records& records,
                                                          chassis::Calls& calls,
                                                          grpc::CallbackServerContext* context,
                                                          const v1::WatchRequest& request) {
  return new WatchReactor(records, calls, context, request);
}

}  // namespace ett::ownership
