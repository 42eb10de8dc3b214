#pragma once

#include <deque>
#include <memory>
#include <utility>
#include <vector>

#include "chassis/calls.h"

namespace ett::chassis {

// The other side of a stream in both directions. It is destroyed before it is complete when the
// caller goes away.
template <class Request, class Response>
class Exchange {
 public:
  virtual ~Exchange() = default;
  // The next message.
  virtual absl::Status Receive(const Request& request) = 0;
  // There are no more messages.
  virtual void Close() = 0;
  // Does a bounded piece of work and appends the answers of it. True while there is more to do
  // without another message; after Close and a false, the stream ends.
  virtual absl::StatusOr<bool> Advance(std::vector<Response>& answers) = 0;
};

namespace internal {

// One thing at a time: read a message, work on the pool, write its answers, work on. Nothing is
// read before all answers have gone out, so that a caller who does not take them stops the stream
// and not the memory.
template <class Request, class Response>
class ExchangeReactor final : public grpc::ServerBidiReactor<Request, Response> {
 public:
  ExchangeReactor(Calls& calls, grpc::CallbackServerContext* context,
                  std::unique_ptr<Exchange<Request, Response>> exchange)
      : calls_(calls), context_(context), exchange_(std::move(exchange)) {
    auto admission = calls.Enter(*context, *Request::descriptor());
    if (admission.ok()) {
      admission_ = *std::move(admission);
      this->StartRead(&request_);
    } else {
      this->Finish(Calls::Reply(*context, admission.status()));
    }
  }

  void OnReadDone(bool ok) override {
    Work([this, ok] {
      // A caller that went away has not said all it had to say.
      if (!ok && context_->IsCancelled()) return this->Finish(grpc::Status::CANCELLED);
      absl::Status taken;
      if (ok) {
        taken = calls_.Check(admission_, *context_, request_);
        if (taken.ok()) taken = exchange_->Receive(request_);
      } else {
        closed_ = true;
        exchange_->Close();
      }
      if (!taken.ok()) return this->Finish(Calls::Reply(*context_, taken));
      Advance();
    });
  }

  void OnWriteDone(bool ok) override {
    if (!ok) return this->Finish(grpc::Status::CANCELLED);
    answers_.pop_front();
    Continue();
  }

  void OnDone() override { delete this; }

 private:
  void Work(std::function<void()> work) {
    if (calls_.Submit(std::move(work), Calls::DeadlineOf(*context_))) return;
    this->Finish(status::ToGrpc(status::Exhausted("TOO_MANY_CALLS", "too many calls wait")));
  }

  void Advance() {
    std::vector<Response> answers;
    const absl::StatusOr<bool> more = exchange_->Advance(answers);
    answers_.assign(std::make_move_iterator(answers.begin()),
                    std::make_move_iterator(answers.end()));
    status_ = more.status();
    has_more_ = more.ok() && *more;
    Continue();
  }

  // Answers first, then the end, then work, then the next message.
  void Continue() {
    if (!answers_.empty()) return this->StartWrite(&answers_.front());
    if (!status_.ok() || (closed_ && !has_more_)) {
      return this->Finish(Calls::Reply(*context_, status_));
    }
    if (has_more_) return Work([this] { Advance(); });
    request_.Clear();
    this->StartRead(&request_);
  }

  Calls& calls_;
  grpc::CallbackServerContext* const context_;
  const std::unique_ptr<Exchange<Request, Response>> exchange_;
  Gate::Admission admission_;
  Request request_;
  std::deque<Response> answers_;
  absl::Status status_;
  bool closed_ = false;
  bool has_more_ = false;
};

}  // namespace internal

template <class Request, class Response>
grpc::ServerBidiReactor<Request, Response>* Converse(
    Calls& calls, grpc::CallbackServerContext* context,
    std::unique_ptr<Exchange<Request, Response>> exchange) {
  return new internal::ExchangeReactor<Request, Response>(calls, context, std::move(exchange));
}

}  // namespace ett::chassis
