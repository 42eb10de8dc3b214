#pragma once

#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <memory>
#include <optional>

#include "gateway/edge/rest_call.h"

namespace ett::edge {

// An HTTP/1.1 connection of a REST caller, one request after the other. In its loop's thread.
class Http1 final : public std::enable_shared_from_this<Http1> {
 public:
  // `closed` is called once, when the connection is gone.
  Http1(Worker& worker, Socket socket, std::function<void()> closed);

  // `already_read`: bytes that were read to find out what is spoken.
  void Start(absl::string_view already_read);
  // Closes when no request is under way, else after it.
  void Leave();
  void Close();

 private:
  void Read();
  void Received(const boost::system::error_code& error);
  void Send(RestResponse response, bool keep_alive);
  void Gone();

  Worker& worker_;
  Socket socket_;
  std::function<void()> closed_;
  boost::asio::steady_timer idle_timer_;
  boost::beast::flat_buffer buffer_;
  std::optional<boost::beast::http::request_parser<boost::beast::http::string_body>> parser_;
  boost::beast::http::response<boost::beast::http::string_body> response_;
  std::shared_ptr<RestCall> call_;
  unsigned version_ = 11;
  bool busy_ = false;
  bool leaving_ = false;
};

}  // namespace ett::edge
