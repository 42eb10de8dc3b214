#include "gateway/edge/upstream_call.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gateway/edge/grpc_wire.h"

namespace ett::edge {

UpstreamCall::UpstreamCall(Worker& worker, Question question, Answer& answer)
    : worker_(worker),
      upstream_(*worker.upstreams[question.upstream]),
      question_(std::move(question)),
      answer_(&answer),
      deadline_timer_(worker.loop),
      attempt_timer_(worker.loop) {}

std::shared_ptr<UpstreamCall> UpstreamCall::Start(Worker& worker, Question question,
                                                  Answer& answer) {
  std::shared_ptr<UpstreamCall> call(new UpstreamCall(worker, std::move(question), answer));
  call->Begin();
  return call;
}

void UpstreamCall::Begin() {
  absl::StatusOr<Seat> seat = upstream_.Enter();
  if (!seat.ok()) return Break(seat.status());
  seat_ = *std::move(seat);
  if (question_.deadline.has_value()) {
    deadline_timer_.expires_after(absl::ToChronoNanoseconds(*question_.deadline - absl::Now()));
    deadline_timer_.async_wait([self = weak_from_this()](const boost::system::error_code& error) {
      const std::shared_ptr<UpstreamCall> call = self.lock();
      if (error || call == nullptr) return;
      call->Break(absl::DeadlineExceededError("the deadline has passed"));
    });
  }
  Ask();
}

void UpstreamCall::Ask() {
  const auto replica = upstream_.Choose(question_.method, tried_);
  if (!replica.ok()) return Break(replica.status());
  tried_.push_back(*replica);
  running_.push_back(std::make_shared<UpstreamAttempt>(
      *replica, upstream_.name(), std::shared_ptr<AttemptListener>(shared_from_this(), this)));
  const std::shared_ptr<UpstreamAttempt> attempt = running_.back();
  attempt->Start();
  PlanHedge();
}

void UpstreamCall::AskAfter(absl::Duration wait) {
  attempt_timer_.cancel();
  if (wait == absl::ZeroDuration()) return Ask();
  attempt_timer_.expires_after(absl::ToChronoNanoseconds(wait));
  attempt_timer_.async_wait([self = weak_from_this()](const boost::system::error_code& error) {
    const std::shared_ptr<UpstreamCall> call = self.lock();
    if (!error && call != nullptr && call->answer_ != nullptr) call->Ask();
  });
}

void UpstreamCall::PlanHedge() {
  const absl::Duration after = worker_.config.traffic.hedge_after;
  const bool wanted = after < absl::InfiniteDuration() && question_.may_repeat;
  if (!wanted || tried_.size() != 1 || running_.empty()) return;
  attempt_timer_.expires_after(absl::ToChronoNanoseconds(after));
  attempt_timer_.async_wait([self = weak_from_this()](const boost::system::error_code& error) {
    const std::shared_ptr<UpstreamCall> call = self.lock();
    if (!error && call != nullptr && call->answer_ != nullptr) call->Hedge();
  });
}

// Asks a second replica while the first has said nothing, if there is another one.
void UpstreamCall::Hedge() {
  if (running_.size() != 1 || answering_ != nullptr || !keeping_ || !ended_) return;
  if (KeepsTooMuch()) return;
  const auto other = upstream_.Choose(question_.method, tried_);
  const bool is_other = other.ok() && *other != tried_.front();
  if (!is_other || !upstream_.TakeRetry()) return;
  upstream_.Tell(TrafficEvent::kHedge);
  Ask();
}

Headers UpstreamCall::AttemptHead() const {
  Headers headers;
  headers.reserve(8);
  headers.push_back({":method", "POST"});
  headers.push_back({":scheme", "http"});
  headers.push_back({":authority", upstream_.name()});
  headers.push_back({":path", question_.method});
  headers.push_back({"te", "trailers"});
  headers.push_back({"x-request-id", question_.request_id});
  if (question_.deadline.has_value()) {
    headers.push_back({"grpc-timeout", FormatTimeout(*question_.deadline - absl::Now())});
  }
  if (tried_.size() > 1) {
    headers.push_back({"grpc-previous-rpc-attempts", absl::StrCat(tried_.size() - 1)});
  }
  return headers;
}

void UpstreamCall::OnAttemptOpen(UpstreamAttempt& attempt) {
  if (!kept_.empty()) attempt.Write(kept_);
  if (ended_) attempt.End();
  if (KeepsTooMuch()) StopKeeping();
}

bool UpstreamCall::KeepsTooMuch() const {
  return kept_.size() > static_cast<std::size_t>(worker_.config.traffic.kept_bytes);
}

void UpstreamCall::Write(absl::string_view frames) {
  if (answer_ == nullptr) return;
  for (const auto& attempt : running_) attempt->Write(frames);
  if (!keeping_) return;
  absl::StrAppend(&kept_, frames);
  // Before a stream is open this is all there is: at most a window of the caller's.
  const bool is_open = std::any_of(running_.begin(), running_.end(),
                                   [](const auto& attempt) { return attempt->is_open(); });
  if (is_open && KeepsTooMuch()) StopKeeping();
}

void UpstreamCall::StopKeeping() {
  keeping_ = false;
  std::string().swap(kept_);
}

void UpstreamCall::End() {
  if (std::exchange(ended_, true) || answer_ == nullptr) return;
  for (const auto& attempt : running_) attempt->End();
}

void UpstreamCall::Consume(std::size_t bytes) {
  if (answering_ != nullptr) answering_->Consume(bytes);
}

}  // namespace ett::edge
