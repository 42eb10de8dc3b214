#pragma once

#include <memory>
#include <utility>

#include "chassis/calls.h"

namespace ett::chassis {

// Where the messages of a server stream come from. It is destroyed before its end when the caller
// goes away.
template <class Response>
class Source {
 public:
  virtual ~Source() = default;
  // The next message; false where there are no more.
  virtual absl::StatusOr<bool> Next(Response& message) = 0;
};

namespace internal {

// One message at a time: the next is made once the last has gone out, so that a caller who does not
// take them stops the stream and not the memory.
template <class Response>
class WriteReactor final : public grpc::ServerWriteReactor<Response> {
 public:
  WriteReactor(Calls& calls, grpc::CallbackServerContext* context, const absl::Status& admitted,
               std::unique_ptr<Source<Response>> source)
      : calls_(calls), context_(context), source_(std::move(source)) {
    if (admitted.ok()) {
      Continue();
    } else {
      this->Finish(Calls::Reply(*context, admitted));
    }
  }

  void OnWriteDone(bool ok) override {
    if (!ok) return this->Finish(grpc::Status::CANCELLED);
    Continue();
  }

  void OnDone() override { delete this; }

 private:
  void Continue() {
    if (calls_.Submit([this] { WriteNext(); }, Calls::DeadlineOf(*context_))) return;
    this->Finish(status::ToGrpc(status::Exhausted("TOO_MANY_CALLS", "too many calls wait")));
  }

  void WriteNext() {
    message_.Clear();
    const absl::StatusOr<bool> found = source_->Next(message_);
    if (found.ok() && *found) return this->StartWrite(&message_);
    this->Finish(Calls::Reply(*context_, found.status()));
  }

  Calls& calls_;
  grpc::CallbackServerContext* const context_;
  const std::unique_ptr<Source<Response>> source_;
  Response message_;
};

}  // namespace internal

// Nothing is asked of the source before the request has passed the gate.
template <class Response>
grpc::ServerWriteReactor<Response>* ServerStream(Calls& calls, grpc::CallbackServerContext* context,
                                                 const google::protobuf::Message& request,
                                                 std::unique_ptr<Source<Response>> source) {
  return new internal::WriteReactor<Response>(calls, context, calls.Admit(*context, request),
                                              std::move(source));
}

}  // namespace ett::chassis
