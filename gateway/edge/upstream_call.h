#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "gateway/edge/call.h"
#include "gateway/edge/upstream_attempt.h"
#include "gateway/edge/worker.h"

namespace ett::edge {

// What comes back of a call.
class Answer {
 public:
  virtual ~Answer() = default;
  // The head of an answer that has more than trailers.
  virtual void OnAnswerHead(Headers head) = 0;
  // gRPC's frames, as they come. To be given back by UpstreamCall::Consume.
  virtual void OnAnswerData(absl::string_view data) = 0;
  // The trailers, or the head of an answer that is nothing else. The last that comes.
  virtual void OnAnswerEnd(Headers trailers) = 0;
  // There is no answer, or no more of it: the service is away, or the deadline has passed. The
  // last that comes.
  virtual void OnAnswerBroken(const absl::Status& status) = 0;
  // So many bytes of the request have left.
  virtual void OnAsked(std::size_t bytes) = 0;
};

// What is asked of an upstream.
struct Question {
  std::size_t upstream = 0;
  std::string method;  // `/ett.hr.v1.HrService/GetOrgUnit`
  Headers headers;     // the caller's, besides those that HTTP/2 and gRPC have of their own
  std::string request_id;
  std::optional<absl::Time> deadline;
  // The contract says that it changes nothing: it may be asked twice.
  bool may_repeat = false;
  // The answer is one message: nothing of it is of use before the end.
  bool has_one_answer = false;
};

// The upstream's side of one call: asks a replica, another one when that fails and it is safe, and
// ends at the deadline. A call that certainly did not reach a service is always repeated; else only
// one that changes nothing, before anything of the answer was passed on, within the upstream's
// budget. An answer of one message is passed on when it is whole or large.
class UpstreamCall final : public Call,
                           private AttemptListener,
                           public std::enable_shared_from_this<UpstreamCall> {
 public:
  // `answer` is told until the last that comes, or until it gives up; it must live as long.
  static std::shared_ptr<UpstreamCall> Start(Worker& worker, Question question, Answer& answer);

  void Write(absl::string_view frames) override;
  void End() override;
  void Consume(std::size_t bytes) override;
  void GiveUp() override;
  int attempts() const override { return static_cast<int>(tried_.size()); }

 private:
  UpstreamCall(Worker& worker, Question question, Answer& answer);

  Headers AttemptHead() const override;
  const Headers& AskedHeaders() const override { return question_.headers; }
  void OnAttemptOpen(UpstreamAttempt& attempt) override;
  void OnAttemptHead(UpstreamAttempt& attempt, Headers head) override;
  void OnAttemptData(UpstreamAttempt& attempt, absl::string_view data) override;
  void OnAttemptEnd(UpstreamAttempt& attempt, Headers trailers) override;
  void OnAttemptBroken(UpstreamAttempt& attempt, const absl::Status& status,
                       bool unreached) override;
  void OnAttemptWritten(UpstreamAttempt& attempt, std::size_t total) override;

  void Begin();
  void Ask();
  void AskAfter(absl::Duration wait);
  void PlanHedge();
  void Hedge();
  // The attempt has failed; false when another one is under way or will be.
  bool IsLast(UpstreamAttempt& attempt, bool unreached, absl::string_view pushback);
  // How long to wait before another attempt; nothing when there is to be none.
  std::optional<absl::Duration> RepeatAfter(bool unreached, absl::string_view pushback);
  void GiveUpAttempts(const UpstreamAttempt* besides);
  bool holds() const { return held_head_.has_value(); }
  // Nothing of an answer has been passed on.
  bool may_ask_again() const { return answering_ == nullptr || holds(); }
  void PassOn();
  void Break(const absl::Status& status);
  bool KeepsTooMuch() const;
  void StopKeeping();
  // The listener, for the last that it is told.
  Answer* Last();

  Worker& worker_;
  Upstream& upstream_;
  const Question question_;
  Answer* answer_;
  boost::asio::steady_timer deadline_timer_;
  boost::asio::steady_timer attempt_timer_;
  std::optional<Seat> seat_;
  std::string kept_;  // of the request, from its beginning, as long as keeping_
  bool keeping_ = true;
  bool ended_ = false;
  std::size_t asked_ = 0;  // bytes of the request that have left by any attempt
  std::vector<std::shared_ptr<Replica>> tried_;
  std::vector<std::shared_ptr<UpstreamAttempt>> running_;
  UpstreamAttempt* answering_ = nullptr;  // the running one whose head came
  // Of its answer, as long as another one may be asked.
  std::optional<Headers> held_head_;
  std::string held_data_;
};

}  // namespace ett::edge
