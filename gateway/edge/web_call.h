#pragma once

#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <optional>
#include <string>

#include "absl/time/time.h"
#include "gateway/edge/call_trace.h"
#include "gateway/edge/caller.h"
#include "gateway/edge/dialect.h"
#include "gateway/edge/reply.h"
#include "gateway/edge/upstream_call.h"

namespace ett::edge {

// One call by a protocol of the web: its messages go between a dialect and gRPC. What each side
// sends is taken from it only as fast as the other side takes it.
class WebCall final : public Request, private Answer, public std::enable_shared_from_this<WebCall> {
 public:
  WebCall(Worker& worker, RequestHead head, std::unique_ptr<Caller> caller);
  ~WebCall() override;

  // Finds out what is asked for; answers at once what needs no service.
  void Begin();

  void OnBody(absl::string_view data) override;
  void OnBodyEnd() override;
  void OnWritten(std::size_t bytes) override;
  void OnGone() override;

 private:
  void OnAnswerHead(Headers head) override;
  void OnAnswerData(absl::string_view data) override;
  void OnAnswerEnd(Headers trailers) override;
  void OnAnswerBroken(const absl::Status& status) override;
  void OnAsked(std::size_t bytes) override;

  void Ask(const std::string& frames);
  void Fail(const absl::Status& status);
  void End(const absl::Status& status, const Headers& trailers);
  absl::Status SayMessages();
  void Balance();
  // While nothing comes, says from time to time that the answer goes on.
  void PlanPulse();

  Worker& worker_;
  RequestHead head_;
  const absl::Time start_;
  const std::shared_ptr<const Schema> schema_;
  CallRecord record_;
  CallTrace trace_;
  Reply reply_;
  const Method* method_ = nullptr;
  std::unique_ptr<Dialect> dialect_;
  limits::CallCount::Place place_;
  std::string caller_name_;
  std::optional<boost::asio::steady_timer> pulse_;
  absl::Time deadline_ = absl::InfiniteFuture();
  std::shared_ptr<Call> call_;
  bool ended_ = false;
  bool recorded_ = false;
  std::size_t asking_ = 0;    // bytes of frames on their way to the service
  std::size_t held_ = 0;      // bytes of the request's body that the caller may not go beyond yet
  FrameQueue frames_;         // of the answer, not said yet
  std::size_t answered_ = 0;  // bytes that came of the service and are not given back
  std::size_t sent_ = 0;      // bytes said to the caller that have left
};

}  // namespace ett::edge
