#pragma once

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "chassis/gate.h"
#include "status/errors.h"
#include "status/grpc.h"

namespace ett::chassis {

// The other side of a client stream: takes messages in order, then ends with one response. It is
// destroyed without Finish when the caller goes away.
template <class Request, class Response>
class Receiver {
 public:
  virtual ~Receiver() = default;
  virtual absl::Status Receive(const Request& request) = 0;
  virtual absl::StatusOr<Response> Finish() = 0;
};

// Runs what blocks away from gRPC's own two threads: on a pool with a bounded queue. What does not
// fit is refused with RESOURCE_EXHAUSTED, so that a caller comes back instead of piling up. Before
// anything runs, the call passes the gate.
class Calls {
 public:
  // `queued`: calls that may wait for a worker.
  Calls(int workers, int queued);
  // Waits for what runs.
  ~Calls();

  // Whom calls are let in by, which must outlive them; before the first call. Without it, anybody
  // may call anything.
  void Guard(const Gate* gate) { gate_ = gate; }
  // Null without one.
  const Gate* gate() const { return gate_; }

  // When a call begins, for each of its messages, and both: see Gate. Whoever answers a call by
  // other means than those below asks these first.
  absl::StatusOr<Gate::Admission> Enter(const grpc::CallbackServerContext& context,
                                        const google::protobuf::Descriptor& request_type) const;
  absl::Status Check(const Gate::Admission& admission, const grpc::CallbackServerContext& context,
                     const google::protobuf::Message& message) const;
  absl::Status Admit(const grpc::CallbackServerContext& context,
                     const google::protobuf::Message& request) const;

  // Answers a unary call by running `answer` on the pool.
  template <class Request, class Response>
  grpc::ServerUnaryReactor* Unary(grpc::CallbackServerContext* context, const Request* request,
                                  Response* response,
                                  std::function<absl::StatusOr<Response>(const Request&)> answer) {
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    if (const absl::Status admitted = Admit(*context, *request); !admitted.ok()) {
      reactor->Finish(Reply(*context, admitted));
      return reactor;
    }
    const auto run = [=, answer = std::move(answer)] {
      if (context->IsCancelled()) return reactor->Finish(grpc::Status::CANCELLED);
      absl::StatusOr<Response> result = answer(*request);
      if (result.ok()) *response = *std::move(result);
      reactor->Finish(Reply(*context, result.status()));
    };
    if (!Submit(run, DeadlineOf(*context))) reactor->Finish(status::ToGrpc(Full()));
    return reactor;
  }

  // Answers a client stream: one message at a time goes to the receiver, the next is read when it
  // is done with it.
  template <class Request, class Response>
  grpc::ServerReadReactor<Request>* ClientStream(
      grpc::CallbackServerContext* context, Response* response,
      std::unique_ptr<Receiver<Request, Response>> receiver);

  // The status to send; the text of an internal error goes to the log.
  static grpc::Status Reply(const grpc::CallbackServerContext& context, const absl::Status& status);

  // Runs `work` on the pool, for somebody who waits for it until `deadline` (status/deadline.h).
  // False when the queue is full.
  bool Submit(std::function<void()> work, absl::Time deadline = absl::InfiniteFuture());

  // Until when the caller waits.
  static absl::Time DeadlineOf(const grpc::CallbackServerContext& context);

 private:
  struct Piece {
    absl::Time deadline;
    std::function<void()> work;
  };

  static absl::Status Full();
  void Work();
  bool HasWork() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return !queue_.empty() || stopping_;
  }

  const Gate* gate_ = nullptr;
  const std::size_t queued_;
  absl::Mutex mutex_;
  std::deque<Piece> queue_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<std::thread> threads_;
};

namespace internal {

template <class Request, class Response>
class ReadReactor final : public grpc::ServerReadReactor<Request> {
 public:
  ReadReactor(Calls& calls, grpc::CallbackServerContext* context, Response* response,
              std::unique_ptr<Receiver<Request, Response>> receiver)
      : calls_(calls), context_(context), response_(response), receiver_(std::move(receiver)) {
    auto admission = calls.Enter(*context, *Request::descriptor());
    if (admission.ok()) {
      admission_ = *std::move(admission);
      this->StartRead(&request_);
    } else {
      Finish(Calls::Reply(*context, admission.status()));
    }
  }

  void OnReadDone(bool ok) override {
    const bool accepted =
        calls_.Submit([this, ok] { ok ? Receive() : Finish(); }, Calls::DeadlineOf(*context_));
    if (!accepted) {
      this->Finish(status::ToGrpc(status::Exhausted("TOO_MANY_CALLS", "too many calls wait")));
    }
  }

  void OnDone() override { delete this; }

 private:
  void Receive() {
    absl::Status status = calls_.Check(admission_, *context_, request_);
    if (status.ok()) status = receiver_->Receive(request_);
    if (!status.ok()) return this->Finish(Calls::Reply(*context_, status));
    request_.Clear();
    this->StartRead(&request_);
  }

  void Finish() {
    // A caller that went away has not said all it had to say.
    if (context_->IsCancelled()) {
      return grpc::ServerReadReactor<Request>::Finish(grpc::Status::CANCELLED);
    }
    absl::StatusOr<Response> result = receiver_->Finish();
    if (result.ok()) *response_ = *std::move(result);
    grpc::ServerReadReactor<Request>::Finish(Calls::Reply(*context_, result.status()));
  }
  using grpc::ServerReadReactor<Request>::Finish;

  Calls& calls_;
  grpc::CallbackServerContext* const context_;
  Response* const response_;
  const std::unique_ptr<Receiver<Request, Response>> receiver_;
  Gate::Admission admission_;
  Request request_;
};

}  // namespace internal

template <class Request, class Response>
grpc::ServerReadReactor<Request>* Calls::ClientStream(
    grpc::CallbackServerContext* context, Response* response,
    std::unique_ptr<Receiver<Request, Response>> receiver) {
  return new internal::ReadReactor<Request, Response>(*this, context, response,
                                                      std::move(receiver));
}

}  // namespace ett::chassis
