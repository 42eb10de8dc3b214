#pragma once

#include <boost/asio/buffer.hpp>
#include <boost/asio/compose.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/post.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "gateway/edge/tls_session.h"

namespace ett::edge {

using Socket = boost::asio::generic::stream_protocol::socket;

// What a connection is read from and written to: a connected socket, or TLS on one. As Asio and
// Beast want a stream (AsyncReadStream, AsyncWriteStream). It is moved only while nothing is under
// way.
class Transport {
 public:
  using executor_type = Socket::executor_type;

  explicit Transport(Socket socket);
  // Over TLS, once the handshake is made: of a server, or of a client that wants `host` (see
  // TlsSession::Client).
  static Transport TlsServer(Socket socket, const tls::Context& context);
  static Transport TlsClient(Socket socket, const tls::Context& context, const std::string& host);

  executor_type get_executor() { return socket_.get_executor(); }

  // Calls `handler(error, size)`.
  template <class Buffers, class Handler>
  void async_read_some(const Buffers& buffers, Handler&& handler) {
    if (session_ == nullptr) {
      socket_.async_read_some(buffers, std::forward<Handler>(handler));
      return;
    }
    const boost::asio::mutable_buffer first = FirstOf<boost::asio::mutable_buffer>(buffers);
    Attempt([this, first] { return session_->Read(first.data(), first.size()); },
            std::forward<Handler>(handler));
  }

  template <class Buffers, class Handler>
  void async_write_some(const Buffers& buffers, Handler&& handler) {
    if (session_ == nullptr) {
      socket_.async_write_some(buffers, std::forward<Handler>(handler));
      return;
    }
    const boost::asio::const_buffer first = FirstOf<boost::asio::const_buffer>(buffers);
    Attempt([this, first] { return session_->Write(first.data(), first.size()); },
            std::forward<Handler>(handler));
  }

  // Writes as much as goes at once, perhaps nothing: how many bytes. Unless there is an error, what
  // is left is to be written by async_write_some, from the same place.
  std::size_t WriteNow(absl::string_view bytes, boost::system::error_code& error);

  // Of TLS only. Calls `handler(error, 0)`.
  template <class Handler>
  void AsyncHandshake(Handler&& handler) {
    Attempt([this] { return session_->Handshake(); }, std::forward<Handler>(handler));
  }

  // Says that nothing more is said; the other side may go on.
  void EndWriting();
  void Close();

  // Null without TLS.
  const TlsSession* tls() const { return session_.get(); }
  // Of the other side's verified certificate; null without one.
  std::shared_ptr<const std::vector<std::string>> certificate_names() const {
    return session_ == nullptr ? nullptr : session_->certificate_names();
  }

 private:
  Transport(Socket socket, std::unique_ptr<TlsSession> session)
      : socket_(std::move(socket)), session_(std::move(session)) {}

  // The first that is not empty.
  template <class Buffer, class Buffers>
  static Buffer FirstOf(const Buffers& buffers) {
    const auto end = boost::asio::buffer_sequence_end(buffers);
    for (auto each = boost::asio::buffer_sequence_begin(buffers); each != end; ++each) {
      const Buffer buffer(*each);
      if (buffer.size() > 0) return buffer;
    }
    return Buffer();
  }

  // Tries until it is over, and waits for the socket between.
  template <class Try, class Handler>
  void Attempt(Try attempt, Handler&& handler) {
    const auto step = [this, attempt, outcome = TlsSession::Outcome(), is_over = false,
                       is_first = true](auto& self, boost::system::error_code error = {}) mutable {
      const bool was_first = std::exchange(is_first, false);
      if (!is_over) {
        if (!socket_.is_open()) error = boost::asio::error::operation_aborted;
        outcome = error ? TlsSession::Outcome{TlsSession::Want::kNothing, error} : attempt();
        is_over = outcome.want == TlsSession::Want::kNothing;
      }
      if (!is_over) {
        socket_.async_wait(
            outcome.want == TlsSession::Want::kToRead ? Socket::wait_read : Socket::wait_write,
            std::move(self));
      } else if (was_first) {
        // Nobody is called back from within their own call.
        boost::asio::post(socket_.get_executor(), std::move(self));
      } else {
        self.complete(outcome.error, outcome.size);
      }
    };
    boost::asio::async_compose<Handler, void(boost::system::error_code, std::size_t)>(step, handler,
                                                                                      socket_);
  }

  Socket socket_;
  std::unique_ptr<TlsSession> session_;
};

}  // namespace ett::edge
