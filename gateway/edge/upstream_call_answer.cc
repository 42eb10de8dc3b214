#include <algorithm>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/time/clock.h"
#include "gateway/edge/grpc_wire.h"
#include "gateway/edge/upstream_call.h"

// What comes back of a call's attempts, and what is done when one fails.
namespace ett::edge {
namespace {

// What a service asks for: milliseconds to wait; nothing when it wants no repetition.
std::optional<absl::Duration> ParsePushback(absl::string_view text) {
  std::int64_t millis = 0;
  if (!absl::SimpleAtoi(text, &millis) || millis < 0) return std::nullopt;
  return absl::Milliseconds(millis);
}

}  // namespace

void UpstreamCall::OnAttemptHead(UpstreamAttempt& attempt, Headers head) {
  answering_ = &attempt;
  attempt_timer_.cancel();
  GiveUpAttempts(&attempt);
  held_head_ = std::move(head);
  if (!question_.has_one_answer || !question_.may_repeat || !keeping_) PassOn();
}

void UpstreamCall::OnAttemptData(UpstreamAttempt&, absl::string_view data) {
  if (!holds()) return answer_->OnAnswerData(data);
  held_data_.append(data.data(), data.size());
  if (held_data_.size() > static_cast<std::size_t>(worker_.config.traffic.kept_bytes)) PassOn();
}

// The answer's end may come of it.
void UpstreamCall::PassOn() {
  if (!holds()) return;
  StopKeeping();
  const std::string data = std::exchange(held_data_, {});
  answer_->OnAnswerHead(*std::exchange(held_head_, std::nullopt));
  if (answer_ != nullptr && !data.empty()) answer_->OnAnswerData(data);
}

void UpstreamCall::OnAttemptWritten(UpstreamAttempt&, std::size_t total) {
  if (total <= asked_) return;
  answer_->OnAsked(total - std::exchange(asked_, total));
}

void UpstreamCall::OnAttemptEnd(UpstreamAttempt& attempt, Headers trailers) {
  const auto code = static_cast<absl::StatusCode>(GrpcCodeOf(trailers));
  if (code == absl::StatusCode::kUnimplemented) worker_.learner.LookAgain(question_.upstream);
  const bool is_unavailable = code == absl::StatusCode::kUnavailable;
  // The caller has not cancelled it: servers of gRPC say so of what they break off when they end.
  const bool is_cancelled = code == absl::StatusCode::kCancelled;
  if (is_unavailable) upstream_.Failed(*attempt.replica());
  if (!is_unavailable && !is_cancelled) upstream_.Succeeded(*attempt.replica());
  if ((is_unavailable || is_cancelled) && may_ask_again()) {
    const absl::string_view pushback = Find(trailers, "grpc-retry-pushback-ms");
    if (!IsLast(attempt, /*unreached=*/false, pushback)) return;
  }
  PassOn();
  GiveUpAttempts(&attempt);
  if (Answer* answer = Last()) answer->OnAnswerEnd(std::move(trailers));
}

void UpstreamCall::OnAttemptBroken(UpstreamAttempt& attempt, const absl::Status& status,
                                   bool unreached) {
  if (absl::IsUnavailable(status)) upstream_.Failed(*attempt.replica());
  if (may_ask_again() && !IsLast(attempt, unreached, {})) return;
  Break(status);
}

bool UpstreamCall::IsLast(UpstreamAttempt& attempt, bool unreached, absl::string_view pushback) {
  attempt.GiveUp();
  answering_ = nullptr;
  std::erase_if(running_, [&](const auto& each) { return each.get() == &attempt; });
  if (!running_.empty()) return false;
  const std::optional<absl::Duration> wait = RepeatAfter(unreached, pushback);
  if (!wait.has_value()) return true;
  held_head_.reset();
  held_data_.clear();
  upstream_.Tell(TrafficEvent::kRetry);
  AskAfter(*wait);
  return false;
}

std::optional<absl::Duration> UpstreamCall::RepeatAfter(bool unreached,
                                                        absl::string_view pushback) {
  if (attempts() > worker_.config.traffic.retries || !keeping_) return std::nullopt;
  if (!unreached && !question_.may_repeat) return std::nullopt;
  // Where nobody was there, another one is asked at once.
  std::optional<absl::Duration> wait = absl::ZeroDuration();
  if (!unreached || tried_.size() > 1) wait = upstream_.Backoff(attempts());
  if (!pushback.empty()) wait = ParsePushback(pushback);
  if (!wait.has_value()) return std::nullopt;
  if (question_.deadline.has_value() && absl::Now() + *wait >= *question_.deadline) {
    return std::nullopt;
  }
  if (!unreached && !upstream_.TakeRetry()) return std::nullopt;
  return wait;
}

void UpstreamCall::GiveUpAttempts(const UpstreamAttempt* besides) {
  if (answering_ != besides) answering_ = nullptr;
  const auto losers =
      std::stable_partition(running_.begin(), running_.end(),
                            [besides](const auto& attempt) { return attempt.get() == besides; });
  const std::vector<std::shared_ptr<UpstreamAttempt>> given_up(losers, running_.end());
  running_.erase(losers, running_.end());
  for (const auto& attempt : given_up) attempt->GiveUp();
}

void UpstreamCall::GiveUp() {
  (void)Last();
  GiveUpAttempts(nullptr);
}

Answer* UpstreamCall::Last() {
  deadline_timer_.cancel();
  attempt_timer_.cancel();
  seat_.reset();
  StopKeeping();
  return std::exchange(answer_, nullptr);
}

void UpstreamCall::Break(const absl::Status& status) {
  Answer* answer = Last();
  GiveUpAttempts(nullptr);
  if (answer != nullptr) answer->OnAnswerBroken(status);
}

}  // namespace ett::edge
