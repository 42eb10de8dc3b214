#pragma once

#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <optional>
#include <string>

#include "gateway/edge/upstream_call.h"

namespace ett::edge {

// Asks a service, through the answers that are kept where its method is seen to give versions of
// its data (chassis/data_version_metadata.h). The service is always asked, so nothing is older than
// it would say, and nobody sees what they may not. When it is UNAVAILABLE, what it gave to the same
// caller by the same credentials stands in for so long as Config::stale_if_error says, with `age`
// and `warning`. `caller`: by name.
std::shared_ptr<Call> StartCall(Worker& worker, const Method& method, const std::string& caller,
                                Question question, Answer& answer);

// Notes from the head of an answer whether `/package.Service/Method` gives versions.
void NoteVersion(Worker& worker, const std::string& method, const Headers& head);

// One call of one message to such a method.
class CachedCall final : public Call,
                         private Answer,
                         public std::enable_shared_from_this<CachedCall> {
 public:
  // `caller`: the fingerprint of who asks.
  CachedCall(Worker& worker, std::string caller, Question question, Answer& answer);
  ~CachedCall() override;

  void Begin();
  void Write(absl::string_view frames) override;
  void End() override;
  void Consume(std::size_t bytes) override;
  void GiveUp() override;
  int attempts() const override { return call_ == nullptr ? 0 : call_->attempts(); }

 private:
  void OnAnswerHead(Headers head) override;
  void OnAnswerData(absl::string_view data) override;
  void OnAnswerEnd(Headers trailers) override;
  void OnAnswerBroken(const absl::Status& status) override;
  void OnAsked(std::size_t bytes) override;

  void Ask();
  void PassHead();
  void Keep(const Headers& trailers);
  // What is kept was found to be right.
  void Confirm();
  bool MayStandIn() const;
  // Whether the caller was given what is kept.
  bool IsKnown() const;
  void Say(const KeptAnswer& kept, const Headers& more);
  Answer* Last();

  Worker& worker_;
  const std::string caller_;
  Question question_;
  Answer* answer_;
  boost::asio::steady_timer timer_;  // until the service is asked
  std::string frames_;               // of the request
  std::string key_;                  // empty for a request that is too long
  KeptAnswerPtr kept_;
  std::optional<KeptAnswer> new_;     // as far as it has come
  std::optional<Headers> held_head_;  // not passed on yet
  bool is_same_ = false;
  bool is_said_ = false;  // what was kept
  bool head_came_ = false;
  std::shared_ptr<UpstreamCall> call_;
};

}  // namespace ett::edge
