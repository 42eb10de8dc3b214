#include "chassis/calls.h"

#include "chassis/log.h"
#include "chassis/request_metadata.h"
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

bool Calls::Submit(std::function<void()> work) {
  absl::MutexLock lock(&mutex_);
  if (queue_.size() >= queued_) return false;
  queue_.push_back(std::move(work));
  return true;
}

void Calls::Work() {
  while (true) {
    std::function<void()> work;
    {
      absl::MutexLock lock(&mutex_);
      mutex_.Await(absl::Condition(this, &Calls::HasWork));
      if (queue_.empty()) return;
      work = std::move(queue_.front());
      queue_.pop_front();
    }
    work();
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
