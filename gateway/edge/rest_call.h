#pragma once

#include <functional>
#include <memory>
#include <string>

#include "gateway/edge/grpc_wire.h"
#include "gateway/edge/worker.h"

namespace ett::edge {

// A request of either HTTP version.
struct RestRequest {
  std::string protocol;  // `rest/1.1` or `rest/2`
  std::string method;
  std::string target;  // path and query
  Headers headers;
  std::string body;
};

struct RestResponse {
  int status = 200;
  Headers headers;
  std::string body;
};

// One REST call: from JSON to a unary gRPC call of the upstream that serves it, and back.
class RestCall final : public StreamListener, public std::enable_shared_from_this<RestCall> {
 public:
  using Respond = std::function<void(RestResponse)>;

  // Calls `respond` once, at once or later, unless it is cancelled before.
  static std::shared_ptr<RestCall> Start(Worker& worker, RestRequest request, Respond respond);
  // The caller went away.
  void Cancel();

  // The upstream's answer.
  void OnHeaders(Headers headers, bool end) override;
  void OnData(absl::string_view data) override;
  void OnEnd() override;
  void OnWritten(std::size_t bytes) override;
  void OnClosed(std::uint32_t error) override;

 private:
  RestCall(Worker& worker, RestRequest request, Respond respond);

  void Begin();
  bool Route();
  void Ask(std::string message);
  void Connected(const absl::StatusOr<std::shared_ptr<Http2>>& connection);
  Headers Forwarded() const;
  void Answered();
  void Fail(const absl::Status& status, int http_status = 0, Headers headers = {});
  void Finish(RestResponse response);

  Worker& worker_;
  const RestRequest request_;
  Respond respond_;
  const absl::Time start_;
  boost::asio::steady_timer timer_;
  std::shared_ptr<const Schema> schema_;
  RouteMatch match_;
  CallRecord record_;
  std::string message_;
  std::shared_ptr<Http2> answerer_;
  std::int32_t stream_ = 0;
  Headers answer_headers_;
  std::string answer_;
};

}  // namespace ett::edge
