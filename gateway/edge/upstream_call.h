#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "gateway/edge/call.h"
#include "gateway/edge/http2.h"
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
};

// The upstream's side of one call: finds a connection, opens a stream, and ends at the deadline.
class UpstreamCall final : public Call,
                           public StreamListener,
                           public std::enable_shared_from_this<UpstreamCall> {
 public:
  // `answer` is told until the last that comes, or until it gives up; it must live as long.
  static std::shared_ptr<UpstreamCall> Start(Worker& worker, Question question, Answer& answer);

  void Write(absl::string_view frames) override;
  void End() override;
  void Consume(std::size_t bytes) override;
  void GiveUp() override;

  void OnHeaders(Headers headers, bool end) override;
  void OnData(absl::string_view data) override;
  void OnEnd() override;
  void OnWritten(std::size_t bytes) override;
  void OnClosed(std::uint32_t error) override;

 private:
  UpstreamCall(Worker& worker, Question question, Answer& answer);

  void Begin();
  void Connected(const absl::StatusOr<std::shared_ptr<Http2>>& connection);
  Headers Head() const;
  void Break(const absl::Status& status);
  void Finish(Headers trailers);
  Answer* Last();

  Worker& worker_;
  const Question question_;
  Answer* answer_;
  boost::asio::steady_timer timer_;
  std::string waiting_;  // said before there was a connection
  bool ended_ = false;
  bool head_came_ = false;
  std::shared_ptr<Http2> connection_;
  std::int32_t stream_ = 0;
};

}  // namespace ett::edge
