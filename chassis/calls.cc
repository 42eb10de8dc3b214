#include "chassis/calls.h"

#include "absl/time/clock.h"
#include "chassis/log.h"
#include "chassis/request_metadata.h"
#include "status/deadline.h"
#include "status/macros.h"

namespace ett::chassis {
Calls::Calls(int workers, int queued) : queued_(static_cast<std::size_t>(queued)) {
  for (int i = 0; i < workers; ++i) threads_.emplace_back([this] { Work(); });
}

Calls::~Calls() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  for (std::thread& thread : threads_) thread.join();
}

// gRPC says the last moment that it can count where a caller waits for ever.
absl::Time Calls::DeadlineOf(const grpc::CallbackServerContext& context) {
  constexpr absl::Duration kForEver = absl::Hours(24 * 365);
  const absl::Time deadline = absl::FromChrono(context.deadline());
  return deadline > absl::Now() + kForEver ? absl::InfiniteFuture() : deadline;
}

bool Calls::Submit(std::function<void()> work, absl::Time deadline) {
  absl::MutexLock lock(&mutex_);
  if (queue_.size() >= queued_) return false;
  queue_.push_back({deadline, std::move(work)});
  return true;
}

void Calls::Work() {
  while (true) {
    Piece piece;
    {
      absl::MutexLock lock(&mutex_);
      mutex_.Await(absl::Condition(this, &Calls::HasWork));
      if (queue_.empty()) return;
      piece = std::move(queue_.front());
      queue_.pop_front();
    }
    const status::DeadlineScope scope(piece.deadline);
    piece.work();
  }
}

absl::StatusOr<Gate::Admission> Calls::Enter(
    const grpc::CallbackServerContext& context,
    const google::protobuf::Descriptor& request_type) const {
  if (gate_ == nullptr) return Gate::Admission();
  return gate_->Enter(context, request_type);
}

absl::Status Calls::Check(const Gate::Admission& admission,
                          const grpc::CallbackServerContext& context,
                          const google::protobuf::Message& message) const {
  if (gate_ == nullptr) return absl::OkStatus();
  return gate_->Check(admission, context, message);
}

absl::Status Calls::Admit(const grpc::CallbackServerContext& context,
                          const google::protobuf::Message& request) const {
  ASSIGN_OR_RETURN(const Gate::Admission admission, Enter(context, *request.GetDescriptor()));
  return Check(admission, context, request);
}

absl::Status Calls::Full() {
  return status::Exhausted("TOO_MANY_CALLS", "too many calls wait for an answer: try again");
}

grpc::Status Calls::Reply(const grpc::CallbackServerContext& context, const absl::Status& status) {
  if (absl::IsInternal(status) || absl::IsUnknown(status) || absl::IsDataLoss(status)) {
    LogError("internal error",
             {{"error", status.ToString()}, {"request_id", RequestIdOf(context)}});
  }
  return status::ToGrpc(status);
}

}  // namespace ett::chassis
