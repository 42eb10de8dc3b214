#include "gateway/edge/http1.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>

#include "gateway/edge/http2_stream.h"
#include "gateway/edge/transcode.h"
#include "status/errors.h"

namespace ett::edge {
namespace {

namespace http = boost::beast::http;

// A connection that says nothing for so long, or never finishes a request, is closed.
constexpr std::chrono::seconds kIdle(60);
constexpr int kBadRequest = 400;

RestResponse Malformed(const std::string& why) {
  const absl::Status status = status::InvalidField("request", "HTTP/1.1", why, "MALFORMED_REQUEST");
  return {kBadRequest, {{"content-type", "application/json"}}, ErrorJson(status, kBadRequest)};
}

}  // namespace

Http1::Http1(Worker& worker, Socket socket, std::function<void()> closed)
    : worker_(worker),
      socket_(std::move(socket)),
      closed_(std::move(closed)),
      idle_timer_(worker.loop) {}

void Http1::Start(absl::string_view already_read) {
  buffer_.commit(
      boost::asio::buffer_copy(buffer_.prepare(already_read.size()),
                               boost::asio::buffer(already_read.data(), already_read.size())));
  Read();
}

void Http1::Read() {
  if (leaving_) return Gone();
  busy_ = false;
  parser_.emplace();
  parser_->header_limit(static_cast<std::uint32_t>(worker_.config.limits.header_bytes));
  parser_->body_limit(worker_.config.rest_body_bytes);
  idle_timer_.expires_after(kIdle);
  idle_timer_.async_wait([self = weak_from_this()](const boost::system::error_code& error) {
    const std::shared_ptr<Http1> connection = self.lock();
    if (!error && connection != nullptr) connection->Gone();
  });
  http::async_read(socket_, buffer_, *parser_,
                   [self = shared_from_this()](const boost::system::error_code& error,
                                               std::size_t) { self->Received(error); });
}

void Http1::Received(const boost::system::error_code& error) {
  idle_timer_.cancel();
  if (error == http::error::body_limit) {
    return Send(TooLarge(worker_.config.rest_body_bytes), false);
  }
  if (error.category() == make_error_code(http::error::bad_version).category() &&
      error != http::error::end_of_stream) {
    return Send(Malformed(error.message()), false);
  }
  if (error) return Gone();
  busy_ = true;
  http::request<http::string_body> message = parser_->release();
  RestRequest request{"rest/1.1",
                      std::string(message.method_string()),
                      std::string(message.target()),
                      {},
                      std::move(message.body())};
  for (const auto& field : message) {
    request.headers.push_back({std::string(field.name_string()), std::string(field.value())});
  }
  const bool keep_alive = message.keep_alive();
  version_ = message.version();
  // The call is kept until it has answered, which may be before Start returns.
  auto call = RestCall::Start(worker_, std::move(request),
                              [self = shared_from_this(), keep_alive](RestResponse response) {
                                self->Send(std::move(response), keep_alive);
                              });
  if (busy_) call_ = std::move(call);
}

void Http1::Send(RestResponse response, bool keep_alive) {
  call_.reset();
  response_ = {static_cast<http::status>(response.status), version_};
  for (const Header& header : response.headers) response_.insert(header.name, header.value);
  response_.body() = std::move(response.body);
  const bool stays = keep_alive && !leaving_;
  response_.keep_alive(stays);
  if (response_.find(http::field::content_length) == response_.end()) {
    response_.prepare_payload();
  }
  http::async_write(
      socket_, response_,
      [self = shared_from_this(), stays](const boost::system::error_code& error, std::size_t) {
        if (error || !stays) return self->Gone();
        self->Read();
      });
}

void Http1::Leave() {
  leaving_ = true;
  if (!busy_) Gone();
}

void Http1::Close() { Gone(); }

void Http1::Gone() {
  boost::system::error_code ignored;
  idle_timer_.cancel();
  socket_.close(ignored);
  if (call_ != nullptr) std::exchange(call_, nullptr)->Cancel();
  if (closed_) std::exchange(closed_, nullptr)();
}

}  // namespace ett::edge
