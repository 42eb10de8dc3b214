#pragma once

#include <array>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <memory>
#include <optional>
#include <string>

#include "gateway/edge/caller.h"
#include "gateway/edge/http2.h"
#include "gateway/edge/worker.h"

namespace ett::edge {

// An HTTP/1.1 connection of a caller, one request after the other, bodies of both sides as they
// come. In its loop's thread.
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
  class Http1Caller;
  using Parser = boost::beast::http::request_parser<boost::beast::http::buffer_body>;

  void ReadHead();
  void Begin();
  void Attend();
  void ReadBody();
  void GotBody(const boost::system::error_code& error);
  void Refuse(const std::string& why);

  void Head(int status, const Headers& headers, bool end);
  void Write(absl::string_view data);
  void End();
  void Consume(std::size_t bytes);

  void Flush();
  void MaybeNext();
  void Linger();
  void CloseAfter(std::chrono::seconds time);
  void Drop();
  void Gone();

  Worker& worker_;
  Socket socket_;
  std::function<void()> closed_;
  boost::asio::steady_timer idle_timer_;
  boost::beast::flat_buffer buffer_;
  std::optional<Parser> parser_;
  std::array<char, 16 << 10> piece_;
  std::shared_ptr<Request> request_;
  std::size_t unconsumed_ = 0;  // bytes of the request's body
  std::size_t dropped_ = 0;     // bytes of it that came after the answer
  std::string out_;             // said, not on its way yet
  std::string sending_;
  std::size_t sent_body_bytes_ = 0;  // of the body, in what is on its way
  std::size_t out_body_bytes_ = 0;   // of the body, in what is not
  bool reading_ = false;
  bool body_came_ = false;
  bool chunked_ = false;
  bool keep_alive_ = true;
  bool said_ = false;  // the answer is whole
  bool is_head_ = false;
  bool leaving_ = false;
  bool lingering_ = false;
  bool gone_ = false;
};

}  // namespace ett::edge
